"""Agencies, divisions and officials as rows of tables, as the import takes them."""

from dataclasses import asdict

from services.catalog.tables.agencies import AGENCY_COLUMNS, CONTACT_COLUMNS
from services.catalog.tables.staff import DIVISION, OFFICIAL
from services.catalog.views.organisation.documents import AgencyDetails, DivisionDocument, OfficialDetails


def agency_row(agency: AgencyDetails) -> dict[str, str]:
    """An agency as a row of the table."""
    columns = (column for column in AGENCY_COLUMNS if column not in ("code", *CONTACT_COLUMNS))
    told = {"code": agency.agency, **{column: str(getattr(agency, column) or "") for column in columns}}
    reached = asdict(agency.contact) if agency.contact else {}
    return told | {column: reached.get(column.removeprefix("contact_"), "") for column in CONTACT_COLUMNS}


def division_row(division: DivisionDocument) -> dict[str, str]:
    """A division as a row of the table."""
    nothing = {"divisions": "", "position": "", "roles": ""}
    told = {"agency": division.agency, "type": DIVISION, "code": division.division, "name": division.name}
    return {**told, **nothing}


def official_row(official: OfficialDetails) -> dict[str, str]:
    """An official as a row of the table."""
    return {
        "agency": official.agency,
        "type": OFFICIAL,
        "code": official.official,
        "name": official.name,
        "divisions": ";".join(official.divisions),
        "position": official.position,
        "roles": ";".join(official.roles),
    }
