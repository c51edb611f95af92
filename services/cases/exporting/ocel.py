"""A log as OCEL 2.0 in JSON: cases, visits, coordinations, documents, agencies and people, and all events."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from services.cases.domain.known import Known
from services.cases.domain.process.exported import ExportedCase
from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.exporting.ocel_events import events_of
from services.cases.exporting.ocel_ids import ObjectIds
from services.cases.exporting.ocel_objects import objects_of, stub_of
from services.cases.exporting.ocel_types import types
from shared.contracts.cases.course import AnsweredCoordination

_KEPT = 1 << 20  #: bytes of events that stay in memory
_CHUNK = 1 << 16  #: characters


class OcelWriter:
    """Makes the parts of the file, one after the other; events wait in a file until all objects are told."""

    def __init__(
        self,
        names: Pseudonyms,
        known: Known,
        as_of: datetime,
        has: Callable[[AnsweredCoordination], bool],
    ) -> None:
        self._ids = ObjectIds(names)
        self._known, self._as_of, self._has = known, as_of, has
        self._stubs: set[str] = set()
        self._begun = {"objects": False, "events": False}
        self._events = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - `close` closes it
            _KEPT, "w+", encoding="utf-8", newline=""
        )

    def begin(self) -> str:
        """The types, and the beginning of the objects."""
        return types() + ',\n"objects":['

    def case(self, case: ExportedCase) -> str:
        """The objects of a case."""
        self._events.write(self._listed("events", events_of(case, self._ids)))
        objects = [*objects_of(case, self._ids, self._known, self._as_of), *self._stub(case)]
        return self._listed("objects", objects)

    def end(self) -> Iterator[str]:
        """Agencies and their people, then all events."""
        yield self._listed("objects", self._ids.of_organisation()) + '\n],\n"events":['
        self._events.seek(0)
        while chunk := self._events.read(_CHUNK):
            yield chunk
        yield "\n]}\n"

    def close(self) -> None:
        """Let go of the events."""
        self._events.close()

    def _stub(self, case: ExportedCase) -> Iterator[str]:
        """What the case answers, where who asks isn't in the log."""
        answers = case.opened.answers
        if answers is None or self._has(answers):
            return
        asked = self._ids.coordination(answers.case_number, answers.coordination)
        if asked not in self._stubs:
            self._stubs.add(asked)
            yield stub_of(asked)

    def _listed(self, where: str, values: Iterable[str]) -> str:
        """The values as further elements of a list, a line each."""
        told: list[str] = []
        for one in values:
            told.append(f",\n{one}" if self._begun[where] else f"\n{one}")
            self._begun[where] = True
        return "".join(told)
