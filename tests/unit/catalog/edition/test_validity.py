"""An issued edition: posted, sent, acknowledged, withdrawn, corrected, reviewed; and what time brings."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.delivery.acknowledging import AcknowledgeCatalogue
from services.catalog.domain.delivery.publishing import PublishCatalogue
from services.catalog.domain.delivery.sending import MOST_AT_ONCE, SendCatalogue
from services.catalog.domain.edition.correcting import CorrectProcedure
from services.catalog.domain.edition.review import RoundOutcome
from services.catalog.domain.edition.withdrawing import WithdrawCatalogue
from services.catalog.domain.edition.yearly_review import ReviewOutcome
from services.catalog.domain.procedure.in_full import as_written
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.yearly.concluding import ConcludeByNext, ConcludeReview, ReopenReview
from services.catalog.domain.yearly.sweeping import Sweep
from services.catalog.errors.delivery import (
    AddressUnchanged,
    DeliveryAcknowledged,
    DeliveryNotFound,
    EditionNotPublished,
    MalformedAddress,
    MayNotAcknowledge,
    NobodyToSendTo,
    RecipientIsSender,
    RecipientNotRegistered,
)
from services.catalog.errors.edition.editions import (
    CorrectionTooFar,
    EditionEnded,
    EditionNotInForce,
    EditionNotIssued,
    MayNotLeadCatalogue,
    ReasonMissing,
    WithdrawnBeforeIssue,
)
from services.catalog.errors.procedure.procedures import ProcedureUnchanged, StepWithoutContent
from services.catalog.errors.procedure.texts import DecisionNumberWithoutSymbol
from services.catalog.errors.review import MayNotSendForComments
from services.catalog.errors.yearly import ReviewConcludedAlready, ReviewNotAnnounced
from shared.contracts.catalog.deliveries import AcknowledgementReminded
from shared.contracts.catalog.force import CatalogueSuperseded, CatalogueWithdrawn, ProcedureCorrected
from shared.contracts.catalog.reviews import YearlyReviewConcluded
from shared.decider import Act
from tests.scenario import Scenario
from tests.unit.catalog.asking import KNOWN, Asked, asked, by_time, when
from tests.unit.catalog.examples import AT, DRAFTED, EDITOR, HEAD, hours, in_draft, issued, procedure
from tests.unit.catalog.examples import stage as a_stage
from tests.unit.catalog.examples import step as a_step
from tests.unit.catalog.full_procedure import as_issued as told
from tests.unit.catalog.lifecycle import (
    ACKNOWLEDGED,
    ACKNOWLEDGEMENT_REMINDED,
    ADDRESS,
    ANNOUNCED,
    CONCLUDED,
    DRAFT,
    DUE,
    FELL_DUE,
    IN_FORCE,
    ISSUED,
    LAST_DAY,
    PUBLISHED,
    RECIPIENT,
    REMINDED,
    REOPENED,
    REVIEWER,
    SENT,
    closed,
    midnight,
    sent_to,
)

ENDED = CatalogueSuperseded(agency="SNV", edition=1, by_edition=2, superseded_at=AT)
POSTED = (*ISSUED, PUBLISHED)


def sweeping(today: date) -> Asked:
    return by_time(Sweep(today=today))


def swept(events: tuple[Any, ...], today: date) -> Scenario:
    return when(events, sweeping(today))


# --- posted, sent, acknowledged ------------------------------------------------------------------


def posting(address: str = ADDRESS, **changes: Any) -> Asked:
    return asked(PublishCatalogue, address=address, **changes)


def sending(*chosen: str, registered: Any = ("STC", "SCT"), **changes: Any) -> Asked:
    return asked(SendCatalogue, agencies=chosen, known=replace(KNOWN, registered=registered), **changes)


def acknowledging(**changes: Any) -> Asked:
    return asked(AcknowledgeCatalogue, **{"recipient": "STC", "by": RECIPIENT, **changes})


def test_an_issued_edition_is_posted_at_an_address() -> None:
    after = when(ISSUED, posting()).then(PUBLISHED)
    after.when(*posting()).refused(AddressUnchanged)
    when(DRAFT, posting()).refused(EditionNotIssued)
    when((*ISSUED, ENDED), posting()).refused(EditionEnded)


@pytest.mark.parametrize("address", ["", "ftp://x", "javascript:alert(1)", "https://a b", "https://a\nb"])
def test_an_address_is_one_that_people_can_open(address: str) -> None:
    when(ISSUED, posting(address)).refused(MalformedAddress, where="address")


def test_it_goes_to_the_agencies_that_its_steps_name_and_to_chosen_ones_each_once() -> None:
    naming = procedure(cooperating_units=("STC",), informed_units=("UBND.X",))
    events = (DRAFTED, in_draft(naming), issued("P01"), told(naming, 1), PUBLISHED)
    after = when(events, sending("SCT")).then(sent_to("SCT"), sent_to("STC", chosen=False))
    after.when(*sending("SCT")).refused(NobodyToSendTo)


def test_nothing_is_sent_before_it_is_posted_nor_to_itself_nor_to_nobody() -> None:
    when(ISSUED, sending("STC")).refused(EditionNotPublished)
    when(POSTED, sending("SNV")).refused(RecipientIsSender)
    when(POSTED, sending("XYZ")).refused(RecipientNotRegistered)
    when(POSTED, sending()).refused(NobodyToSendTo)


def test_one_order_sends_what_one_save_takes_and_the_next_goes_on() -> None:
    many = tuple(f"X{number:03}" for number in range(MOST_AT_ONCE + 20))
    command = sending(*many, registered=many)
    first = CATALOGUE.decide(CATALOGUE.fold(POSTED), *command)
    rest = CATALOGUE.decide(CATALOGUE.fold((*POSTED, *first)), *command)
    assert [event.recipient for event in (*first, *rest)] == list(many)


def test_only_the_recipient_s_own_people_acknowledge_once() -> None:
    events = (*POSTED, sent_to("STC"))
    when(events, acknowledging()).then(ACKNOWLEDGED).when(*acknowledging()).refused(DeliveryAcknowledged)
    when((*events, ENDED), acknowledging()).then(ACKNOWLEDGED)
    when(events, acknowledging(by=HEAD)).refused(MayNotAcknowledge)
    when(POSTED, acknowledging()).refused(DeliveryNotFound)


# --- withdrawn, corrected ------------------------------------------------------------------------


def withdrawing(**changes: Any) -> Asked:
    values = {"reason": "Trái thẩm quyền", "decision_number": "09/QĐ-SNV", "by": HEAD}
    return asked(WithdrawCatalogue, **{**values, "decision_date": date(2026, 12, 20), **changes})


def test_the_head_withdraws_by_a_decision_with_a_reason_once() -> None:
    gone = CatalogueWithdrawn(
        agency="SNV",
        edition=1,
        reason="Trái thẩm quyền",
        decision_number="09/QĐ-SNV",
        decision_date=date(2026, 12, 20),
        withdrawn_by=HEAD.name,
        withdrawn_at=AT,
    )
    after = when(IN_FORCE, withdrawing()).then(gone)
    after.when(*withdrawing()).refused(EditionEnded)
    when(IN_FORCE, withdrawing(by=EDITOR)).refused(MayNotLeadCatalogue)
    when(IN_FORCE, withdrawing(reason=" ")).refused(ReasonMissing)
    when(IN_FORCE, withdrawing(decision_date=date(2026, 11, 19))).refused(WithdrawnBeforeIssue)
    when(IN_FORCE, withdrawing(decision_number="9")).refused(
        DecisionNumberWithoutSymbol, where="decision_number"
    )
    when(DRAFT, withdrawing()).refused(EditionNotIssued)


def correcting(entry: Procedure, **changes: Any) -> Asked:
    values = {"code": entry.code, "procedure": entry, "reason": "Sai chính tả", "by": HEAD}
    return asked(CorrectProcedure, **{**values, **changes})


def with_step(**changes: Any) -> Procedure:
    stages = (a_stage("G1", replace(a_step("S01"), **changes)), *procedure().stages[1:])
    return procedure(*stages)


@pytest.mark.parametrize(
    ("entry", "corrected"),
    [
        (procedure(name="Bổ nhiệm công chức lãnh đạo"), ("name",)),
        (with_step(content="Thẩm định hồ sơ", name="Thẩm định"), ("name", "content")),
    ],
)
def test_a_correction_mends_texts_and_says_which(entry: Procedure, corrected: tuple[str, ...]) -> None:
    state = CATALOGUE.fold(IN_FORCE)
    (event,) = CATALOGUE.decide(state, *correcting(entry))
    assert isinstance(event, ProcedureCorrected)
    assert tuple(place.rpartition("/")[2] for place in event.corrected) == corrected
    assert (as_written(event), event.reason) == (entry, "Sai chính tả")
    assert CATALOGUE.evolve(state, event).procedures == {"P01": entry}


@pytest.mark.parametrize(
    "entry",
    [
        with_step(time_limit=hours(7)),
        with_step(division="VP"),
        with_step(other_divisions=("TTr",)),
        with_step(code="S09"),
        with_step(optional=True),
        procedure(*procedure().stages[:1]),
        procedure(conversion_factor="2"),
        procedure(informed_units=("STC",)),
    ],
)
def test_a_correction_touches_nothing_that_obliges(entry: Procedure) -> None:
    when(IN_FORCE, correcting(entry)).refused(CorrectionTooFar)


def test_a_correction_changes_something_and_empties_nothing_and_is_the_head_s() -> None:
    when(IN_FORCE, correcting(procedure())).refused(ProcedureUnchanged)
    when(IN_FORCE, correcting(with_step(content=" "))).refused(StepWithoutContent)
    when(IN_FORCE, correcting(procedure(name="Khác"), by=EDITOR)).refused(MayNotLeadCatalogue)
    when((*IN_FORCE, ENDED), correcting(procedure(name="Khác"))).refused(EditionEnded)


# --- what time brings ----------------------------------------------------------------------------


def test_the_reviewing_agency_is_reminded_once_and_then_its_time_passes() -> None:
    sent = (*DRAFT, SENT)
    swept(sent, LAST_DAY - timedelta(days=3)).then()
    reminded = swept(sent, LAST_DAY - timedelta(days=2)).then(REMINDED)
    reminded.when(*sweeping(LAST_DAY)).then()
    over = midnight(LAST_DAY + timedelta(days=1))
    lapsed = closed(RoundOutcome.LAPSED, closed_by=None, closed_at=over)
    after = reminded.when(*sweeping(over.date())).then(lapsed)
    after.when(*sweeping(over.date())).then()
    swept(sent, over.date() + timedelta(days=90)).then(lapsed)


def reminded(number: int, day: date, again_on: date | None) -> AcknowledgementReminded:
    last = again_on is None
    changes = {"reminder": number, "reminded_at": midnight(day), "last": last, "again_on": again_on}
    return replace(ACKNOWLEDGEMENT_REMINDED, **changes)


def test_who_has_not_acknowledged_is_reminded_as_often_as_was_settled() -> None:
    events = (*POSTED, sent_to("STC"), sent_to("SCT"), replace(ACKNOWLEDGED, recipient="SCT"))
    first, second, third = date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 5)
    swept(events, first - timedelta(days=1)).then()
    once = swept(events, first).then(reminded(1, first, second))
    once.when(*sweeping(second - timedelta(days=1))).then()
    twice = once.when(*sweeping(second)).then(reminded(2, second, third))
    last = twice.when(*sweeping(third)).then(reminded(3, third, None))
    last.when(*sweeping(date(2027, 6, 1))).then()
    twice.when(*acknowledging()).then(ACKNOWLEDGED).when(*sweeping(third)).then()


def test_days_on_which_nothing_ran_bring_one_reminder_and_not_all() -> None:
    events = (*POSTED, sent_to("STC"))
    swept(events, date(2026, 12, 4)).then(reminded(2, date(2026, 11, 30), date(2026, 12, 5)))
    swept(events, date(2027, 6, 1)).then(reminded(3, date(2026, 12, 5), None))


def test_what_was_sent_before_there_were_more_reminders_is_reminded_once() -> None:
    events = (*POSTED, replace(sent_to("STC"), reminders=1, reminder_days=0))
    after = swept(events, date(2026, 12, 25)).then(reminded(1, date(2026, 11, 25), None))
    after.when(*sweeping(date(2027, 12, 25))).then()


def test_a_review_is_announced_and_falls_due_each_once() -> None:
    swept(IN_FORCE, date(2027, 10, 31)).then()
    announced = swept(IN_FORCE, date(2027, 11, 1)).then(ANNOUNCED)
    due = announced.when(*sweeping(DUE)).then(FELL_DUE)
    due.when(*sweeping(DUE + timedelta(days=400))).then()
    swept(IN_FORCE, DUE).then(FELL_DUE).when(*sweeping(DUE)).then()
    swept((*IN_FORCE, ENDED), DUE).then()


# --- the yearly review ---------------------------------------------------------------------------


def concluding(day: date = date(2027, 11, 5), **changes: Any) -> Asked:
    values = {"note": "Không có thay đổi", "by": HEAD, "at": midnight(day)}
    return asked(ConcludeReview, **{**values, **changes})


def test_the_head_records_that_nothing_changes_and_the_next_is_due_a_year_on() -> None:
    expected = replace(CONCLUDED, concluded_at=concluding().act.at)
    after = when((*IN_FORCE, ANNOUNCED), concluding()).then(expected)
    after.when(*concluding()).refused(ReviewNotAnnounced)
    when(IN_FORCE, concluding(by=EDITOR)).refused(MayNotLeadCatalogue)
    when(IN_FORCE, concluding(date(2027, 10, 31))).refused(ReviewNotAnnounced)
    when(ISSUED, concluding()).refused(EditionNotInForce)


def test_however_late_a_review_is_the_next_one_lies_ahead() -> None:
    (event,) = CATALOGUE.decide(CATALOGUE.fold(IN_FORCE), *concluding(date(2030, 12, 1)))
    assert isinstance(event, YearlyReviewConcluded)
    assert event.next_due_on == date(2031, 12, 1)


def test_the_next_edition_ends_the_review_and_its_withdrawal_opens_it_again() -> None:
    issuing = Act(by=HEAD, at=AT, recorded_at=AT)
    state = CATALOGUE.fold((*IN_FORCE, ANNOUNCED))
    (event,) = CATALOGUE.decide(state, ConcludeByNext(next_edition=2), issuing)
    assert isinstance(event, YearlyReviewConcluded)
    assert (event.outcome, event.next_edition, event.next_due_on) == (ReviewOutcome.NEXT_EDITION, 2, None)
    done = (*IN_FORCE, ANNOUNCED, event)
    when(done, concluding()).refused(ReviewConcludedAlready)
    swept(done, DUE).then()
    when(done, by_time(ConcludeByNext(next_edition=3))).then()
    when(done, by_time(ReopenReview())).then(REOPENED)
    swept((*done, REOPENED), DUE).then(FELL_DUE)
    when((*IN_FORCE, ANNOUNCED), by_time(ReopenReview())).then()


def test_reviewers_neither_post_nor_send() -> None:
    for command in (posting("https://a.vn", by=REVIEWER), sending("STC", by=REVIEWER)):
        when(POSTED, command).refused(MayNotSendForComments)
