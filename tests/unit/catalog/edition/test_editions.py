from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition import filling
from services.catalog.domain.edition.catalogue import Catalogue, catalogue_key, next_to_issue
from services.catalog.domain.edition.draft_events import ProcedureRemoved, ProcedureRevised
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.edition.filling import AddProcedure, RemoveProcedure, ReviseProcedure
from services.catalog.domain.edition.signing import Signing, SigningAuthority, signing_of
from services.catalog.domain.edition.telling import IssueProcedures
from services.catalog.errors.edition.editions import (
    DecisionIncomplete,
    EditionAlreadyDrafted,
    EditionAlreadyIssued,
    EditionEmpty,
    EditionFull,
    EditionNotFound,
    EditionNotIssued,
    InForceBeforeDecision,
    MayNotEditCatalogue,
    MayNotIssueCatalogue,
    UnfitEdition,
)
from services.catalog.errors.procedure.procedures import (
    ProcedureCodeAlike,
    ProcedureCodeUsed,
    ProcedureNotInEdition,
    ProcedureUnchanged,
)
from services.catalog.errors.procedure.texts import DecisionNumberWithoutSymbol, MalformedCode, UnusableText
from shared.kernel import Actor
from tests.scenario import given
from tests.unit.catalog.asking import NEW, Asked, asked, issue, when
from tests.unit.catalog.examples import (
    AT,
    DRAFTED,
    EDITOR,
    HEAD,
    IMPORTER,
    OTHER_EDITOR,
    OTHER_HEAD,
    SYSTEM,
    in_draft,
    issued,
    procedure,
)
from tests.unit.catalog.full_procedure import as_issued as told

P01 = procedure()
P02 = procedure(code="P02", name="Nâng bậc lương")
FILLED = (DRAFTED, in_draft(P01), in_draft(P02))
ISSUED = (*FILLED, issued("P01", "P02"))


def draft(edition: int = 1, by: Actor = EDITOR) -> Asked:
    return asked(DraftEdition, by, known=NEW, edition=edition)


def add(entry: Any = P01, by: Actor = EDITOR) -> Asked:
    return asked(AddProcedure, by, procedure=entry)


def revise(entry: Any, by: Actor = EDITOR) -> Asked:
    return asked(ReviseProcedure, by, code=entry.code, procedure=entry)


def remove(code: str = "P01", by: Actor = EDITOR) -> Asked:
    return asked(RemoveProcedure, by, code=code)


def issue_procedures(*codes: str, by: Actor = SYSTEM) -> Asked:
    return asked(IssueProcedures, by, codes=codes)


def test_the_stream_is_named_by_agency_and_edition() -> None:
    assert CATALOGUE.stream(catalogue_key("000.00.H47", 2)) == "catalogue-000.00.H47.2"


@pytest.mark.parametrize("by", [EDITOR, IMPORTER])
def test_an_editor_drafts_an_edition(by: Actor) -> None:
    when((), draft(by=by)).then(replace(DRAFTED, drafted_by=by.id))


BEFORE = Catalogue(agency="SNV", edition=1, issue=issued("P01"))


@pytest.mark.parametrize(
    ("by", "empty", "based_on"),
    [
        (EDITOR, None, 1),
        (EDITOR, False, 1),
        (EDITOR, True, None),
        (IMPORTER, None, None),
        (IMPORTER, False, 1),
        (IMPORTER, True, None),
    ],
)
def test_a_draft_starts_from_the_last_edition_unless_it_is_asked_for_empty_or_imported(
    by: Actor, empty: bool | None, based_on: int | None
) -> None:
    known = replace(NEW, all=(BEFORE,))
    drafted = replace(
        DRAFTED, edition=2, drafted_by=by.id, based_on=based_on, carries=("P01",) if based_on else ()
    )
    when((), asked(DraftEdition, by, known=known, edition=2, empty=empty)).then(drafted)


def test_what_is_in_force_on_a_day_is_of_the_edition_that_holds_then() -> None:
    before = replace(BEFORE, procedures={"P01": P01})
    next_one = replace(issued("P02"), edition=2, in_force_from=date(2027, 1, 1))
    editions = Editions((before, replace(BEFORE, edition=2, issue=next_one, procedures={"P02": P02})))
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [list(editions.procedures_on(day)) for day in days] == [[], ["P01"], ["P01"], ["P02"]]


