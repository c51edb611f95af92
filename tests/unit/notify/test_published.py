"""What the notify service tells of inboxes."""

import json
from typing import Any

import pytest

from services.notify.domain.deciders import DELIVERY
from shared.contracts.declaring import type_of
from shared.contracts.registry import parse
from shared.contracts.topics import Service
from tests.publishing import outgoing
from tests.unit.notify.test_delivery import ADDED, AT, LATER, READ

KEY = "0c0bd8b5.snv.minh"


def test_everything_that_happens_to_an_entry_is_told() -> None:
    assert {type_of(event).split(".")[1] for event in DELIVERY.events} == {"notify"}


@pytest.mark.parametrize(("event", "time"), [(ADDED, AT), (READ, LATER)])
def test_what_is_told_is_read_back_the_same(event: Any, time: Any) -> None:
    record = outgoing(Service.NOTIFY, event, f"delivery-{KEY}")
    assert record is not None
    assert record.event.type == type_of(type(event))
    assert parse(record.event.type, record.event.data) == event
    assert record.event.time == time


@pytest.mark.parametrize("event", [ADDED, READ])
def test_an_entry_is_told_under_its_key_with_its_recipient_and_its_cause(event: Any) -> None:
    record = outgoing(Service.NOTIFY, event, f"delivery-{KEY}")
    assert record is not None
    published = json.loads(record.event.data)
    assert published["notification"] == KEY == record.event.subject
    assert (published["recipient"], published["cause"]) == ("snv.minh", "0c0bd8b5")
