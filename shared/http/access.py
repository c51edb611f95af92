"""Whose data a signed-in person may read: each kind of data has its readers, and nobody more than they need.

Whoever has a right in an agency reads what is the agency's. Beyond that it takes a role that holds for the
whole province: one that a token gives for a single agency counts in that agency alone.
"""

from collections.abc import Collection

from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.kernel import SEE_ALL_CASES, SEE_NO_CASES, Role

#: Besides those who see all cases: who reviews catalogues, registers agencies, or brings histories in.
CATALOGUE_READERS = SEE_ALL_CASES | {Role.REVIEWER, Role.OPERATOR, Role.IMPORTER}
#: They bring cases in, and say what happened to them elsewhere; reading them is another matter.
_BRING_IN = frozenset({Role.IMPORTER})


def readable_agencies(who: Principal, wanted: str | None) -> list[str] | None:
    """The agencies whose cases are asked for and may be read; None for all. Raises `NotInAgency`."""
    return _readable(who, wanted, SEE_ALL_CASES, SEE_NO_CASES)


def commanded_agencies(who: Principal) -> list[str] | None:
    """The agencies whose cases somebody may know of when they give a command; None for all.

    Those that they may read, and those that they bring cases in for.
    """
    return _readable(who, None, SEE_ALL_CASES | _BRING_IN, SEE_NO_CASES - _BRING_IN)


def readable_catalogues(who: Principal, wanted: str | None) -> list[str] | None:
    """The same of catalogues, drafts too, and of what is kept of agencies and their people."""
    return _readable(who, wanted, CATALOGUE_READERS, frozenset())


def led_agencies(who: Principal, wanted: str | None) -> list[str] | None:
    """The agencies of which somebody may take everything away at once; None for all. Raises `NotInAgency`.

    Those that they head; the province's leaders and auditors all.
    """
    return _readable(who, wanted, SEE_ALL_CASES, frozenset(Role) - SEE_ALL_CASES - {Role.AGENCY_HEAD})


def steered_agencies(who: Principal, wanted: str | None) -> list[str] | None:
    """The agencies of which somebody may see how work stands in all; None for all. Raises `NotInAgency`.

    Those that they head; the province's leaders and auditors all, and so who reviews for Home Affairs, which
    steers the scheme: of figures, which name no case.
    """
    everywhere = SEE_ALL_CASES | {Role.REVIEWER}
    return _readable(who, wanted, everywhere, frozenset(Role) - SEE_ALL_CASES - {Role.AGENCY_HEAD})


def _readable(
    who: Principal, wanted: str | None, everywhere: Collection[Role], nowhere: Collection[Role]
) -> list[str] | None:
    if any(grant.agency is None and grant.role in everywhere for grant in who.grants):
        return [wanted] if wanted else None
    own = sorted({one.agency for one in who.grants if one.agency is not None and one.role not in nowhere})
    if wanted is None:
        return own
    if wanted not in own:
        raise NotInAgency(unit=wanted)
    return [wanted]
