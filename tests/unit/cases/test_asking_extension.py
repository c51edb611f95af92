"""More time is asked for in time, and granted or denied by the agency's head."""

from datetime import timedelta
from typing import Any

import pytest

from services.cases.domain.asking_extension import DenyExtension, RequestExtension
from services.cases.domain.completing_case import CompleteCase
from services.cases.domain.deadline import deadline_of
from services.cases.domain.extending import ExtendCase
from services.cases.errors.course import DueNotLater, ReasonMissing
from services.cases.errors.procedure_rules import (
    ExtensionAfterDue,
    ExtensionAlreadyRequested,
    ExtensionNotForeseen,
    ExtensionsUsedUp,
    ExtensionTooLate,
    ExtensionTooLong,
    NoExtensionRequested,
)
from services.cases.errors.who import AgencyHeadOnly, NoPartInCase
from shared.contracts.cases.course import ExtensionDenied, ExtensionRequested
from shared.errors import EffectiveTooEarly
from shared.kernel import Actor
from tests.unit.cases.builder import (
    BINH,
    HOA,
    HOUR,
    KNOWN,
    LAN,
    MINH,
    PROVINCE,
    STRANGER,
    Story,
    at_signing,
    opened,
)
from tests.unit.cases.test_procedure_rules import DUE, extendable, under
from tests.unit.working_time.calendars import hanoi, hours

LATER = DUE + 8 * HOUR
WHY = {"due_at": LATER, "reason": "Phải xác minh"}


def requested(case: Story | None = None, **fields: Any) -> Story:
    return (case or opened()).then(RequestExtension, LAN, **(WHY | fields))


@pytest.mark.parametrize("by", [LAN, HOA, BINH])
def test_who_has_a_part_in_the_case_asks_and_no_limit_moves(by: Actor) -> None:
    case = opened()
    expected = case.fact(ExtensionRequested, **WHY, requested_by=by.id, requested_at=case.now)
    after = case.when(RequestExtension, by, **WHY).then(expected)
    assert deadline_of(after.state, KNOWN) == deadline_of(case.state, KNOWN)


@pytest.mark.parametrize("by", [MINH, PROVINCE, STRANGER])
def test_nobody_else_asks(by: Actor) -> None:
    opened().when(RequestExtension, by, **WHY).refused(NoPartInCase)


def test_one_request_at_a_time_with_a_reason() -> None:
    requested().when(RequestExtension, LAN, **WHY).refused(ExtensionAlreadyRequested)
    opened().when(RequestExtension, LAN, **(WHY | {"reason": ""})).refused(ReasonMissing, "reason")


def test_the_head_denies_it_with_a_reason_and_it_may_be_asked_for_again() -> None:
    case = requested()
    denied = case.fact(ExtensionDenied, reason="Đủ thời gian", denied_by="binh", denied_at=case.now)
    case.when(DenyExtension, BINH, reason="Đủ thời gian").then(denied)
    case.when(DenyExtension, HOA, reason="x").refused(AgencyHeadOnly)
    case.when(DenyExtension, BINH, reason=" ").refused(ReasonMissing, "reason")
    case.when(DenyExtension, BINH, reason="x", at=case.now - 2 * HOUR).refused(EffectiveTooEarly)
    again = case.then(DenyExtension, BINH, reason="x")
    again.when(DenyExtension, BINH, reason="x").refused(NoExtensionRequested)
    assert requested(again).state.extension_asked_at


def test_a_grant_answers_the_request() -> None:
    case = requested().then(ExtendCase, BINH, **WHY)
    assert case.state.due_at == LATER
    case.when(DenyExtension, BINH, reason="x").refused(NoExtensionRequested)
    waiting = requested()
    waiting.when(ExtendCase, BINH, **WHY, at=waiting.now - 2 * HOUR).refused(EffectiveTooEarly)


def test_what_was_asked_for_in_time_is_granted_until_the_case_is_due() -> None:
    """The procedure says until when it is asked for, and not how long the leader thinks."""
    case = extendable(ask_before=hours(8))
    late = {"at": (moment := hanoi("2026-12-14 07:30")), "recorded_at": moment}
    case.when(RequestExtension, LAN, **WHY, **late).refused(ExtensionTooLate, "at")
    case.when(ExtendCase, BINH, **WHY, **late).refused(ExtensionTooLate, "at")
    in_time = requested(case, at=hanoi("2026-12-11 08:00"))
    assert in_time.then(ExtendCase, BINH, **WHY, **late).state.extensions == 1
    after = {"at": DUE, "recorded_at": DUE}
    in_time.when(ExtendCase, BINH, **WHY, **after).refused(ExtensionAfterDue, "at")


def test_what_the_procedure_doesnt_allow_isnt_even_asked_for() -> None:
    under().when(RequestExtension, LAN, **WHY).refused(ExtensionNotForeseen)
    opened().when(RequestExtension, LAN, **(WHY | {"due_at": DUE})).refused(DueNotLater, "due_at")
    extendable(longest=hours(1)).when(RequestExtension, LAN, **WHY).refused(ExtensionTooLong, "due_at")
    used_up = extendable().then(ExtendCase, BINH, **WHY)
    more = WHY | {"due_at": LATER + timedelta(days=1)}
    used_up.when(RequestExtension, LAN, **more).refused(ExtensionsUsedUp)


def test_a_request_ends_with_its_case() -> None:
    case = at_signing().worked("ky")
    case = case.then(RequestExtension, BINH, **WHY).then(CompleteCase, BINH)
    assert case.state.extension_asked_at is None
