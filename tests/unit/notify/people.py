"""People of agencies' directories."""

from datetime import datetime

from services.notify.domain.directory import OfficialReplicated


def appointed(agency: str, official: str, role: str, at: datetime) -> OfficialReplicated:
    """Somebody with a role in an agency, and in no division of it."""
    return OfficialReplicated(
        agency=agency,
        official=official,
        name=official,
        divisions=(),
        roles=(role,),
        agency_version=1,
        listed_at=at,
    )
