"""A case begins only under an issued procedure, and only where the procedure lets it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.cases.domain.case import Case
from services.cases.domain.catalogue import CATALOGUE, Catalogue, EditionReplicated
from services.cases.domain.deciders import CASE
from services.cases.domain.known import KnownNow
from services.cases.domain.opening import OpenCase
from services.cases.domain.procedure import PROCEDURE, Procedure
from services.cases.domain.route import Target
from services.cases.errors.course import CaseAlreadyOpened, DueNotAfterOpening, SubjectMissing
from services.cases.errors.known import (
    DivisionNotResponsible,
    OfficialUnknown,
    ProcedureNotInForce,
    ProcedureNotKnownYet,
    ProcedureUnknown,
)
from services.cases.errors.moves import MandatoryStepsSkipped, OnlyOptionalStepsRemain
from services.cases.errors.who import MayNotImport, MayNotOpen
from shared.contracts.cases.course import CaseOpened
from shared.contracts.vocabulary import OpenedStep
from shared.decider import Act
from shared.errors import EffectiveInFuture, RecordedTooLate
from shared.kernel import Actor, day_of
from tests.scenario import Scenario, given
from tests.unit.cases.builder import (
    AGENCY,
    BINH,
    CODE,
    EIGHT_HOURS,
    HOA,
    IMPORTER,
    LAN,
    MONDAY,
    NUMBER,
    PROVINCE,
    STRANGER,
    SYSTEM,
    TOTAL,
    Story,
    adopted,
    opened,
    stage,
    step,
    targets,
)

OPEN = {"agency": AGENCY, "procedure": CODE, "subject": "Bổ nhiệm"}


def open_under(procedure: Procedure, catalogue: Catalogue | None = None, **fields: Any) -> Scenario:
    act = Act(by=LAN, at=fields.pop("at", MONDAY), recorded_at=fields.pop("recorded_at", MONDAY))
    known = KnownNow(
        number=NUMBER,
        procedures={(AGENCY, CODE): procedure},
        catalogues={AGENCY: catalogue} if catalogue else {},
    )
    return given(CASE).when(OpenCase(**{**OPEN, **fields}), act, known)


def first_under(procedure: Procedure, at: datetime = MONDAY, **fields: Any) -> list[str]:
    """The steps that a case opens with under this procedure."""
    known = KnownNow(number=NUMBER, procedures={(AGENCY, CODE): procedure})
    act = Act(by=LAN, at=at, recorded_at=at)
    (event,) = CASE.decide(Case(), OpenCase(**{**OPEN, **fields}), act, known)
    assert isinstance(event, CaseOpened)
    return [visit.step for visit in event.first]


def test_a_case_pins_its_edition_and_opens_its_first_step() -> None:
    event = opened(subject="  Bổ nhiệm  ", external_reference="15/TTr").events[0]
    assert isinstance(event, CaseOpened)
    assert (event.case_number, event.edition, event.subject) == (NUMBER, 1, "Bổ nhiệm")
    assert (event.opened_by, event.opened_at, event.recorded_by) == ("lan", MONDAY, None)
    assert (event.time_limit, event.working_calendar, event.external_reference) == (TOTAL, "VN", "15/TTr")
    assert event.first == (OpenedStep(step="tiep-nhan", visit=1, division="VP", time_limit=EIGHT_HOURS),)
    assert [(copy.step, copy.stage, copy.optional) for copy in event.steps][1:4] == [
        ("tham-dinh", "tham-dinh", False),
        ("phap-che", "tham-dinh", False),
        ("xac-minh", "tham-dinh", True),
    ]


@pytest.mark.parametrize("by", [LAN, HOA, BINH, SYSTEM, IMPORTER])
def test_officials_heads_and_registered_clients_open_cases(by: Actor) -> None:
    assert Story().then(OpenCase, by, **OPEN).state.number == NUMBER


@pytest.mark.parametrize("by", [PROVINCE, STRANGER, Actor(id="ai-do")])
def test_others_open_nothing(by: Actor) -> None:
    Story().when(OpenCase, by, **OPEN).refused(MayNotOpen)


def test_an_importer_opens_in_the_name_of_an_official_and_is_recorded() -> None:
    event = Story().then(OpenCase, IMPORTER, imported=True, **OPEN).events[0]
    assert (event.opened_by, event.recorded_by, event.imported) == ("lan", "nhap", True)
    assert event.history is True
    current = Story().then(OpenCase, IMPORTER, **OPEN).events[0]
    assert (current.imported, current.history) == (True, False)
    assert opened(**OPEN).events[0].imported is False


def test_only_an_importer_marks_a_case_as_imported() -> None:
    Story().when(OpenCase, LAN, imported=True, **OPEN).refused(MayNotImport, where="imported")


def test_a_case_opens_once() -> None:
    opened().when(OpenCase, LAN, **OPEN).refused(CaseAlreadyOpened)


def test_a_case_needs_a_subject() -> None:
    Story().when(OpenCase, LAN, **{**OPEN, "subject": "  "}).refused(SubjectMissing, where="subject")


def test_a_due_instant_overrides_the_limit_if_it_comes_after_the_opening() -> None:
    due = MONDAY + timedelta(days=3)
    assert opened(due_at=due).events[0].due_at == due
    refused = Story().when(OpenCase, LAN, due_at=MONDAY, **OPEN)
    refused.refused(DueNotAfterOpening, where="due_at")


def test_a_procedure_that_has_not_arrived_yet_is_worth_another_try() -> None:
    refusal = open_under(Procedure()).refused(ProcedureNotKnownYet, where="procedure")
    assert refusal.status == 409
    assert refusal.values["retry_after"]


def test_a_procedure_that_an_edition_has_and_that_has_not_arrived_is_worth_another_try() -> None:
    listed = CATALOGUE.fold([EditionReplicated(agency=AGENCY, edition=1, procedures=("SNV-07", "SNV-08"))])
    known, act = KnownNow(catalogues={AGENCY: listed}), Act(by=LAN, at=MONDAY, recorded_at=MONDAY)

    def of(code: str) -> Scenario:
        return given(CASE).when(OpenCase(**{**OPEN, "procedure": code}), act, known)

    of("SNV-08").refused(ProcedureNotKnownYet)
    refusal = of("SNV-8").refused(ProcedureUnknown, where="procedure")
    assert (refusal.status, refusal.values["near"]) == (422, "SNV-08, SNV-07")


def test_no_case_opens_before_its_procedure_is_in_force() -> None:
    later = PROCEDURE.fold([adopted(in_force_from=date(2026, 12, 8))])
    open_under(later).refused(ProcedureNotInForce, where="procedure")


def test_the_day_of_opening_is_the_day_in_vietnam() -> None:
    assert day_of(datetime(2026, 12, 7, 17, 0, tzinfo=UTC)) == date(2026, 12, 8)
    begins = PROCEDURE.fold([adopted(in_force_from=date(2026, 12, 8))])
    evening = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
    assert first_under(begins, at=evening) == ["tiep-nhan"]


def test_opening_at_a_later_step_skips_optional_steps_only() -> None:
    optional_first = (stage("xem", step("xem", "VP", optional=True)), stage("lam", step("lam", "VP")))
    procedure = PROCEDURE.fold([adopted(stages=optional_first)])
    assert first_under(procedure) == ["lam"]
    assert first_under(procedure, first_steps=targets("xem")) == ["xem"]
    skipping = Story().when(OpenCase, LAN, first_steps=targets("ky"), **OPEN)
    assert "phap-che" in str(skipping.refused(MandatoryStepsSkipped, where="tiep-nhan"))


def test_a_procedure_of_optional_steps_asks_for_the_first_one() -> None:
    procedure = PROCEDURE.fold([adopted(stages=(stage("xem", step("xem", "VP", optional=True)),))])
    open_under(procedure).refused(OnlyOptionalStepsRemain, where="xem")


def test_who_takes_the_first_step_must_be_responsible_and_known() -> None:
    elsewhere = (Target(step="tiep-nhan", division="PC"),)
    Story().when(OpenCase, LAN, first_steps=elsewhere, **OPEN).refused(DivisionNotResponsible, "tiep-nhan")
    unknown = (Target(step="tiep-nhan", official="ai-do"),)
    Story().when(OpenCase, LAN, first_steps=unknown, **OPEN).refused(OfficialUnknown, "official")
    named = opened(first_steps=(Target(step="tiep-nhan", official="thu"),))
    assert named.events[0].first[0].official == "thu"


def test_an_opening_is_recorded_within_four_days_and_not_ahead_of_time() -> None:
    late = MONDAY + timedelta(days=4, seconds=1)
    Story().when(OpenCase, LAN, recorded_at=late, **OPEN).refused(RecordedTooLate, where="at")
    early = MONDAY - timedelta(minutes=6)
    Story().when(OpenCase, LAN, recorded_at=early, **OPEN).refused(EffectiveInFuture, where="at")


def open_at_the_end_of(ended_at: datetime) -> Scenario:
    return open_under(PROCEDURE.fold([adopted()]), Catalogue(ended={1: ended_at}))


def test_no_case_opens_under_an_edition_that_has_ended_by_then() -> None:
    open_at_the_end_of(MONDAY).refused(ProcedureNotInForce, where="procedure")
    still = open_at_the_end_of(MONDAY + timedelta(seconds=1))
    assert still.then(*opened(**OPEN).events).state.edition == 1


def test_a_history_may_name_an_edition_that_is_younger_than_it() -> None:
    later = PROCEDURE.fold([adopted(in_force_from=date(2026, 12, 8))])
    known = KnownNow(number=NUMBER, procedures={(AGENCY, CODE): later})
    history = OpenCase(**OPEN, imported=True, edition=1)
    (event,) = CASE.decide(Case(), history, Act(by=IMPORTER, at=MONDAY, recorded_at=MONDAY), known)
    assert event.edition == 1
    open_under(later, edition=1).refused(MayNotImport, where="edition")
    unknown = OpenCase(**OPEN, imported=True, edition=2)
    with pytest.raises(ProcedureNotKnownYet):
        CASE.decide(Case(), unknown, Act(by=IMPORTER, at=MONDAY, recorded_at=MONDAY), known)