def test_an_edition_is_drafted_once() -> None:
    when((DRAFTED,), draft()).refused(EditionAlreadyDrafted)


def test_editions_count_from_one() -> None:
    when((), draft(edition=0)).refused(UnfitEdition, where="edition")


@pytest.mark.parametrize("code", ["p-01", "P.01", "P_01"])
def test_codes_that_people_would_mix_up_are_refused(code: str) -> None:
    scenario = given(CATALOGUE, DRAFTED, in_draft(procedure(code="P-01")), in_draft(procedure(code="P-1")))
    command = add(procedure(code=code))
    refusal = scenario.when(*command).refused(ProcedureCodeAlike, f"procedures/{code}")
    assert refusal.values["other"] == "P-01"


@pytest.mark.parametrize("by", [OTHER_EDITOR, HEAD, SYSTEM])
def test_only_the_agencys_editors_change_a_draft(by: Actor) -> None:
    when((), draft(by=by)).refused(MayNotEditCatalogue)
    for command in (add(by=by), revise(P01, by=by), remove(by=by)):
        when(FILLED, command).refused(MayNotEditCatalogue)


def test_a_procedure_is_added_to_the_draft() -> None:
    when((DRAFTED,), add()).then(in_draft(P01))


def test_a_draft_takes_a_procedure_that_is_not_complete_yet() -> None:
    unfinished = procedure(total=procedure().stages[0].steps[0].time_limit)
    when((DRAFTED,), add(unfinished)).then(in_draft(unfinished))


def test_a_code_is_used_once_in_an_edition() -> None:
    scenario = when(FILLED, add())
    scenario.refused(ProcedureCodeUsed, where="procedures/P01")


def test_a_full_edition_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "MOST_PROCEDURES", 2)
    third = procedure(code="P03")
    when(FILLED, add(third)).refused(EditionFull, where="procedures")


def test_a_procedure_is_revised_and_keeps_its_place() -> None:
    renamed = replace(P01, name="Bổ nhiệm lại công chức")
    revised = ProcedureRevised(
        agency="SNV", edition=1, procedure=renamed, revised_by="snv.lan", revised_at=AT
    )
    scenario = when(FILLED, revise(renamed)).then(revised)
    assert list(scenario.state.procedures.values()) == [renamed, P02]


def test_a_revision_that_changes_nothing_is_refused() -> None:
    when(FILLED, revise(P01)).refused(ProcedureUnchanged)


def test_a_removed_procedure_may_be_added_again() -> None:
    removed = ProcedureRemoved(agency="SNV", edition=1, code="P01", removed_by="snv.lan", removed_at=AT)
    scenario = when(FILLED, remove()).then(removed)
    assert list(scenario.when(*add()).then(in_draft(P01)).state.procedures) == ["P02", "P01"]


@pytest.mark.parametrize("command", [revise(P01), remove()])
def test_what_is_not_in_the_draft_is_neither_revised_nor_removed(command: Any) -> None:
    scenario = when((DRAFTED,), command)
    scenario.refused(ProcedureNotInEdition, where="procedures/P01")


@pytest.mark.parametrize("command", [add(), revise(P01), remove(), issue(), issue_procedures("P01")])
def test_without_a_draft_there_is_nothing_to_act_on(command: Any) -> None:
    when((), command).refused(EditionNotFound, where="edition")


@pytest.mark.parametrize("command", [add(), revise(P01), remove(), issue()])
def test_an_issued_edition_does_not_change(command: Any) -> None:
    when(ISSUED, command).refused(EditionAlreadyIssued, where="edition")


# --- issuing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [HEAD, IMPORTER])
def test_the_head_issues_the_catalogue(by: Actor) -> None:
    expected = replace(issued("P01", "P02"), issued_by=by.id, imported=by is IMPORTER)
    when(FILLED, issue(by=by)).then(expected)


@pytest.mark.parametrize("by", [OTHER_HEAD, EDITOR, SYSTEM])
def test_nobody_else_issues_it(by: Actor) -> None:
    when(FILLED, issue(by=by)).refused(MayNotIssueCatalogue)


