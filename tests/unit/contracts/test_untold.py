"""What the store keeps of an event and nobody is told: each such field, and why."""

import json
from dataclasses import MISSING, fields
from typing import Any

import pytest

from shared.contracts.cases import MODULES as CASES
from shared.contracts.declaring import declaration_of, told_in, type_of, untold_fields
from shared.contracts.examples import example_of
from shared.contracts.registry import EVENTS, dump, read_as
from shared.contracts.schemas import schema
from shared.eventstore.mapper import encode_told

_WHO = "who sat at the keyboard for whom is for the service's own record"
_DAYS = "the days by which the catalog looks at it again are its own matter"
_TEXTS = "texts of drafts and who wrote them are read in the catalog by those who may"
_CLOCK = "what the clock counts by; subscribers are told the due instant"
_BETWEEN = "what people write to each other about a case is read over HTTP by those who may"
_PLACE = "the version of the case's stream that led to it stands in `ce_causationid` for others"
_SCORE = "how a score came about, line by line, is for who may read the evaluation; its digest is told"

REASONS: dict[str, dict[str, str]] = {
    "AgencyContactChanged": {
        "contact": "a person's number is for those who ask the agency, who find it there"
    },
    "CatalogueIssued": {
        "drafting_unit": "printed on the decision, which is published itself",
        "signing_place": "printed on the decision, which is published itself",
        "calendars": "each procedure is told with the calendar that it is counted by",
        "imported": "only decides whether the catalog's own deadlines run",
    },
    "CatalogueEnteredIntoForce": {"review_announced_on": _DAYS},
    "CatalogueWithdrawn": {"recorded_by": _WHO},
    "ProcedureCorrected": {"recorded_by": _WHO},
    "EditionSentForComments": {"recorded_by": _WHO, "remind_on": _DAYS},
    "CommentMade": {"made_by": _TEXTS, "text": _TEXTS, "recorded_by": _WHO},
    "ReviewRoundClosed": {"closed_by": _TEXTS, "reason": _TEXTS, "recorded_by": _WHO},
    "CommentAnswered": {"answered_by": _TEXTS, "reason": _TEXTS, "recorded_by": _WHO},
    "YearlyReviewConcluded": {"next_announced_on": _DAYS, "note": _TEXTS, "recorded_by": _WHO},
    "YearlyReviewReopened": {"announced_on": _DAYS},
    "CataloguePublished": {"recorded_by": _WHO},
    "CatalogueSent": {"recorded_by": _WHO, "remind_on": _DAYS, "reminder_days": _DAYS, "reminders": _DAYS},
    "AcknowledgementReminded": {"again_on": _DAYS},
    "CatalogueAcknowledged": {"recorded_by": _WHO},
    "CaseCompleted": {"answer_text": _BETWEEN},
    "CoordinationRequested": {"question": _BETWEEN, "documents": _BETWEEN},
    "CoordinationAnswered": {"text": _BETWEEN, "documents": _BETWEEN},
    "ClarificationAsked": {"text": _BETWEEN},
    "ClarificationGiven": {"text": _BETWEEN, "documents": _BETWEEN},
    "DisagreementDecided": {"decision": _BETWEEN},
    "CommentAdded": {"text": _BETWEEN, "documents": _BETWEEN},
    "DocumentAttached": dict.fromkeys(("name", "size", "sha256", "address"), _BETWEEN),
    "ObjectiveCauseClaimed": {"documents": "what is attached to a case is read over HTTP by those who may"},
    "AbsenceRecorded": {"kind": "why somebody is away is nobody's business outside the agency"},
    "ClockStarted": {
        "alarm": _CLOCK,
        "answers": "what a case was opened for, its own events tell; work says by it what the agency is",
        "due_given": _CLOCK,
        "external_reference": "the case's own events tell it; an evaluation names the case by it",
        "runs_on": _CLOCK,
        "due_soon_at": _CLOCK,
        "due_soon_percent": _CLOCK,
        "due_soon_minutes": _CLOCK,
        "step_names": _CLOCK,
        "subject": "what a case is about, its own events tell; the list of clocks shows it",
        "source_version": _PLACE,
    },
    "StepGiven": {"source_version": _PLACE},
    "StepDueSoon": {"source_version": _PLACE},
    "StepOverdue": {"source_version": _PLACE},
    "CaseOverdue": {"source_version": _PLACE},
    "CoordinationDueSoon": {"source_version": _PLACE},
    "CoordinationOverdue": {"source_version": _PLACE},
    "OverdueWithdrawn": {"source_version": _PLACE},
    "ReceiptOverdue": {"source_version": _PLACE},
    "ReceiptOverdueWithdrawn": {"source_version": _PLACE},
    "ClockStopped": {"source_version": _PLACE},
    "SuspensionEnded": {"source_version": _PLACE},
    "EscalationRaised": {"alarm": _CLOCK, "source_version": _PLACE},
    "EscalationAcknowledged": {"source_version": _PLACE},
    "EscalationEnded": {"source_version": _PLACE},
    "EvaluationPeriodClosed": {"kept": _SCORE},
    "EvaluationCorrected": {"kept": _SCORE},
}


def test_every_field_that_is_not_told_has_its_reason() -> None:
    kept = {one.__name__: set(untold_fields(one)) for one in EVENTS if untold_fields(one)}
    assert kept == {name: set(fields) for name, fields in REASONS.items()}
    assert all(reason for fields in REASONS.values() for reason in fields.values())


def test_every_event_of_a_case_can_be_read_from_what_is_told() -> None:
    """The clocks follow all of them: one that can't be read would be a dead letter."""
    missing = {
        f"{one.__name__}.{field.name}"
        for one in told_in(*CASES)
        for field in fields(one)
        if field.name in untold_fields(one) and field.default is field.default_factory is MISSING
    }
    assert not missing


@pytest.mark.parametrize("event_class", [one for one in EVENTS if untold_fields(one)], ids=type_of)
def test_it_stands_neither_in_the_schema_nor_in_what_is_sent(event_class: type) -> None:
    declared: Any = declaration_of(event_class)
    example = example_of(declared.event_type)
    event = read_as(event_class, dump(example))
    sent = json.loads(encode_told(event))
    assert untold_fields(event_class).isdisjoint(sent)
    assert untold_fields(event_class).isdisjoint(schema(declared.event_type)["properties"])
    assert sent.keys() == example.keys()
