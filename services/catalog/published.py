"""What the catalog tells otherwise than it keeps it, and what stands on topics of its own."""

from collections.abc import Callable
from typing import Any

from services.catalog.domain.organisation import agency_events, staff_events
from services.catalog.domain.simplification import simplification
from shared.contracts.catalog import agencies, current, reorganisation, staff
from shared.contracts.catalog import simplification as simplified
from shared.contracts.declaring import declaration_of
from shared.contracts.publication import (
    Origin,
    Publication,
    Translations,
    Translator,
    plain,
    published_of,
)


def _registered(event: agency_events.AgencyRegistered, origin: Origin) -> Publication:
    published = published_of(agencies.AgencyRegistered, event, agency=origin.key)
    return Publication(published, event.registered_at)


def _dissolved(event: agency_events.AgencyDissolved, _origin: Origin) -> Publication:
    transfers = tuple(published_of(reorganisation.DivisionTransfer, one) for one in event.divisions)
    published = published_of(reorganisation.AgencyDissolved, event, divisions=transfers)
    return Publication(published, event.dissolved_at)


def _under(key_of: Callable[[Any], str]) -> Translator:
    """Told as it is kept, on a compacted topic under this key: what is newest under it stays."""

    def translate(event: Any, _origin: Origin) -> Publication:
        declared = declaration_of(type(event))
        assert declared is not None
        assert declared.at is not None
        return Publication(event, getattr(event, declared.at), topic=declared.topic, key=key_of(event))

    return translate


_OF_PROCEDURES = _under(lambda event: f"{event.agency}/{event.procedure}")

TRANSLATIONS: Translations = {
    current.CurrentProcedureChanged: _OF_PROCEDURES,
    current.CurrentProcedureEnded: _OF_PROCEDURES,
    current.CurrentAgencyChanged: _under(lambda event: str(event.agency)),
    agency_events.AgencyRegistered: _registered,
    agency_events.WavePlanned: plain(reorganisation.WavePlanned, "planned_at"),
    agency_events.AgencyWentLive: plain(reorganisation.AgencyWentLive, "recorded_at"),
    agency_events.AgencyRenamed: plain(reorganisation.AgencyRenamed, "renamed_at"),
    agency_events.AgencyMoved: plain(reorganisation.AgencyMoved, "moved_at"),
    agency_events.AgencyCodeAssigned: plain(reorganisation.AgencyCodeAssigned, "assigned_at"),
    agency_events.AgencyDissolved: _dissolved,
    agency_events.AgencySucceeded: plain(reorganisation.AgencySucceeded, "succeeded_at"),
    staff_events.DivisionAdded: plain(agencies.DivisionAdded, "added_at"),
    staff_events.OfficialAppointed: plain(agencies.OfficialAppointed, "appointed_at"),
    staff_events.DivisionRenamed: plain(staff.DivisionRenamed, "renamed_at"),
    staff_events.DivisionClosed: plain(staff.DivisionClosed, "closed_at"),
    staff_events.OfficialLeft: plain(staff.OfficialLeft, "left_at"),
    staff_events.AbsenceRecorded: plain(staff.AbsenceRecorded, "recorded_at"),
    staff_events.AbsenceWithdrawn: plain(staff.AbsenceWithdrawn, "withdrawn_at"),
    staff_events.DelegationGranted: plain(staff.DelegationGranted, "granted_at"),
    staff_events.DelegationRevoked: plain(staff.DelegationRevoked, "revoked_at"),
    simplification.SimplificationAccepted: plain(simplified.SimplificationAccepted, "accepted_at"),
    simplification.SimplificationCarriedOut: plain(simplified.SimplificationCarriedOut, "carried_out_at"),
}
