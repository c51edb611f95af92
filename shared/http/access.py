"""Whose data a signed-in person may read: each kind of data has its readers, and nobody more than they need.

Whoever has a right in an agency reads what is the agency's. Beyond that it takes a role that holds for the
whole province: one that a token gives for a single agency counts in that agency alone.
"""

from collections.abc import Collection

from shared.auth.errors import NotInAgency
from shared.auth.principal import Principal
from shared.kernel import Role

#: They look after the province's cases, examine them, or record their history.
CASE_READERS = frozenset({Role.PROVINCE_LEADER, Role.AUDITOR, Role.IMPORTER})
#: Besides them: who reviews catalogues, and who registers agencies and their people.
CATALOGUE_READERS = CASE_READERS | {Role.REVIEWER, Role.OPERATOR}
#: Who keeps the machines running has no business with what stands in a case, in whatever agency.
_NO_CASES = frozenset({Role.OPERATOR})


def readable_agencies(who: Principal, wanted: str | None) -> list[str] | None:
    """The agencies whose cases are asked for and may be read; None for all. Raises `NotInAgency`."""
    return _readable(who, wanted, CASE_READERS, _NO_CASES)


def readable_catalogues(who: Principal, wanted: str | None) -> list[str] | None:
    """The same of catalogues, drafts too, and of what is kept of agencies and their people."""
    return _readable(who, wanted, CATALOGUE_READERS, frozenset())


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
