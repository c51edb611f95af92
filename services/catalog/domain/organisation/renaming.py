"""An agency is renamed, moved under another one, and known to other systems by codes."""

from datetime import date
from enum import StrEnum

from services.catalog.domain.organisation.agency import AGENCY, Agency, Known, Naming
from services.catalog.domain.organisation.organisers import (
    DECIDED,
    EXISTING,
    GOING_ON,
    REORGANISED,
    Decided,
    check_decision,
    check_exists_on,
    check_not_ended,
    check_reorganiser,
)
from services.catalog.domain.organisation.registering import check_parent
from services.catalog.domain.procedure.naming import (
    CODED_AGENCY,
    CODED_EDXML,
    Name,
    check_agency_code,
    check_edxml_code,
    check_name,
)
from services.catalog.errors.organisation.agencies import UnfitParent
from services.catalog.errors.organisation.reorganisation import EffectiveBeforeEarlier, NothingReorganised
from shared.contracts.catalog.reorganisation import AgencyCodeAssigned, AgencyMoved, AgencyRenamed
from shared.contracts.vocabulary import CalendarDay, Code
from shared.decider import Act, command
from shared.restating import restate

#: What every decided change of an agency may be refused for.
CHANGED = (*REORGANISED, *DECIDED, *EXISTING, NothingReorganised, EffectiveBeforeEarlier)


def check_later(effective_from: date, earlier: date) -> None:
    """History is told in its order: a change takes effect after the one before it."""
    if effective_from <= earlier:
        raise EffectiveBeforeEarlier(where="effective_from", given=effective_from, earlier=earlier)


@command
class RenameAgency(Decided):
    """Give the agency another name; its code stays."""

    agency: Code
    name_vi: Name
    name_en: Name


@AGENCY.decides(RenameAgency, refuses=CHANGED)
def rename(agency: Agency, command: RenameAgency, act: Act) -> AgencyRenamed:
    """The name is another one, later than the one before."""
    check_reorganiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check_decision(command, act)
    check_name(command.name_vi, "name_vi")
    check_name(command.name_en, "name_en")
    if (command.name_vi, command.name_en) == (agency.name_vi, agency.name_en):
        raise NothingReorganised(where="name_vi", agency=command.agency)
    check_exists_on(agency, command.effective_from)
    check_later(command.effective_from, agency.names[-1].since)
    return AgencyRenamed(
        agency=command.agency,
        **command.decision(),
        name_vi=command.name_vi,
        name_en=command.name_en,
        renamed_by=act.by.name,
        renamed_at=act.at,
    )


@AGENCY.evolves(AgencyRenamed)
def renamed(agency: Agency, event: AgencyRenamed) -> None:
    """It has had each of its names from a day on."""
    agency.name_vi, agency.name_en = event.name_vi, event.name_en
    agency.names.append(Naming(event.effective_from, event.name_vi, event.name_en))


@command
class MoveAgency(Decided):
    """Let the agency stand under another one."""

    agency: Code
    parent: Code


@AGENCY.decides(MoveAgency, refuses=(*CHANGED, UnfitParent), known=Known)
def move(agency: Agency, command: MoveAgency, act: Act, known: Known) -> AgencyMoved:
    """Let the agency stand under another; kinds stand in rank, so the tree has no circles."""
    check_reorganiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check_decision(command, act)
    assert agency.kind is not None
    check_parent(command.agency, agency.kind, command.parent, known)
    if not known.agency(command.parent).exists_on(command.effective_from):
        raise UnfitParent(where="parent", agency=command.agency, parent=command.parent)
    if command.parent == agency.parent:
        raise NothingReorganised(where="parent", agency=command.agency)
    check_exists_on(agency, command.effective_from)
    check_later(command.effective_from, agency.parents[-1][0])
    return AgencyMoved(
        agency=command.agency,
        **command.decision(),
        parent=command.parent,
        moved_by=act.by.name,
        moved_at=act.at,
    )


@AGENCY.evolves(AgencyMoved)
def moved(agency: Agency, event: AgencyMoved) -> None:
    """It has stood under each of its parents from a day on."""
    agency.parent = event.parent
    agency.parents.append((event.effective_from, event.parent))


class CodeScheme(StrEnum):
    """Whose codes; one agency has one of each scheme at a time."""

    NATIONAL = "national"  #: Decision 20/2020/QĐ-TTg: read from left to right
    EDXML = "edxml"  #: QCVN 102:2016/BTTTT, replaced by its Amendment 1:2022: read from right to left


@command
class AssignAgencyCode:
    """Give the agency a code by which other systems know it."""

    agency: Code
    scheme: CodeScheme
    code: Code
    valid_from: CalendarDay


@AGENCY.decides(
    AssignAgencyCode,
    refuses=(
        *REORGANISED,
        *GOING_ON,
        *CODED_AGENCY,
        *CODED_EDXML,
        NothingReorganised,
        EffectiveBeforeEarlier,
    ),
)
def assign_code(agency: Agency, command: AssignAgencyCode, act: Act) -> AgencyCodeAssigned:
    """Give the agency a code of a national scheme, from a day on."""
    check_reorganiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check = check_agency_code if command.scheme is CodeScheme.NATIONAL else check_edxml_code
    check(command.code, "code")
    before = agency.codes.get(command.scheme)
    if before is not None:
        if before.code == command.code:
            raise NothingReorganised(where="code", agency=command.agency)
        check_later(command.valid_from, before.valid_from)
    return restate(AgencyCodeAssigned, command, assigned_by=act.by.name, assigned_at=act.at)


@AGENCY.evolves(AgencyCodeAssigned)
def code_assigned(agency: Agency, event: AgencyCodeAssigned) -> None:
    """It replaces the scheme's earlier one."""
    agency.codes[event.scheme] = event
