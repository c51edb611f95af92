"""Agencies, their divisions and their officials, as documents."""

from typing import Any

from services.catalog import domain
from services.catalog.views.bodies import body_of
from shared.documents.port import Collection
from shared.documents.projection import Page, RecordedEvent, View
from shared.documents.values import collation_key, instant

AGENCIES = Collection("agencies", indexes=(("kind", "sort"), ("parent",), ("sort",)))
DIVISIONS = Collection("divisions", indexes=(("agency", "division"),))
OFFICIALS = Collection("officials", indexes=(("agency", "sort"),))


AGENCY_VIEW = View(
    "agencies", AGENCIES, DIVISIONS, OFFICIALS, keys=lambda event: [(AGENCIES.name, event.key)]
)


@AGENCY_VIEW.on(domain.AgencyRegistered)
def _registered(event: RecordedEvent, page: Page) -> None:
    agency: domain.AgencyRegistered = event.event
    body = {
        "agency": agency.code,
        "kind": agency.kind.value,
        "name_vi": agency.name_vi,
        "name_en": agency.name_en,
        "parent": agency.parent,
        "wave": agency.wave,
        "working_calendar": agency.working_calendar,
        "valid_from": agency.valid_from.isoformat(),
        "sort": collation_key(agency.name_vi),
    }
    _put_agency(event, page, body)


@AGENCY_VIEW.on(
    domain.DivisionAdded,
    keys=lambda event: [
        (AGENCIES.name, event.key),
        (DIVISIONS.name, f"{event.key}/{event.event.division}"),
    ],
)
def _division_added(event: RecordedEvent, page: Page) -> None:
    added: domain.DivisionAdded = event.event
    body = {
        "agency": event.key,
        "division": added.division,
        "name": added.name,
        "added_at": instant(added.added_at),
    }
    page.put(DIVISIONS.name, f"{event.key}/{added.division}", body, event.version)
    _put_agency(event, page, body_of(AGENCIES, event, page))


@AGENCY_VIEW.on(
    domain.OfficialAppointed,
    keys=lambda event: [
        (AGENCIES.name, event.key),
        (OFFICIALS.name, f"{event.key}/{event.event.official}"),
    ],
)
def _appointed(event: RecordedEvent, page: Page) -> None:
    appointed: domain.OfficialAppointed = event.event
    family, _, given = appointed.name.rpartition(" ")
    body = {
        "agency": event.key,
        "official": appointed.official,
        "name": appointed.name,
        "divisions": list(appointed.divisions),
        "position": appointed.position,
        "roles": [role.value for role in appointed.roles],
        "appointed_at": instant(appointed.appointed_at),
        "sort": collation_key(f"{given} {family}"),
    }
    page.put(OFFICIALS.name, f"{event.key}/{appointed.official}", body, event.version)
    _put_agency(event, page, body_of(AGENCIES, event, page))


def _put_agency(event: RecordedEvent, page: Page, body: dict[str, Any]) -> None:
    body["version"] = event.version
    page.put(AGENCIES.name, event.key, body, event.version)