@pytest.mark.parametrize(
    ("changes", "refusal", "where"),
    [
        ({"decision_number": " "}, DecisionIncomplete, "decision_number"),
        ({"signed_by": ""}, DecisionIncomplete, "signed_by"),
        ({"decision_date": None}, DecisionIncomplete, "decision_date"),
        ({"decision_number": "05\n"}, UnusableText, "decision_number"),
        ({"decision_number": "12"}, DecisionNumberWithoutSymbol, "decision_number"),
        ({"in_force_from": date(2026, 11, 19)}, InForceBeforeDecision, "in_force_from"),
        ({"working_calendar": "Việt Nam"}, MalformedCode, "working_calendar"),
    ],
)
def test_an_incomplete_decision_issues_nothing(changes: dict[str, Any], refusal: Any, where: str) -> None:
    when(FILLED, issue(**changes)).refused(refusal, where=where)


def test_a_catalogue_may_be_in_force_from_the_day_of_its_decision() -> None:
    expected = replace(issued("P01", "P02"), in_force_from=date(2026, 11, 20))
    command = issue(in_force_from=date(2026, 11, 20))
    when(FILLED, command).then(expected)


def test_an_empty_catalogue_is_not_issued() -> None:
    when((DRAFTED,), issue()).refused(EditionEmpty, where="procedures")


def test_the_procedures_follow_in_chunks() -> None:
    scenario = when(ISSUED, issue_procedures("P01")).then(told(P01, 1))
    rest = issue_procedures("P01", "P02", "P02")
    assert next_to_issue(scenario.when(*rest).then(told(P02, 2)).state) == ()


def test_a_chunk_given_again_issues_nothing_twice() -> None:
    given(CATALOGUE, *ISSUED, told(P01, 1)).when(*issue_procedures("P01")).then()


def test_the_next_chunk_is_as_much_as_a_save_takes_and_one_at_least() -> None:
    state = CATALOGUE.fold(ISSUED)
    assert next_to_issue(state) == ("P01", "P02")
    assert next_to_issue(state, at_most_bytes=1) == ("P01",)
    assert next_to_issue(CATALOGUE.fold([*ISSUED, told(P01, 1)]), at_most_bytes=1) == ("P02",)


def test_a_draft_has_no_chunk_to_issue() -> None:
    assert next_to_issue(CATALOGUE.fold(FILLED)) == ()


def test_the_procedures_of_a_draft_are_not_issued() -> None:
    when(FILLED, issue_procedures("P01")).refused(EditionNotIssued)


def test_a_procedure_from_elsewhere_is_not_issued() -> None:
    scenario = when(ISSUED, issue_procedures("P09"))
    scenario.refused(ProcedureNotInEdition, where="procedures/P09")


def test_procedures_are_issued_by_who_may_carry_the_decision_out() -> None:
    for by in (EDITOR, OTHER_HEAD):
        command = issue_procedures("P01", by=by)
        when(ISSUED, command).refused(MayNotIssueCatalogue)


def test_an_event_of_another_aggregate_is_an_error() -> None:
    with pytest.raises(KeyError):
        CATALOGUE.fold([object()])


def test_how_a_decision_is_signed_is_recorded_with_its_issue() -> None:
    signing = Signing(
        authority=SigningAuthority.BY_ORDER, position="Chánh Văn phòng", place="Tam Kỳ", drafting_unit="PC"
    )
    told = {"signing_authority": "TL", "signer_position": "Chánh Văn phòng"}
    kept = {"signing_place": "Tam Kỳ", "drafting_unit": "PC"}
    drafted = given(CATALOGUE, DRAFTED, in_draft(procedure()))
    drafted.when(*issue(signing=signing)).then(replace(issued("P01"), **told, **kept))
    assert signing_of(replace(issued("P01"), **told, **kept)) == signing
    assert signing_of(issued("P01")) is None
    nobody = issue(signing=replace(signing, position=" "))
    drafted.when(*nobody).refused(DecisionIncomplete, where="signing/position")
    unprintable = issue(signing=replace(signing, place="Tam\nKỳ"))
    drafted.when(*unprintable).refused(UnusableText, where="signing/place")
