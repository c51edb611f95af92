"""What an operator orders: which services it is for, what became of it; and rebuilding."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.contracts.topics import Service as ServiceName
from shared.deployment import PUBLISHERS
from shared.errors import Language, Text
from shared.runtime.rebuilding import VIEW_IN_WORDS
from tthc.operations.access import Operator
from tthc.operations.errors import NoSuchName


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one order."""

    what: str  #: the service, the view, or the dead letter
    outcome: Text
    failed: bool = False

    def told(self, language: Language) -> dict[str, Any]:
        """The outcome as JSON."""
        return {"what": self.what, "outcome": self.outcome.told(language), "failed": self.failed}


def services_named(names: Sequence[str]) -> list[ServiceName]:
    """The services with these names; all of them if none is named. Raises NoSuchName."""
    known = [service.value for service in PUBLISHERS]
    for name in names:
        if name not in known:
            raise NoSuchName(what=Text("dịch vụ", "service"), name=name, known=", ".join(known), where=name)
    return [ServiceName(name) for name in names] or list(PUBLISHERS)


async def rebuild(operator: Operator, names: Sequence[str]) -> list[Done]:
    """Build read models anew while the old ones serve: `cases` for all of a service's, or `cases/cases`."""
    done = []
    for name in names or [service.value for service in PUBLISHERS]:
        service_name, _, view = name.partition("/")
        (service,) = services_named([service_name])
        known = list((await operator.ask(service, "GET", "/progress"))["views"])
        if view and view not in known:
            raise NoSuchName(what=VIEW_IN_WORDS, name=name, known=", ".join(known), where=name)
        for one in [view] if view else known:
            answer = await operator.ask(service, "POST", f"/views/{one}/rebuild")
            number = answer["generation"]
            text = Text(f"thế hệ {number} đang phục vụ", f"generation {number} serves")
            done.append(Done(f"{service.value}/{one}", text))
    return done
