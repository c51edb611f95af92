"""What is told and kept about each event of the catalog, from the example that its contract shows."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from services.notify.consumers import SUBSCRIPTIONS
from services.notify.domain.deciders import DECIDERS
from services.notify.domain.delivery import NotificationKind
from services.notify.domain.directory import DIRECTORY
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.deliveries import AcknowledgementReminded, CatalogueSent
from shared.contracts.catalog.reviews import (
    CommentsReminded,
    EditionSentForComments,
    ReviewRoundClosed,
    YearlyReviewAnnounced,
    YearlyReviewFellDue,
)
from shared.contracts.catalog.staff import DelegationGranted, DelegationRevoked, OfficialLeft
from shared.contracts.declaring import type_of
from shared.contracts.examples import example_of
from shared.contracts.registry import dump, read_as
from shared.contracts.topics import Topic
from shared.eventstore.application import Application
from shared.eventstore.environment import sqlite_environment
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role
from tests.unit.notify.people import appointed

AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
(CATALOG,) = (one.readings for one in SUBSCRIPTIONS if one.topic is Topic.CATALOG)
#: An official of each agency in the examples, with each role that anything asks for.
PEOPLE = [
    (agency, f"{agency.lower()}.{role.value}", role)
    for agency in ("SCT", "SNV", "STC")
    for role in (Role.AGENCY_HEAD, Role.REVIEWER)
]
COMMENTS, HEAD = NotificationKind.COMMENTS_ASKED, "agency_head"
TOLD: list[tuple[type, NotificationKind, str, str]] = [
    (EditionSentForComments, COMMENTS, "snv.reviewer", "2026-11-19T16:59:00Z"),
    (CommentsReminded, COMMENTS, "snv.reviewer", "2026-11-26T16:59:00Z"),
    (ReviewRoundClosed, NotificationKind.COMMENTS_TO_ANSWER, f"sct.{HEAD}", "2026-11-13T02:30:00Z"),
    (CatalogueSent, NotificationKind.CATALOGUE_TO_ACKNOWLEDGE, f"stc.{HEAD}", "2026-11-21T02:35:00Z"),
    (
        AcknowledgementReminded,
        NotificationKind.CATALOGUE_TO_ACKNOWLEDGE,
        f"stc.{HEAD}",
        "2026-11-25T17:00:00Z",
    ),
]


@pytest.fixture
async def application(tmp_path: Path) -> AsyncIterator[Application]:
    application = Application("notify", DECIDERS, sqlite_environment(tmp_path, "notify"))
    application.start()
    await application.execute(_list_people)
    yield application
    await application.close()


def _list_people(work: UnitOfWork) -> None:
    for agency, name, role in PEOPLE:
        work.append(DIRECTORY, agency, [appointed(agency, name, role, AT)], correlation=agency)


def shown(kind: type, **changed: Any) -> Any:
    return read_as(kind, dump({**example_of(type_of(kind)), **changed}))


async def reaction_to(application: Application, event: Any, version: int = 7) -> list[Any]:
    """The events that the service makes of it."""
    message: Any = SimpleNamespace(id="0f", version=version, epoch=1, time=AT)
    before = await application.read(application.store.last_notification_id)

    def react(work: UnitOfWork) -> None:
        for reading in CATALOG[type_of(type(event))]:
            reading.reaction(work, event, message)

    await application.execute(react)
    return [one.event for one in await application.read(application.store.log, before, 100)]


@pytest.mark.parametrize(("kind", "notification", "recipient", "due_at"), TOLD)
async def test_the_right_people_are_told_of_a_catalogue(
    application: Application,
    kind: type,
    notification: NotificationKind,
    recipient: str,
    due_at: str,
) -> None:
    event: Any = shown(kind)
    (added,) = await reaction_to(application, event)
    assert (added.kind, added.recipient, added.owner) == (notification, recipient, event.agency)
    assert (added.edition, added.due_at) == (event.edition, datetime.fromisoformat(due_at))


@pytest.mark.parametrize("kind", [YearlyReviewAnnounced, YearlyReviewFellDue])
async def test_the_owner_is_told_of_its_yearly_review(application: Application, kind: type) -> None:
    event: Any = shown(kind)
    (added,) = await reaction_to(application, event)
    assert (added.kind, added.agency) == (NotificationKind.YEARLY_REVIEW_DUE, event.agency)
    assert added.due_at == datetime.combine(event.due_on, time.min, timezone(timedelta(hours=7)))


async def test_reviewers_are_told_that_a_draft_was_recalled(application: Application) -> None:
    event: Any = shown(ReviewRoundClosed, outcome="recalled", comments=0)
    (added,) = await reaction_to(application, event)
    assert (added.kind, added.recipient) == (NotificationKind.COMMENTS_NO_LONGER_ASKED, "snv.reviewer")


async def test_nobody_is_asked_to_answer_comments_on_a_draft_that_was_given_up(
    application: Application,
) -> None:
    event: Any = shown(ReviewRoundClosed, outcome="discarded", comments=2)
    (added,) = await reaction_to(application, event)
    assert (added.kind, added.recipient) == (NotificationKind.COMMENTS_NO_LONGER_ASKED, "snv.reviewer")


async def test_the_sender_s_head_is_told_of_who_was_reminded_for_the_last_time(
    application: Application,
) -> None:
    added = await reaction_to(application, shown(AcknowledgementReminded, last=True))
    told = {(one.kind, one.recipient, one.counterpart) for one in added}
    assert told == {
        (NotificationKind.CATALOGUE_TO_ACKNOWLEDGE, f"stc.{HEAD}", None),
        (NotificationKind.CATALOGUE_UNACKNOWLEDGED, f"snv.{HEAD}", "STC"),
    }


async def test_a_round_without_comments_asks_nothing(application: Application) -> None:
    assert await reaction_to(application, shown(ReviewRoundClosed, comments=0)) == []


async def test_an_appointment_is_listed_with_the_roles_that_are_known(application: Application) -> None:
    event: Any = shown(OfficialAppointed, roles=["editor-of-the-future", "agency_head"])
    listed, called = await reaction_to(application, event)
    assert (called.kind, called.code, called.name) == ("official", event.official, event.name)
    assert (listed.official, listed.name, listed.divisions) == (event.official, event.name, event.divisions)
    assert (listed.roles, listed.agency_version, listed.listed_at) == ((Role.AGENCY_HEAD,), 7, AT)


async def test_who_has_left_is_listed_without_roles(application: Application) -> None:
    event: Any = shown(OfficialLeft)
    (listed,) = await reaction_to(application, event)
    assert (listed.official, listed.divisions, listed.roles) == (event.official, (), ())


async def test_a_delegation_is_listed_and_unlisted(application: Application) -> None:
    granted: Any = shown(DelegationGranted)
    (listed,) = await reaction_to(application, granted)
    assert (listed.official, listed.delegate) == (granted.official, granted.delegate)
    assert (listed.first_day, listed.last_day) == (granted.first_day, granted.last_day)
    told = {"agency": granted.agency, "official": granted.official, "first_day": str(granted.first_day)}
    (unlisted,) = await reaction_to(application, shown(DelegationRevoked, **told), version=8)
    assert (unlisted.revoked, unlisted.agency_version) == (True, 8)
