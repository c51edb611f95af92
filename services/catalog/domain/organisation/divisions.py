"""An agency's divisions: added, renamed, closed."""

from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.organisation.organisers import (
    GOING_ON,
    ORGANISED,
    check_not_ended,
    check_organiser,
)
from services.catalog.domain.procedure.naming import CODED, WORDED, Name, check_code, check_name, tidy
from services.catalog.errors.organisation.agencies import (
    DivisionAlreadyExists,
    DivisionNameUnchanged,
    DivisionStillStaffed,
    DivisionUnknown,
)
from shared.contracts.catalog.agencies import DivisionAdded
from shared.contracts.catalog.staff import DivisionClosed, DivisionRenamed
from shared.contracts.vocabulary import Code
from shared.decider import Act, command
from shared.restating import restate

#: How the two decisions that name a division may be refused.
ADDED = (*ORGANISED, *GOING_ON, *CODED, *WORDED, DivisionAlreadyExists)
RENAMED = (*ORGANISED, *GOING_ON, *WORDED, DivisionUnknown, DivisionNameUnchanged)


@command
class AddDivision:
    """Add a division to the agency."""

    agency: Code
    division: Code
    name: Name


@AGENCY.decides(AddDivision, refuses=ADDED)
def add_division(agency: Agency, command: AddDivision, act: Act) -> DivisionAdded:
    """A division is added once."""
    check_organiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check_code(command.division, "division")
    check_name(command.name, "name")
    if command.division in agency.divisions:
        raise DivisionAlreadyExists(where="division", agency=command.agency, division=command.division)
    return restate(DivisionAdded, command, added_by=act.by.name, added_at=act.at)


@command
class RenameDivision:
    """Give the division another name; its code stays."""

    agency: Code
    division: Code
    name: Name


@AGENCY.decides(RenameDivision, refuses=RENAMED)
def rename_division(agency: Agency, command: RenameDivision, act: Act) -> DivisionRenamed:
    """The name is another one than now."""
    check_organiser(agency, command.agency, act)
    check_not_ended(agency, act.at)
    check_name(command.name, "name")
    _check_known(agency, command.agency, command.division)
    if agency.divisions[command.division] == command.name:
        raise DivisionNameUnchanged(where="name", division=command.division)
    return restate(DivisionRenamed, command, renamed_by=act.by.name, renamed_at=act.at)


@AGENCY.evolves(DivisionAdded, DivisionRenamed)
def division_named(agency: Agency, event: DivisionAdded | DivisionRenamed) -> None:
    """The latest name counts."""
    agency.divisions[event.division] = event.name


@command
class EnsureDivision(AddDivision):
    """An agency has a division of this name."""

    def is_there(self, agency: Agency) -> bool:
        """Whether the division is there already, so or otherwise."""
        return self.division in agency.divisions


@AGENCY.decides(EnsureDivision, refuses=(*ADDED, *RENAMED))
def ensure_division(
    agency: Agency, command: EnsureDivision, act: Act
) -> DivisionAdded | DivisionRenamed | None:
    """Add it, or rename it."""
    if not command.is_there(agency):
        return add_division(agency, command, act)
    if tidy(agency.divisions[command.division]) == command.name:
        return None
    renaming = restate(RenameDivision, command)
    return rename_division(agency, renaming, act)


@command
class CloseDivision:
    """Close a division that nobody works in any longer."""

    agency: Code
    division: Code


@AGENCY.decides(CloseDivision, refuses=(*ORGANISED, DivisionUnknown, DivisionStillStaffed))
def close_division(agency: Agency, command: CloseDivision, act: Act) -> DivisionClosed:
    """Close a division; an agency that has ended may do so, as it winds itself up."""
    check_organiser(agency, command.agency, act)
    _check_known(agency, command.agency, command.division)
    staff = sorted(who for who, what in agency.officials.items() if command.division in what.divisions)
    if staff:
        raise DivisionStillStaffed(
            where="division", division=command.division, count=len(staff), officials=", ".join(staff[:5])
        )
    return DivisionClosed(
        agency=command.agency, division=command.division, closed_by=act.by.name, closed_at=act.at
    )


@AGENCY.evolves(DivisionClosed)
def division_closed(agency: Agency, event: DivisionClosed) -> None:
    """It takes no more work."""
    agency.divisions.pop(event.division, None)


def _check_known(agency: Agency, code: str, division: str) -> None:
    if division not in agency.divisions:
        raise DivisionUnknown(where="division", agency=code, division=division)
