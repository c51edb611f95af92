"""Rounds of comments: who may send, comment, close and answer; and what an issue waits for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.catalog.domain.delivery.publishing import PublishCatalogue
from services.catalog.domain.edition.draft_events import ProcedureRevised
from services.catalog.domain.edition.filling import ReviseProcedure
from services.catalog.domain.edition.review import RoundOutcome
from services.catalog.domain.edition.taking_back import DiscardDraft, RecallDraft
from services.catalog.domain.review.answering import AnswerComment
from services.catalog.domain.review.commenting import CloseRound, MakeComment
from services.catalog.domain.review.sending import SendForComments
from services.catalog.domain.yearly.concluding import ConcludeReview
from services.catalog.errors.edition.editions import (
    EditionAlreadyIssued,
    EditionDiscarded,
    EditionEmpty,
    EditionNotFound,
    IssuedEditionNotDiscarded,
    ReasonMissing,
)
from services.catalog.errors.procedure.procedures import StepDivisionUnknown
from services.catalog.errors.review import (
    AlreadyCommented,
    CommentAlreadyAnswered,
    CommentEmpty,
    CommentNotFound,
    CommentPlaceUnknown,
    CommentsUnanswered,
    CommentTimePassed,
    CommentTimeTooShort,
    DeclinedWithoutReason,
    DeclinedWithRevision,
    EditionInReview,
    EditionNotInReview,
    FirstEditionNotReviewed,
    MayNotComment,
    MayNotSendForComments,
    NothingCommentedYet,
)
from shared.kernel import Actor, Role
from tests.unit.catalog.asking import KNOWN, NEW, Asked, asked, issue, when
from tests.unit.catalog.examples import (
    AT,
    DRAFTED,
    EDITOR,
    HEAD,
    IMPORTER,
    OTHER_EDITOR,
    OTHER_HEAD,
    issued,
    procedure,
)
from tests.unit.catalog.lifecycle import (
    DISCARDED,
    DRAFT,
    LAST_DAY,
    REVIEWER,
    SENT,
    answered,
    closed,
    commented,
    midnight,
)

COMMENTED = (*DRAFT, SENT, commented())
TO_ANSWER = (*COMMENTED, closed(RoundOutcome.COMMENTED, 1))
SILENT = closed(RoundOutcome.NOTHING_TO_SAY)
SELF_REVIEWER = replace(EDITOR, roles=frozenset({Role.CATALOGUE_EDITOR, Role.REVIEWER}))
OTHER_REVIEWER = Actor("sct.vy", agency="SCT", roles=frozenset({Role.REVIEWER}))


def sending(**changes: Any) -> Asked:
    return asked(SendForComments, **changes)


def making(by: Actor = REVIEWER, **changes: Any) -> Asked:
    return asked(MakeComment, by, **{"procedure": "P01", "text": commented().text, **changes})


def closing(nothing: bool = False, by: Actor = REVIEWER) -> Asked:
    return asked(CloseRound, by, nothing_to_say=nothing)


def answering(**changes: Any) -> Asked:
    return asked(AnswerComment, **{"comment": 1, "accepted": True, **changes})


def revising() -> Asked:
    return asked(ReviseProcedure, code="P01", procedure=procedure(name="Khác"))


def test_a_draft_lies_before_the_reviewing_agency_for_ten_days_where_nothing_else_is_said() -> None:
    assert when(DRAFT, sending()).then(SENT).state.status == "in_review"
    later = LAST_DAY + timedelta(days=5)
    longer = replace(SENT, comments_due=later, remind_on=later - timedelta(days=2))
    when(DRAFT, sending(comments_due=later)).then(longer)
    early = sending(comments_due=LAST_DAY - timedelta(days=1))
    when(DRAFT, early).refused(CommentTimeTooShort, where="comments_due")


@pytest.mark.parametrize("by", [OTHER_EDITOR, OTHER_HEAD, REVIEWER])
def test_only_its_own_head_and_editors_send_a_draft(by: Actor) -> None:
    when(DRAFT, sending(by=by)).refused(MayNotSendForComments)
    when(DRAFT, sending(by=HEAD)).then(replace(SENT, sent_by=HEAD.name))


def test_an_empty_or_unsound_draft_is_not_sent() -> None:
    when((DRAFTED,), sending()).refused(EditionEmpty)
    when(DRAFT, sending(known=replace(KNOWN, divisions={"VP"}))).refused(StepDivisionUnknown)


def test_a_draft_in_review_is_neither_changed_nor_sent_again_nor_issued() -> None:
    for command in (revising(), sending(), issue(), issue(by=IMPORTER)):
        when((*DRAFT, SENT), command).refused(EditionInReview)


@pytest.mark.parametrize(
    ("procedure", "step"), [("", ""), ("P01", ""), ("P01", "S03")], ids=["whole", "procedure", "step"]
)
def test_a_comment_is_on_the_whole_a_procedure_or_a_step(procedure: str, step: str) -> None:
    when((*DRAFT, SENT), making(procedure=procedure, step=step)).then(
        commented(procedure=procedure, step=step)
    )


@pytest.mark.parametrize(("procedure", "step"), [("P99", ""), ("P01", "S99"), ("", "S01")])
def test_a_comment_s_place_must_exist(procedure: str, step: str) -> None:
    when((*DRAFT, SENT), making(procedure=procedure, step=step)).refused(CommentPlaceUnknown)


@pytest.mark.parametrize("by", [SELF_REVIEWER, OTHER_REVIEWER, EDITOR, HEAD])
def test_only_a_reviewer_of_the_reviewing_agency_comments_and_never_who_sent_it(by: Actor) -> None:
    when((*DRAFT, SENT), making(by=by)).refused(MayNotComment)
    when(COMMENTED, closing(by=by)).refused(MayNotComment)


def test_comments_have_texts_and_come_in_time_in_an_open_round() -> None:
    when((*DRAFT, SENT), making(text=" \n")).refused(CommentEmpty, where="text")
    too_late = midnight(LAST_DAY + timedelta(days=1))
    when((*DRAFT, SENT), making(at=too_late)).refused(CommentTimePassed)
    when((*DRAFT, SENT), making(at=too_late - timedelta(seconds=1))).then(
        commented(made_at=too_late - timedelta(seconds=1))
    )
    when(DRAFT, making()).refused(EditionNotInReview)
    when(TO_ANSWER, making()).refused(EditionNotInReview)


def test_a_round_is_closed_as_its_comments_say() -> None:
    when(COMMENTED, closing()).then(closed(RoundOutcome.COMMENTED, 1))
    when((*DRAFT, SENT), closing(nothing=True)).then(SILENT)
    when(COMMENTED, closing(nothing=True)).refused(AlreadyCommented)
    when((*DRAFT, SENT), closing()).refused(NothingCommentedYet)


def test_each_comment_is_answered_once_and_a_declined_one_keeps_its_reason() -> None:
    when(TO_ANSWER, answering(accepted=False)).refused(DeclinedWithoutReason, where="reason")
    reason = "Đã thống nhất với Sở Tài chính"
    after = when(TO_ANSWER, answering(accepted=False, reason=reason)).then(
        answered(accepted=False, reason=reason)
    )
    assert after.state.review.answers[1].reason == reason
    after.when(*answering()).refused(CommentAlreadyAnswered)
    after.when(*answering(comment=2)).refused(CommentNotFound)
    when(TO_ANSWER, answering(by=REVIEWER)).refused(MayNotSendForComments)


def test_an_accepted_comment_may_bring_the_revision_with_it() -> None:
    shorter = procedure(name="Bổ nhiệm công chức lãnh đạo")
    revised = ProcedureRevised(
        agency="SNV", edition=1, procedure=shorter, revised_by=EDITOR.name, revised_at=AT
    )
    when(TO_ANSWER, answering(revision=shorter)).then(revised, answered())
    when(COMMENTED, answering(revision=shorter)).refused(EditionInReview)
    declined = answering(accepted=False, reason="Không phù hợp", revision=shorter)
    when(TO_ANSWER, declined).refused(DeclinedWithRevision)


def test_neither_another_round_nor_an_issue_comes_before_all_answers() -> None:
    for command in (sending(), issue(), issue(by=IMPORTER)):
        when(TO_ANSWER, command).refused(CommentsUnanswered)
    second = replace(SENT, round=2)
    when((*TO_ANSWER, answered()), sending()).then(second)
    when((*TO_ANSWER, answered()), issue(known=NEW)).then(issued("P01"))


@pytest.mark.parametrize(
    "outcome", [RoundOutcome.NOTHING_TO_SAY, RoundOutcome.LAPSED], ids=lambda outcome: outcome.value
)
def test_a_first_edition_waits_for_home_affairs_or_for_its_time_to_pass(outcome: RoundOutcome) -> None:
    when(DRAFT, issue(known=NEW)).refused(FirstEditionNotReviewed)
    when((*DRAFT, SENT, closed(outcome)), issue(known=NEW)).then(issued("P01"))


def test_a_later_edition_and_an_importer_are_free_of_that() -> None:
    when(DRAFT, issue()).then(issued("P01"))
    when(DRAFT, issue(known=NEW, by=IMPORTER)).then(
        replace(issued("P01"), issued_by=IMPORTER.name, imported=True)
    )


def recalling(by: Actor = EDITOR, reason: str = "Cần sửa lại") -> Asked:
    return asked(RecallDraft, by, reason=reason)


RECALLED = closed(RoundOutcome.RECALLED, closed_by=EDITOR.name, reason="Cần sửa lại")


def test_a_draft_is_recalled_from_the_reviewing_agency_and_changes_again() -> None:
    after = when((*DRAFT, SENT), recalling()).then(RECALLED)
    assert after.state.status == "revised"
    after.when(*revising())
    after.when(*making()).refused(EditionNotInReview)
    after.when(*recalling()).refused(EditionNotInReview)


def test_a_recalled_round_lets_no_first_edition_be_issued() -> None:
    when((*DRAFT, SENT, RECALLED), issue(known=NEW)).refused(FirstEditionNotReviewed)
    again = (*DRAFT, SENT, RECALLED, replace(SENT, round=2))
    when((*again, replace(SILENT, round=2)), issue(known=NEW)).then(issued("P01"))


def test_what_was_commented_before_a_recall_is_to_be_answered() -> None:
    recalled = replace(RECALLED, comments=1)
    when(COMMENTED, recalling()).then(recalled).when(*sending()).refused(CommentsUnanswered)


def test_a_draft_is_recalled_by_the_agency_with_a_reason_and_only_from_a_round() -> None:
    when((*DRAFT, SENT), recalling(by=REVIEWER)).refused(MayNotSendForComments)
    when((*DRAFT, SENT), recalling(by=OTHER_HEAD)).refused(MayNotSendForComments)
    when((*DRAFT, SENT), recalling(reason=" ")).refused(ReasonMissing, where="reason")
    when(DRAFT, recalling()).refused(EditionNotInReview)
    when((), recalling()).refused(EditionNotFound)


def discarding(by: Actor = EDITOR, reason: str = "Chưa cần") -> Asked:
    return asked(DiscardDraft, by, reason=reason)


@pytest.mark.parametrize(
    "events", [(DRAFTED,), DRAFT, TO_ANSWER, (*DRAFT, SENT, SILENT)], ids=["empty", "filled", "open", "heard"]
)
def test_a_draft_is_given_up_at_any_time(events: tuple[Any, ...]) -> None:
    after = when(events, discarding()).then(DISCARDED)
    assert after.state.status == "discarded"
    post = asked(PublishCatalogue, address="https://a.vn")
    conclude = asked(ConcludeReview, HEAD)
    for command in (revising(), sending(), issue(), recalling(), answering(), discarding(), post, conclude):
        after.when(*command).refused(EditionDiscarded)
    for command in (making(), closing()):
        after.when(*command).refused(EditionDiscarded)


def test_a_round_ends_with_the_draft_that_is_given_up_in_it() -> None:
    ended = closed(RoundOutcome.DISCARDED, closed_by=EDITOR.name, reason="Chưa cần")
    when((*DRAFT, SENT), discarding()).then(ended, DISCARDED)


def test_only_a_draft_is_given_up_by_its_agency_with_a_reason() -> None:
    when(DRAFT, discarding(by=OTHER_EDITOR)).refused(MayNotSendForComments)
    when(DRAFT, discarding(reason="")).refused(ReasonMissing)
    when((*DRAFT, issued("P01")), discarding()).refused(IssuedEditionNotDiscarded)
    when((*DRAFT, issued("P01")), recalling()).refused(EditionAlreadyIssued)
    when((), discarding()).refused(EditionNotFound)
