"""What the catalog tells: every fact that others need, in the models that they know; drafts stay inside."""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from pydantic import TypeAdapter

from services.catalog.domain.current.agencies import CURRENT_AGENCY
from services.catalog.domain.current.procedures import CURRENT_CATALOGUE, CurrentEditionChanged
from services.catalog.domain.deciders import AGENCY, CATALOGUE, SIMPLIFICATION
from services.catalog.domain.edition.draft_events import (
    DraftDiscarded,
    EditionDrafted,
    ProcedureAdded,
    ProcedureRemoved,
    ProcedureRevised,
)
from services.catalog.domain.edition.in_force import begin_of
from services.catalog.domain.organisation.absences import AbsenceKind
from services.catalog.domain.procedure.checks import findings
from services.catalog.domain.procedure.in_full import CONTENT, content_of
from services.catalog.domain.procedure.procedure import DraftStage, DraftStep, Procedure, ProcedureContent
from services.catalog.published import TRANSLATIONS
from shared.contracts.catalog import agencies, editions, force, simplification
from shared.contracts.catalog import procedures as procedures_told
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.force import CatalogueSuperseded, CatalogueWithdrawn, ProcedureCorrected
from shared.contracts.declaring import declaration_of, type_of, untold_fields
from shared.contracts.examples import example_of
from shared.contracts.publication import Origin, Publication
from shared.contracts.registry import EVENTS as PUBLISHED
from shared.contracts.registry import dump, parse
from shared.contracts.topics import Service
from shared.eventstore.mapper import encode_told
from shared.kernel import Role
from tests.hosting import RECORDED_AT
from tests.publishing import outgoing
from tests.unit.catalog.editions_strategy import drawn, procedures
from tests.unit.catalog.examples import AT, REGISTERED, added, entered, issued, procedure
from tests.unit.catalog.examples_organisation import ABSENT, DISSOLVED, OF_STAFF, OF_THE_AGENCY
from tests.unit.catalog.full_procedure import as_issued
from tests.unit.catalog.lifecycle import EXAMPLES
from tests.unit.catalog.simplification.test_simplification import (
    ACCEPTED,
    CARRIED_OUT,
    DECLINED,
    OPENED,
    PROPOSED,
)

CURRENT = {*CURRENT_CATALOGUE.events, *CURRENT_AGENCY.events}
INSIDE = {CurrentEditionChanged, EditionDrafted, ProcedureAdded, ProcedureRevised, ProcedureRemoved}
INSIDE |= {DraftDiscarded}
INSIDE |= {type(OPENED), type(PROPOSED), type(DECLINED)}
APPOINTED = OfficialAppointed(
    agency="SNV",
    official="snv.lan",
    name="Nguyễn Thị Lan",
    divisions=("VP",),
    position="Chuyên viên",
    roles=(Role.DIVISION_HEAD, Role.OFFICIAL),
    appointed_by="snv.binh",
    appointed_at=AT,
)
ENTRY = procedure()
PROCEDURE_ISSUED = as_issued(ENTRY)
BEGUN = entered(1, "P01")
SUPERSEDED = CatalogueSuperseded(agency="SNV", edition=1, by_edition=2, superseded_at=AT)
WITHDRAWN = CatalogueWithdrawn(
    agency="SNV",
    edition=1,
    reason="Ban hành không đúng thẩm quyền",
    decision_number="09/QĐ-SNV",
    decision_date=date(2026, 12, 20),
    withdrawn_by="snv.binh",
    withdrawn_at=AT,
)
CORRECTED = ProcedureCorrected(
    **{one.name: getattr(PROCEDURE_ISSUED, one.name) for one in fields(PROCEDURE_ISSUED)},
    corrected=("name",),
    reason="Ghi thiếu chữ",
    corrected_by="snv.binh",
    corrected_at=AT,
)
#: What the service publishes, by the names that its own events have too.
CONTRACTS = {one.__name__: one for one in PUBLISHED if type_of(one).startswith("tthc.catalog.")}
TOLD = [
    ("SNV", REGISTERED, agencies.AgencyRegistered),
    ("SNV", added("VP"), agencies.DivisionAdded),
    ("SNV", APPOINTED, agencies.OfficialAppointed),
    *[("SNV", event, CONTRACTS[type(event).__name__]) for event in (*OF_THE_AGENCY, *OF_STAFF)],
    ("SNV.1", issued("P01", "P02"), editions.CatalogueIssued),
    ("SNV.1", PROCEDURE_ISSUED, procedures_told.ProcedureIssued),
    ("SNV.1", CORRECTED, force.ProcedureCorrected),
    ("SNV.1", BEGUN, force.CatalogueEnteredIntoForce),
    ("SNV.1", SUPERSEDED, force.CatalogueSuperseded),
    ("SNV.1", WITHDRAWN, force.CatalogueWithdrawn),
    *(("SNV.1", event, CONTRACTS[type(event).__name__]) for event in EXAMPLES),
    ("DGH-2026", ACCEPTED, simplification.SimplificationAccepted),
    ("DGH-2026", CARRIED_OUT, simplification.SimplificationCarriedOut),
]


