"""What an edition is judged against: its own agency, and the others that it names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.catalog.domain.procedure.coordination import ProcedureOf


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """What is known of an agency on a day."""

    exists: bool  #: an agency of this code was registered, sometime
    reachable: bool  #: it is one on that day, and works in the system or has a contact outside of it


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedAgencies:
    """Other agencies on an edition's first day in force; one that isn't here does not exist."""

    units: Mapping[str, KnownUnit] = field(default_factory=dict)
    #: Each procedure in force with them, and the procedures of further agencies that it leads to.
    in_force: Mapping[ProcedureOf, Collection[ProcedureOf]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that an agency's edition is judged against."""

    agency: str
    divisions: Collection[str]
    in_force_from: date
    related: RelatedAgencies = field(default_factory=RelatedAgencies)
