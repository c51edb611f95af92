"""NAMES: what agencies, divisions, officials and procedures are called, a copy of the catalog's events."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from shared.contracts.catalog.agencies import AgencyRegistered, DivisionAdded, OfficialAppointed
from shared.contracts.catalog.force import ProcedureCorrected
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.contracts.catalog.reorganisation import AgencyRenamed
from shared.contracts.catalog.staff import DivisionRenamed
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Instant
from shared.decider import Cause, Decider


class Named(StrEnum):
    """What has a code in an agency, and a name; or the agency itself."""

    AGENCY = "agency"
    DIVISION = "division"
    OFFICIAL = "official"
    PROCEDURE = "procedure"


@event()
class ProcedureNamed:
    """What is read of a procedure that is issued or corrected."""

    agency: str
    procedure: str
    name: str


@event()
class NameReplicated:
    """It is called so from then on."""

    agency: str
    kind: str  #: a `Named`
    code: str
    name: str
    named_at: Instant


@dataclass(slots=True)
class Names:
    """The names of an agency, and since when each is known, by kind and code."""

    names: dict[tuple[str, str], tuple[datetime, str]] = field(default_factory=dict)


#: Key: the agency's code.
NAMES = Decider[Names]("names", Names, key_of_followed=attrgetter("agency"))


@NAMES.follows(AgencyRegistered, AgencyRenamed)
def agency_named(
    names: Names, event: AgencyRegistered | AgencyRenamed, cause: Cause
) -> NameReplicated | None:
    """An agency is there, or is called otherwise."""
    return _named(names, event.agency, Named.AGENCY, event.agency, event.name_vi, cause)


@NAMES.follows(DivisionAdded, DivisionRenamed)
def division_named(
    names: Names, event: DivisionAdded | DivisionRenamed, cause: Cause
) -> NameReplicated | None:
    """A division is there, or is called otherwise."""
    return _named(names, event.agency, Named.DIVISION, event.division, event.name, cause)


@NAMES.follows(OfficialAppointed)
def official_named(names: Names, event: OfficialAppointed, cause: Cause) -> NameReplicated | None:
    """Somebody got a post."""
    return _named(names, event.agency, Named.OFFICIAL, event.official, event.name, cause)


@NAMES.follows(ProcedureIssued, ProcedureCorrected, read_as=ProcedureNamed)
def procedure_named(names: Names, event: ProcedureNamed, cause: Cause) -> NameReplicated | None:
    """An edition has the procedure, or its texts were corrected."""
    return _named(names, event.agency, Named.PROCEDURE, event.procedure, event.name, cause)


def _named(
    names: Names, agency: str, kind: Named, code: str, name: str, cause: Cause
) -> NameReplicated | None:
    """Nothing where it is called so already, or was named later than this."""
    known = names.names.get((kind, code))
    if known is not None and (known[1] == name or known[0] >= cause.time):
        return None
    return NameReplicated(agency=agency, kind=kind, code=code, name=name, named_at=cause.time)


@NAMES.evolves(NameReplicated)
def name_replicated(names: Names, event: NameReplicated) -> None:
    """The newest holds."""
    names.names[event.kind, event.code] = event.named_at, event.name
