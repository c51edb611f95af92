"""Commands on SNV's catalogue, as people give them, with what else is known at that time."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.issuing import IssueCatalogue
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.related_agencies import RelatedAgencies
from shared.decider import Act, by_itself
from shared.kernel import Actor
from tests.scenario import Scenario, given
from tests.unit.catalog.examples import AT, DIVISIONS, EDITOR, HEAD, KIND, issued


@dataclass(frozen=True)
class KnownNow:
    """What decisions on an edition ask, all at hand."""

    policy: LifecyclePolicy = field(default_factory=LifecyclePolicy)
    divisions: Iterable[str] = DIVISIONS
    registered: Iterable[str] = ("SNV",)
    all: tuple[Catalogue, ...] = ()  #: the agency's editions
    others: RelatedAgencies = field(default_factory=RelatedAgencies)

    def agency(self, code: str) -> Agency:
        """An agency with these divisions, if it is registered."""
        if code not in self.registered:
            return Agency()
        return Agency(code=code, kind=KIND, divisions=dict.fromkeys(self.divisions, ""))

    def editions(self, _agency: str) -> Editions:
        """Whichever agency is meant."""
        return Editions(self.all)

    def related(self, _agency: str, _procedures: Iterable[Procedure], _day: date) -> RelatedAgencies:
        """Whatever they name."""
        return self.others


#: The agency has never drafted an edition; and: an earlier one was issued, so that this is not the first.
NEW = KnownNow()
KNOWN = replace(NEW, all=(Catalogue(agency="SNV", issue=issued()),))


class Asked(NamedTuple):
    """A command with its act, and what is known: what a scenario's `when` takes."""

    command: Any
    act: Act
    known: KnownNow


def asked(
    command: type, by: Actor = EDITOR, at: datetime = AT, known: KnownNow = KNOWN, **values: Any
) -> Asked:
    """The command on SNV's first edition, if nothing else is said."""
    act = Act(by=by, at=at, recorded_at=at)
    return Asked(command(**{"agency": "SNV", "edition": 1, **values}), act, known)


def by_time(command: Any, known: KnownNow = KNOWN, at: datetime = AT) -> Asked:
    """The command as the system itself gives it."""
    return Asked(command, by_itself(at), known)


def when(events: tuple[Any, ...], what: Asked) -> Scenario:
    """It is asked of an edition to which this has happened."""
    return given(CATALOGUE, *events).when(*what)


def issue(by: Actor = HEAD, known: KnownNow = KNOWN, **changes: Any) -> Asked:
    """The edition's issue from December 2026 on."""
    values: dict[str, Any] = {
        "decision_number": "05/QĐ-SNV",
        "decision_date": date(2026, 11, 20),
        "signed_by": "Trần Văn Bình",
        "in_force_from": date(2026, 12, 1),
    }
    return asked(IssueCatalogue, by, known=known, **{**values, **changes})
