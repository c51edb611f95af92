"""What the catalog's read models make of what happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from services.catalog.domain.deciders import AGENCY, CATALOGUE
from services.catalog.domain.edition.draft_events import ProcedureRemoved, ProcedureRevised
from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.procedure.in_full import CONTENT
from services.catalog.domain.procedure.procedure import ProcedureContent
from services.catalog.queries.edition.dues import DueQueries
from services.catalog.queries.edition.editions import EditionQueries, WholeEdition
from services.catalog.queries.organisation.agencies import OrganisationQueries
from services.catalog.schemas.edition.editions import EditionShown, ProcedureShown
from services.catalog.views.edition.documents import CATALOGUE_VIEW, PROCEDURES, ProcedureDocument
from services.catalog.views.edition.dues import DUES_VIEW
from services.catalog.views.edition.said import procedure_said
from services.catalog.views.organisation.agencies import AGENCY_VIEW
from services.catalog.views.yearly import YEARLY_REVIEWS, YEARLY_VIEW
from shared.contracts.catalog.force import CatalogueWithdrawn
from shared.documents.reader import Reader
from tests.hosting import projected
from tests.unit.catalog.examples import AT, DRAFTED, REGISTERED, added, entered, in_draft, issued, procedure
from tests.unit.catalog.examples_organisation import (
    ABSENCE_WITHDRAWN,
    ABSENT,
    CODE,
    DELEGATED,
    DISSOLVED,
    DIVISION_CLOSED,
    DIVISION_RENAMED,
    LEFT,
    MOVED,
    PLANNED,
    RENAMED,
    REVOKED,
    SUCCEEDED,
    WENT_LIVE,
)
from tests.unit.catalog.full_procedure import FULL, as_issued
from tests.unit.catalog.lifecycle import DISCARDED
from tests.unit.catalog.test_published import APPOINTED, PROCEDURE_ISSUED

PROVINCE = replace(REGISTERED, agency="UBND", name_vi="Ủy ban nhân dân", parent=None)
FIRST, SECOND = procedure(code="P01"), procedure(code="P02")


def edition(number: int, in_force_from: date, *codes: str) -> list[Any]:
    """An edition that was issued with these procedures."""
    drafted = [replace(in_draft(procedure(code=code)), edition=number) for code in codes]
    told = [
        replace(PROCEDURE_ISSUED, edition=number, procedure=code, position=at, in_force_from=in_force_from)
        for at, code in enumerate(codes, 1)
    ]
    issue = replace(issued(*codes), edition=number, in_force_from=in_force_from)
    return [replace(DRAFTED, edition=number), *drafted, issue, *told]


async def catalogue(folder: Path, *events: Any) -> WholeEdition:
    async with projected(folder, CATALOGUE_VIEW, {"catalogue-SNV.1": events}) as documents:
        found = await EditionQueries(documents).edition("SNV", 1)
    assert found is not None
    return found


def codes(procedures: Sequence[ProcedureDocument]) -> list[str]:
    return [each.procedure for each in procedures]


def test_the_views_follow_every_event() -> None:
    assert set(AGENCY_VIEW.follows) == set(AGENCY.events)
    assert set(CATALOGUE_VIEW.follows) == set(CATALOGUE.events)


async def test_agencies_stand_under_their_parents_with_the_version_to_name(tmp_path: Path) -> None:
    streams: dict[str, list[Any]] = {"agency-UBND": [PROVINCE], "agency-SNV": [REGISTERED, added("VP")]}
    async with projected(tmp_path, AGENCY_VIEW, streams) as documents:
        (province,) = await OrganisationQueries(documents).tree(date(2026, 11, 20))
    (department,) = province.children
    assert (province.agency, department.agency, department.version) == ("UBND", "SNV", 2)


async def test_an_agency_whose_parent_is_not_known_yet_is_listed_all_the_same(tmp_path: Path) -> None:
    async with projected(tmp_path, AGENCY_VIEW, {"agency-SNV": [REGISTERED]}) as documents:
        assert [each.agency for each in await OrganisationQueries(documents).agencies()] == ["SNV"]


async def test_a_new_appointment_takes_the_place_of_the_old(tmp_path: Path) -> None:
    again = replace(APPOINTED, position="Chánh Văn phòng", divisions=("VP", "TTr"))
    streams = {"agency-SNV": [REGISTERED, added("VP"), added("TTr"), APPOINTED, again]}
    async with projected(tmp_path, AGENCY_VIEW, streams) as documents:
        (official,) = await OrganisationQueries(documents).officials("SNV")
    assert (official.position, official.divisions) == ("Chánh Văn phòng", ["VP", "TTr"])


async def test_a_draft_has_its_procedures_as_they_were_last_written(tmp_path: Path) -> None:
    revised = ProcedureRevised(
        agency="SNV",
        edition=1,
        procedure=procedure(code="P01", name="Điều động"),
        revised_by="snv.lan",
        revised_at=AT,
    )
    removed = ProcedureRemoved(agency="SNV", edition=1, code="P02", removed_by="snv.lan", removed_at=AT)
    found = await catalogue(tmp_path, DRAFTED, in_draft(FIRST), in_draft(SECOND), revised, removed)
    assert [(each.procedure, each.name) for each in found.procedures] == [("P01", "Điều động")]
    assert (found.edition.status, found.edition.version) == ("draft", 5)


async def test_a_procedure_that_was_taken_out_may_come_back(tmp_path: Path) -> None:
    removed = ProcedureRemoved(agency="SNV", edition=1, code="P01", removed_by="snv.lan", removed_at=AT)
    found = await catalogue(tmp_path, DRAFTED, in_draft(FIRST), in_draft(SECOND), removed, in_draft(FIRST))
    assert codes(found.procedures) == ["P02", "P01"]


async def test_a_procedure_that_was_taken_out_stays_as_it_was_last(tmp_path: Path) -> None:
    removed = ProcedureRemoved(agency="SNV", edition=1, code="P01", removed_by="snv.lan", removed_at=AT)
    streams = {"catalogue-SNV.1": [DRAFTED, in_draft(FIRST), removed]}
    async with projected(tmp_path, CATALOGUE_VIEW, streams) as documents:
        found = await Reader(documents, CATALOGUE_VIEW).one(PROCEDURES, "SNV.1/P01")
    assert found is not None
    assert (found.status, found.name) == ("removed", FIRST.name)


async def test_an_issued_edition_tells_how_many_of_its_procedures_are_told(tmp_path: Path) -> None:
    found = await catalogue(tmp_path, *edition(1, date(2026, 12, 1), "P01", "P02")[:-1])
    assert (found.edition.status, found.edition.told) == ("issued", 1)
    assert [each.status for each in found.procedures] == ["issued", "draft"]


async def test_an_answer_leaves_out_what_has_not_come_and_says_null_of_what_has(tmp_path: Path) -> None:
    of_a_draft = {"agency", "edition", "status", "drafted_by", "drafted_at", "told", "version", "procedures"}
    drafted = await catalogue(made(tmp_path / "drafted"), DRAFTED)
    assert EditionShown.of(drafted.edition).model_fields_set == of_a_draft
    events = [*edition(1, date(2026, 12, 1), "P01"), entered(1, "P01")]
    shown = EditionShown.of((await catalogue(made(tmp_path / "in_force"), *events)).edition)
    known_as_none = {name for name in shown.model_fields_set if getattr(shown, name) is None}
    assert known_as_none == {"issue_recorded_by", "signing", "supersedes"}


@pytest.mark.parametrize("events", [[in_draft(FULL)], [in_draft(FULL), issued("P01"), as_issued(FULL)]])
async def test_a_document_of_a_procedure_says_all_and_may_be_sent_as_it_is(
    tmp_path: Path, events: list[Any]
) -> None:
    (found,) = (await catalogue(tmp_path, DRAFTED, *events)).procedures
    shown = procedure_said(found)
    content = {name: value for name, value in shown.items() if name in CONTENT}
    read = TypeAdapter(ProcedureContent).validate_python(content)
    assert read.under(shown["procedure"]) == FULL
    assert ProcedureShown.model_validate(shown).model_dump(mode="json", exclude_unset=True) == shown


# --- the organisation as of a day ----------------------------------------------------------------

DISTRICT = replace(REGISTERED, agency="HOIAN", kind=AgencyKind.DISTRICT, parent="UBND")
COMMUNE = replace(REGISTERED, agency="MINHAN", kind=AgencyKind.COMMUNE, parent="HOIAN")
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


async def asked(folder: Path, question: Any, *more: Any, **streams: Any) -> Any:
    """What the queries answer after these streams: of the province, and of those that are given."""
    everything = {"agency-UBND": [PROVINCE], **{f"agency-{key}": log for key, log in streams.items()}}
    async with projected(made(folder), AGENCY_VIEW, everything) as documents:
        return await question(OrganisationQueries(documents), *more)


def placed(tree: Any) -> dict[str, Any]:
    return {one.agency: placed(one.children) for one in tree}


async def test_who_was_not_moved_when_a_district_ended_stands_under_the_next_above(tmp_path: Path) -> None:
    ended = replace(DISSOLVED, agency="HOIAN", successors=("SA",))
    tree = await asked(tmp_path, OrganisationQueries.tree, AFTER, HOIAN=[DISTRICT, ended], MINHAN=[COMMUNE])
    assert placed(tree) == {"UBND": {"MINHAN": {}}}


async def test_a_tree_shows_names_and_places_of_its_day(tmp_path: Path) -> None:
    moved = replace(MOVED, agency="MINHAN", parent="UBND")
    streams = {"HOIAN": [DISTRICT], "MINHAN": [COMMUNE, moved], "SNV": [REGISTERED, RENAMED]}
    for day, name, places in (
        (BEFORE, "Sở Nội vụ", {"HOIAN": {"MINHAN": {}}, "SNV": {}}),
        (AFTER, "Sở Tổ chức", {"HOIAN": {}, "MINHAN": {}, "SNV": {}}),
    ):
        (root,) = await asked(tmp_path / day.isoformat(), OrganisationQueries.tree, day, **streams)
        assert placed([root]) == {"UBND": places}
        assert name in {one.name_vi for one in root.children}


async def test_the_rollout_tells_plans_from_facts(tmp_path: Path) -> None:
    log = [REGISTERED, PLANNED, WENT_LIVE]
    for day, live in ((BEFORE, 0), (AFTER, 1)):
        waves = await asked(tmp_path / day.isoformat(), OrganisationQueries.waves, day, SNV=log)
        (second,) = [one for one in waves if one.wave == 2]
        assert (second.planned, second.live, second.decided) == (1, live, ["SNV"] * (1 - live))


async def test_an_official_s_days_away_and_delegate_are_shown_until_taken_back(tmp_path: Path) -> None:
    log = [REGISTERED, added("VP"), APPOINTED, ABSENT, DELEGATED]
    (lan,) = await asked(tmp_path / "1", OrganisationQueries.officials, "SNV", SNV=log)
    assert [(one.first_day, one.kind) for one in lan.absences] == [("2026-12-01", "leave")]
    assert [one.delegate for one in lan.delegations] == ["snv.minh"]
    back = [*log, ABSENCE_WITHDRAWN, REVOKED]
    (lan,) = await asked(tmp_path / "2", OrganisationQueries.officials, "SNV", SNV=back)
    assert (lan.absences, lan.delegations) == ([], [])
    assert await asked(tmp_path / "3", OrganisationQueries.officials, "SNV", SNV=[*back, LEFT]) == []


async def test_divisions_are_shown_by_their_names_of_now_while_they_are_open(tmp_path: Path) -> None:
    log = [REGISTERED, added("VP"), added("TTr"), DIVISION_RENAMED, DIVISION_CLOSED]
    (office,) = await asked(tmp_path, OrganisationQueries.divisions, "SNV", SNV=log)
    assert (office.division, office.name) == ("VP", "Văn phòng Sở")


async def test_an_agency_keeps_its_codes_decisions_and_kin(tmp_path: Path) -> None:
    newer = replace(CODE, code="H47.13", valid_from=date(2025, 7, 1))
    log = [REGISTERED, added("VP"), CODE, newer, SUCCEEDED, DISSOLVED]
    shown = await asked(tmp_path, OrganisationQueries.agency, "SNV", SNV=log)
    assert [(one.code, one.ended_from) for one in shown.codes] == [
        ("H47.12", "2025-07-01"),
        ("H47.13", None),
    ]
    assert (shown.predecessors, shown.successors) == (["STTTT"], ["SA", "SB"])
    assert [one.event for one in shown.decisions] == ["AgencySucceeded", "AgencyDissolved"]


@pytest.mark.parametrize(("events", "due"), [((), 1), ((DISCARDED,), 0)], ids=["kept", "discarded"])
async def test_a_draft_that_is_still_being_copied_is_due_until_it_is_discarded(
    tmp_path: Path, events: tuple[Any, ...], due: int
) -> None:
    drafted = replace(DRAFTED, based_on=1, carries=("P01",))
    async with projected(tmp_path, DUES_VIEW, {"catalogue-SNV.1": [drafted, *events]}) as documents:
        assert len(await DueQueries(documents).dues(date(2099, 1, 1), 10)) == due


async def test_what_was_withdrawn_before_it_came_into_force_has_no_yearly_review(tmp_path: Path) -> None:
    withdrawn = CatalogueWithdrawn(
        agency="SNV",
        edition=1,
        reason="Sai thẩm quyền",
        decision_number="09/QĐ-SNV",
        decision_date=AT.date(),
        withdrawn_by="snv.binh",
        withdrawn_at=AT,
    )
    streams = {"catalogue-SNV.1": [*edition(1, date(2027, 1, 1), "P01"), withdrawn]}
    async with projected(tmp_path, YEARLY_VIEW, streams) as documents:
        assert await Reader(documents, YEARLY_VIEW).find(YEARLY_REVIEWS.name) == []