def told(event: Any, key: str) -> Publication:
    translate, declared = TRANSLATIONS.get(type(event)), declaration_of(type(event))
    if translate is not None:
        return translate(event, Origin(key, RECORDED_AT))
    assert declared is not None
    assert declared.at is not None
    return Publication(event, getattr(event, declared.at))


def is_told(event: type) -> bool:
    declared = declaration_of(event)
    return event in TRANSLATIONS or (declared is not None and declared.event_type is not None)


def test_every_event_is_told_but_those_of_drafts() -> None:
    all_events = {*AGENCY.events, *CATALOGUE.events, *CURRENT, *SIMPLIFICATION.events}
    told = all_events - INSIDE
    assert {event for event in all_events if is_told(event)} == told
    assert {type(event) for _, event, _ in TOLD} == told - CURRENT


@pytest.mark.parametrize(("key", "event", "model"), TOLD, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_told_is_read_back_the_same(key: str, event: Any, model: Any) -> None:
    publication = told(event, key)
    assert type(publication.event) is model
    told_as = encode_told(publication.event)
    read = parse(type_of(model), told_as)
    untold = {name: getattr(publication.event, name) for name in untold_fields(model)}
    assert replace(read, **untold) == publication.event
    assert json.loads(told_as)["agency"] == "SNV"
    own_times = [name for name in type(event).__dataclass_fields__ if name.endswith("_at")]
    assert publication.time in [getattr(event, name) for name in own_times]


def test_a_procedure_is_told_with_all_its_steps_and_limits() -> None:
    published: Any = told(PROCEDURE_ISSUED, "SNV.1").event
    assert published.time_limit == ENTRY.time_limit
    steps = [step for stage in published.stages for step in stage.steps]
    assert [(step.code, step.time_limit.duration) for step in steps] == [
        ("S01", "PT8H"),
        ("S02", "PT16H"),
        ("S03", "PT4H"),
    ]


@drawn
@for_all(procedures())
def test_all_that_an_issued_procedure_says_is_told(entry: Procedure) -> None:
    published = told(as_issued(entry), "SNV.1").event
    assert json.loads(dump(published)).items() >= content_of(entry).items()


@pytest.mark.parametrize(
    ("told", "written"), [(procedures_told.Step, DraftStep), (procedures_told.Stage, DraftStage)]
)
def test_each_part_is_told_with_all_its_fields(told: Any, written: Any) -> None:
    assert {one.name for one in fields(told)} == {one.name for one in fields(written)}


def test_a_procedure_is_told_with_all_that_it_says() -> None:
    assert set(CONTENT) | {"one_stop"} == {one.name for one in fields(ProcedureContent)}
    assert set(CONTENT) < {one.name for one in fields(procedures_told.ProcedureInFull)}


def test_the_example_of_a_procedure_keeps_the_rules() -> None:
    example = example_of("tthc.catalog.ProcedureIssued.v1")
    content = {name: value for name, value in example.items() if name in CONTENT}
    entry = TypeAdapter(ProcedureContent).validate_python(content).under(example["procedure"])
    assert list(findings(entry, {"VP", "CCVC", "TTr"})) == []


def test_the_end_of_an_agency_tells_who_gets_which_division() -> None:
    published: Any = told(DISSOLVED, "SNV").event
    assert (published.manner, published.successors) == ("split", ("SA", "SB"))
    assert [(one.division, one.successor, one.successor_division) for one in published.divisions] == [
        ("VP", "SA", "VP1")
    ]


def test_why_somebody_is_away_is_not_told() -> None:
    assert ABSENT.kind == AbsenceKind.LEAVE
    assert "kind" not in json.loads(encode_told(told(ABSENT, "SNV").event))


def test_roles_are_told_by_their_names() -> None:
    published: Any = told(APPOINTED, "SNV").event
    assert published.roles == ("division_head", "official")


_WHO = "who acts for whom is the agency's own matter"
_WHEN = "by this the catalog knows when to look again; nobody else acts by it"
_DRAFT = "what is said of a draft is read in the catalog, by those who may"
#: What is kept beside what is told, and why nobody else is told.
KEPT: dict[str, dict[str, str]] = {
    "AgencyContactChanged": {
        "contact": "who asks an agency finds it there; nobody else needs a person's number"
    },
    "AbsenceRecorded": {"kind": "why somebody is away is nobody's business"},
    "CatalogueIssued": {
        "signing_place": "only the paper shows it",
        "drafting_unit": "only the paper shows it",
        "calendars": "each procedure is told with its own calendar",
        "imported": "no review falls due for history; others see the time of the decision",
    },
    "CatalogueEnteredIntoForce": {"review_announced_on": _WHEN},
    "CatalogueWithdrawn": {"recorded_by": _WHO},
    "ProcedureCorrected": {"recorded_by": _WHO},
    "EditionSentForComments": {"remind_on": _WHEN, "recorded_by": _WHO},
    "CommentMade": {"text": _DRAFT, "made_by": _DRAFT, "recorded_by": _WHO},
    "ReviewRoundClosed": {"closed_by": _DRAFT, "reason": _DRAFT, "recorded_by": _WHO},
    "CommentAnswered": {"reason": _DRAFT, "answered_by": _DRAFT, "recorded_by": _WHO},
    "CataloguePublished": {"recorded_by": _WHO},
    "CatalogueSent": {
        "remind_on": _WHEN,
        "reminders": _WHEN,
        "reminder_days": _WHEN,
        "recorded_by": _WHO,
    },
    "AcknowledgementReminded": {"again_on": _WHEN},
    "CatalogueAcknowledged": {"recorded_by": _WHO},
    "YearlyReviewConcluded": {
        "note": "the agency's own record",
        "next_announced_on": _WHEN,
        "recorded_by": _WHO,
    },
    "YearlyReviewReopened": {"announced_on": _WHEN},
}


def test_what_is_kept_and_not_told_stands_here_with_its_reason() -> None:
    kept = {name: set(untold_fields(event)) for name, event in CONTRACTS.items() if untold_fields(event)}
    assert kept == {name: set(reasons) for name, reasons in KEPT.items()}


@pytest.mark.parametrize(("key", "event", "model"), TOLD, ids=lambda value: getattr(value, "__name__", ""))
def test_nothing_of_what_is_only_kept_goes_out(key: str, event: Any, model: Any) -> None:
    record = outgoing(Service.CATALOG, event, f"any-{key}", TRANSLATIONS)
    assert record is not None
    assert json.loads(record.event.data).keys() == {one.name for one in fields(model)} - untold_fields(model)


def test_the_beginning_of_a_day_is_told_in_utc() -> None:
    day_begins = replace(BEGUN, entered_at=begin_of(date(2026, 12, 1)))
    assert json.loads(encode_told(day_begins))["entered_at"] == "2026-11-30T17:00:00Z"
