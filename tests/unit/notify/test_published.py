"""What the notify service tells of inboxes."""

from typing import Any

import pytest

from services.notify.domain import DELIVERY
from services.notify.published import TRANSLATIONS
from shared.contracts import notify as contracts
from shared.contracts.publication import Origin
from shared.contracts.registry import dump, parse
from tests.hosting import RECORDED_AT
from tests.unit.notify.test_delivery import ADDED, AT, LATER, READ

KEY = "0c0bd8b5.snv.minh"


def test_everything_that_happens_to_an_entry_is_told() -> None:
    assert set(TRANSLATIONS) == set(DELIVERY.events)


@pytest.mark.parametrize(
    ("event", "model", "time"),
    [(ADDED, contracts.NotificationAdded, AT), (READ, contracts.NotificationRead, LATER)],
)
def test_what_is_told_is_read_back_the_same(event: Any, model: Any, time: Any) -> None:
    publication = TRANSLATIONS[type(event)](event, Origin(KEY, RECORDED_AT))
    assert type(publication.event) is model
    assert parse(model.event_type, dump(publication.event)) == publication.event
    assert publication.time == time


@pytest.mark.parametrize("event", [ADDED, READ])
def test_an_entry_is_told_under_its_key_with_its_recipient_and_its_cause(event: Any) -> None:
    published = TRANSLATIONS[type(event)](event, Origin(KEY, RECORDED_AT)).event.model_dump()
    assert published["notification"] == KEY
    assert (published["recipient"], published["cause"]) == ("snv.minh", "0c0bd8b5")
