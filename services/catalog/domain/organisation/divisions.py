"""An agency's divisions: added, renamed, closed."""

from services.catalog.domain.organisation.agency import Agency
from services.catalog.domain.organisation.organisers import check_not_ended, check_organiser
from services.catalog.domain.organisation.staff_commands import AddDivision, CloseDivision, RenameDivision
from services.catalog.domain.organisation.staff_events import DivisionAdded, DivisionClosed, DivisionRenamed
from services.catalog.domain.procedure.naming import check_code, check_name
from services.catalog.errors.organisation.agencies import DivisionAlreadyExists, DivisionUnknown
from services.catalog.errors.organisation.staff import DivisionNameUnchanged, DivisionStillStaffed


def add_division(state: Agency, command: AddDivision) -> list[DivisionAdded]:
    check_organiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check_code(command.division, "division")
    check_name(command.name, "name")
    if command.division in state.divisions:
        raise DivisionAlreadyExists(where="division", agency=command.agency, division=command.division)
    return [
        DivisionAdded(
            agency=command.agency,
            division=command.division,
            name=command.name,
            added_by=command.by.name,
            added_at=command.at,
        )
    ]


def rename_division(state: Agency, command: RenameDivision) -> list[DivisionRenamed]:
    check_organiser(state, command.agency, command.by)
    check_not_ended(state, command.at)
    check_name(command.name, "name")
    _check_known(state, command.agency, command.division)
    if state.divisions[command.division] == command.name:
        raise DivisionNameUnchanged(where="name", division=command.division)
    return [
        DivisionRenamed(
            agency=command.agency,
            division=command.division,
            name=command.name,
            renamed_by=command.by.name,
            renamed_at=command.at,
        )
    ]


def close_division(state: Agency, command: CloseDivision) -> list[DivisionClosed]:
    """Close a division; an agency that has ended may do so, as it winds itself up."""
    check_organiser(state, command.agency, command.by)
    _check_known(state, command.agency, command.division)
    staff = sorted(who for who, what in state.officials.items() if command.division in what.divisions)
    if staff:
        raise DivisionStillStaffed(
            where="division", division=command.division, count=len(staff), officials=", ".join(staff[:5])
        )
    return [
        DivisionClosed(
            agency=command.agency,
            division=command.division,
            closed_by=command.by.name,
            closed_at=command.at,
        )
    ]


def _check_known(state: Agency, agency: str, division: str) -> None:
    if division not in state.divisions:
        raise DivisionUnknown(where="division", agency=agency, division=division)
