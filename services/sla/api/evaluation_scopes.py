"""Who reads an evaluation: whose it is, who heads their division or agency, the province, auditors."""

from collections.abc import Sequence

from services.sla.views.staff import StaffDocument
from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.kernel import SEE_ALL_CASES, Role


def check_may_read(who: Principal, official: str, placed: Sequence[StaffDocument]) -> None:
    """Raises `NotInAgency`, of somebody who isn't there as of somebody whom it doesn't concern."""
    if who.id == official or sees_all(who):
        return
    if not any(heads(who, one.agency, one.divisions) for one in placed):
        raise NotInAgency(unit=official)


def check_may_read_unit(who: Principal, agency: str, division: str | None) -> None:
    """Raises `NotInAgency` for who doesn't head it."""
    if not (sees_all(who) or heads(who, agency, [division] if division is not None else [])):
        raise NotInAgency(unit="/".join(filter(None, (agency, division))))


def sees_all(who: Principal) -> bool:
    """Whether they see every agency's."""
    return any(one.agency is None and one.role in SEE_ALL_CASES for one in who.grants)


def heads(who: Principal, agency: str, divisions: Sequence[str]) -> bool:
    """Whether they head the agency, or one of the divisions."""
    return any(
        one.agency == agency
        and (
            one.role is Role.AGENCY_HEAD
            or one.role in SEE_ALL_CASES
            or (one.role is Role.DIVISION_HEAD and one.division in divisions)
        )
        for one in who.grants
    )
