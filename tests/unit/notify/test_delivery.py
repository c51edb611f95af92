from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from services.notify.domain.adding import AddNotification
from services.notify.domain.deciders import DELIVERY
from services.notify.domain.delivery import NotificationKind, delivery_key
from services.notify.domain.reading import MarkRead
from services.notify.errors import NotificationAlreadyRead, NotificationNotFound
from shared.contracts.notify import NotificationAdded, NotificationContent, NotificationRead
from shared.decider import Act, by_itself
from shared.kernel import Actor
from tests.scenario import given

DUE = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
AT = datetime(2026, 11, 23, 7, 6, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADDED = NotificationAdded(
    notification="0c0bd8b5.snv.minh",
    recipient="snv.minh",
    cause="0c0bd8b5",
    kind=NotificationKind.STEP_OVERDUE,
    agency="SNV",
    case_number="SNV-261123-0001",
    subject="Bổ nhiệm ông A",
    step="S02",
    visit=1,
    step_name="Thẩm định hồ sơ",
    division="CCVC",
    due_at=DUE,
    added_at=AT,
)
READ = NotificationRead(
    notification="0c0bd8b5.snv.minh",
    recipient="snv.minh",
    cause="0c0bd8b5",
    agency="SNV",
    case_number="SNV-261123-0001",
    read_by="snv.minh",
    read_at=LATER,
)
ADD = AddNotification(
    content=NotificationContent(
        recipient="snv.minh",
        cause="0c0bd8b5",
        kind=NotificationKind.STEP_OVERDUE,
        agency="SNV",
        case_number="SNV-261123-0001",
        subject="Bổ nhiệm ông A",
        step="S02",
        visit=1,
        step_name="Thẩm định hồ sơ",
        division="CCVC",
        due_at=DUE,
    )
)
READING = MarkRead()


def by(actor: Actor) -> Act:
    return Act(by=actor, at=LATER, recorded_at=LATER)


RECIPIENT = Actor("snv.minh", agency="SNV")
DELEGATE = Actor("snv.lan", agency="SNV", acting_for="snv.minh")
OTHER = Actor("snv.lan", agency="SNV")


def test_the_stream_is_named_by_cause_and_recipient() -> None:
    assert DELIVERY.stream(delivery_key("0c0bd8b5", "snv.minh")) == "delivery-0c0bd8b5.snv.minh"


def test_a_notification_is_added() -> None:
    given(DELIVERY).when(ADD, by_itself(AT)).then(ADDED)


def test_the_same_cause_notifies_a_recipient_once() -> None:
    given(DELIVERY, ADDED).when(ADD, by_itself(LATER)).then()


def test_a_notification_that_is_read_is_not_added_again() -> None:
    given(DELIVERY, ADDED, READ).when(ADD, by_itself(AT)).then()


def test_the_recipient_reads_it() -> None:
    given(DELIVERY, ADDED).when(READING, by(RECIPIENT)).then(READ)


def test_who_acts_for_the_recipient_reads_it_under_their_own_name() -> None:
    given(DELIVERY, ADDED).when(READING, by(DELEGATE)).then(replace(READ, read_by="snv.lan"))


def test_for_anybody_else_it_is_not_there() -> None:
    given(DELIVERY, ADDED).when(READING, by(OTHER)).refused(NotificationNotFound)
    acting = Actor("snv.minh", acting_for="snv.binh")
    given(DELIVERY, ADDED).when(READING, by(acting)).refused(NotificationNotFound)


def test_what_was_never_added_is_not_read() -> None:
    given(DELIVERY).when(READING, by(RECIPIENT)).refused(NotificationNotFound)


def test_reading_it_twice_changes_nothing() -> None:
    given(DELIVERY, ADDED, READ).when(READING, by(RECIPIENT)).refused(NotificationAlreadyRead)


@pytest.mark.parametrize("event", [ADDED, READ])
def test_an_event_comes_back_from_the_store_as_it_was(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


def test_an_event_of_another_aggregate_is_an_error() -> None:
    with pytest.raises(KeyError):
        DELIVERY.fold([object()])
