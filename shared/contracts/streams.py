"""Which stream an event stands in, by its type and subject; its id follows from that and is computed."""

from functools import lru_cache

from shared.contracts import evaluation, hand_overs, reports
from shared.contracts.catalog import agencies, current, reorganisation, simplification, staff
from shared.contracts.envelope import CloudEvent
from shared.contracts.malformed import MalformedReason, MalformedRecord
from shared.contracts.registry import EVENT_TYPES
from shared.contracts.source import event_id, service_of
from shared.contracts.topics import Service

#: What the streams of a service's events are called; those of the modules and classes below differ.
_BY_SERVICE = {
    Service.CATALOG: "catalogue",
    Service.CASES: "case",
    Service.SLA: "clock",
    Service.NOTIFY: "delivery",
}
_BY_MODULE = {
    agencies.__name__: "agency",
    staff.__name__: "agency",
    reorganisation.__name__: "agency",
    simplification.__name__: "simplification",
    current.__name__: "currentcatalogue",
    hand_overs.__name__: "hand_over",
    evaluation.__name__: "evaluation",
    reports.__name__: "report",
}
_BY_NAME = {
    "CurrentAgencyChanged": "currentagency",
    "CalendarChanged": "currentcalendar",
    "DeadLetterAdded": "deadletter",
}


@lru_cache(maxsize=256)
def category_of(event_type: str) -> str | None:
    """What the streams of a type's events are called; None for a type that isn't known."""
    found = EVENT_TYPES.get(event_type)
    if found is None:
        return None
    default = _BY_MODULE.get(found.__module__, _BY_SERVICE[service_of(event_type)])
    return _BY_NAME.get(found.__name__, default)


def has_its_id(cloud: CloudEvent) -> bool:
    """Whether an event's id is the one of its stream and version; that of an unknown type may be any.

    Not for the compacted topics: their subject is the key under which a thing stands.
    """
    category = category_of(cloud.type)
    if category is None:
        return True
    stream = f"{category}-{cloud.subject}"
    return cloud.id == event_id(cloud.source.service, stream, cloud.streamversion)


def check_id(cloud: CloudEvent) -> None:
    """Refuse an event that hasn't its id."""
    if not has_its_id(cloud):
        detail = f"{cloud.id} is not the id of {cloud.subject}, version {cloud.streamversion}"
        raise MalformedRecord(reason=MalformedReason.WRONG_ID, where="ce_id", detail=detail[:200])
