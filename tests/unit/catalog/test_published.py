"""What the catalog tells: every fact that others need, in the models that they know; drafts stay inside."""

from typing import Any

import pytest

from services.catalog.domain import (
    AGENCY,
    CATALOGUE,
    EditionDrafted,
    OfficialAppointed,
    ProcedureAdded,
    ProcedureIssued,
    ProcedureRemoved,
    ProcedureRevised,
)
from services.catalog.published import TRANSLATIONS
from shared.contracts import catalog as contracts
from shared.contracts.publication import Origin, Publication
from shared.contracts.registry import dump, parse
from shared.kernel import Role
from tests.hosting import RECORDED_AT
from tests.unit.catalog.examples import AT, REGISTERED, added, issue, issued, procedure
from tests.unit.catalog.examples_organisation import ABSENT, DISSOLVED, OF_STAFF, OF_THE_AGENCY

INSIDE = {EditionDrafted, ProcedureAdded, ProcedureRevised, ProcedureRemoved}
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
PROCEDURE_ISSUED = ProcedureIssued(
    agency="SNV",
    edition=1,
    code=ENTRY.code,
    name=ENTRY.name,
    kind=ENTRY.kind,
    time_limit=ENTRY.time_limit,
    stages=ENTRY.stages,
    in_force_from=issue().in_force_from,
    working_calendar="VN",
    position=1,
    issued_by="snv.binh",
    issued_at=AT,
)
TOLD = [
    ("SNV", REGISTERED, contracts.AgencyRegistered),
    ("SNV", added("VP"), contracts.DivisionAdded),
    ("SNV", APPOINTED, contracts.OfficialAppointed),
    *[("SNV", event, getattr(contracts, type(event).__name__)) for event in (*OF_THE_AGENCY, *OF_STAFF)],
    ("SNV.1", issued("P01", "P02"), contracts.CatalogueIssued),
    ("SNV.1", PROCEDURE_ISSUED, contracts.ProcedureIssued),
]


def told(event: Any, key: str) -> Publication:
    return TRANSLATIONS[type(event)](event, Origin(key, RECORDED_AT))


def test_every_event_is_told_but_those_of_drafts() -> None:
    assert set(TRANSLATIONS) == {*AGENCY.events, *CATALOGUE.events} - INSIDE
    assert {type(event) for _, event, _ in TOLD} == set(TRANSLATIONS)


@pytest.mark.parametrize(("key", "event", "model"), TOLD, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_told_is_read_back_the_same(key: str, event: Any, model: Any) -> None:
    publication = told(event, key)
    assert type(publication.event) is model
    assert parse(model.event_type, dump(publication.event)) == publication.event
    assert (publication.time, publication.event.model_dump()["agency"]) == (AT, "SNV")


def test_a_procedure_is_told_with_all_its_steps_and_limits() -> None:
    published: Any = told(PROCEDURE_ISSUED, "SNV.1").event
    assert published.time_limit.value() == ENTRY.time_limit
    steps = [step for stage in published.stages for step in stage.steps]
    assert [(step.code, step.time_limit.duration) for step in steps] == [
        ("S01", "PT8H"),
        ("S02", "PT16H"),
        ("S03", "PT4H"),
    ]


def test_the_end_of_an_agency_tells_who_gets_which_division() -> None:
    published: Any = told(DISSOLVED, "SNV").event
    assert (published.manner, published.successors) == ("split", ("SA", "SB"))
    assert [(one.division, one.successor, one.successor_division) for one in published.divisions] == [
        ("VP", "SA", "VP1")
    ]


def test_why_somebody_is_away_is_not_told() -> None:
    assert "kind" not in told(ABSENT, "SNV").event.model_dump()


def test_roles_are_told_by_their_names() -> None:
    published: Any = told(APPOINTED, "SNV").event
    assert published.roles == ("division_head", "official")
