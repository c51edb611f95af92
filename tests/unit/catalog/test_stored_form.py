"""What the event store needs of the catalog's events, and readers of its refusals."""

import json
import string
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import msgspec
import pytest

from services.catalog import errors
from services.catalog.domain.deciders import AGENCY, CATALOGUE
from services.catalog.domain.edition.catalogue import next_to_issue
from services.catalog.domain.edition.draft_events import ProcedureRemoved, ProcedureRevised
from services.catalog.domain.edition.filling import MOST_PROCEDURES
from services.catalog.domain.edition.lineage import LINEAGE, GapLeft
from services.catalog.domain.edition.telling import IssueProcedures
from services.catalog.domain.procedure.checks.fitness import LARGEST_PROCEDURE, refuse_unfit
from services.catalog.domain.procedure.procedure import size_in_bytes
from shared.contracts.catalog.agencies import OfficialAppointed
from shared.contracts.catalog.force import (
    CatalogueEnteredIntoForce,
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
from shared.contracts.catalog.procedures import ProcedureIssued
from shared.decider import by_itself
from shared.errors import Refusal
from shared.kernel import Role
from tests.unit.catalog.examples import (
    AT,
    DRAFTED,
    REGISTERED,
    added,
    hours,
    in_draft,
    issued,
    procedure,
    stage,
    step,
)
from tests.unit.catalog.examples_organisation import OF_STAFF, OF_THE_AGENCY
from tests.unit.catalog.full_procedure import FULL, as_issued, as_large_as_may_be
from tests.unit.catalog.lifecycle import DISCARDED, EXAMPLES
from tests.unit.catalog.test_published import TOLD

_OF_FORCE = (CatalogueEnteredIntoForce, CatalogueSuperseded, CatalogueWithdrawn, ProcedureCorrected)
EVENTS = [
    REGISTERED,
    added("VP"),
    OfficialAppointed(
        agency="SNV",
        official="snv.minh",
        name="Lê Minh",
        divisions=("CCVC", "VP"),
        position="Chuyên viên",
        roles=(Role.OFFICIAL,),
        appointed_by="snv.binh",
        appointed_at=AT,
    ),
    *OF_THE_AGENCY,
    *OF_STAFF,
    DRAFTED,
    in_draft(FULL),
    ProcedureRevised(agency="SNV", edition=1, procedure=procedure(), revised_by="x", revised_at=AT),
    ProcedureRemoved(agency="SNV", edition=1, code="P01", removed_by="x", removed_at=AT),
    DISCARDED,
    issued("P01"),
    as_issued(FULL),
    *(event for _, event, _ in TOLD if isinstance(event, _OF_FORCE)),
    *EXAMPLES,
    GapLeft(agency="SNV", edition=7),
]
MODULES = [import_module(found.name) for found in iter_modules(errors.__path__, f"{errors.__name__}.")]
OWN = [
    each
    for module in MODULES
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Refusal) and each.__module__ == module.__name__
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_the_store_as_it_was(event: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


def test_every_event_class_has_an_example_here() -> None:
    assert {type(event) for event in EVENTS} == {*AGENCY.events, *CATALOGUE.events, *LINEAGE.events}


def test_the_largest_procedure_and_the_longest_catalogue_fit_an_event() -> None:
    many = (step(f"S{n}", content="ệ" * 1200, time_limit=hours(8)) for n in range(14))
    large = procedure(stage("G1", *many))
    refuse_unfit(large)
    assert size_in_bytes(large) > 0.9 * LARGEST_PROCEDURE
    codes = tuple(f"{n:040}" for n in range(MOST_PROCEDURES))
    for event in (in_draft(large), as_issued(large), issued(*codes)):
        assert len(msgspec.json.encode(event)) < 64 * 1024


def test_the_cap_holds_with_everything_that_a_procedure_can_say() -> None:
    large = as_large_as_may_be()
    refuse_unfit(large)
    assert size_in_bytes(large) > 0.9 * LARGEST_PROCEDURE
    issued_so = as_issued(large)
    assert len(msgspec.json.encode(issued_so)) < 64 * 1024


def test_a_procedure_without_what_came_later_is_still_read() -> None:
    limit = {"duration": "PT8H", "counting": "working_hours"}
    first_step = {
        "code": "S01",
        "name": "Thẩm định hồ sơ",
        "division": "CCVC",
        "content": "Thẩm định tiêu chuẩn, điều kiện",
        "time_limit": limit,
        "other_divisions": [],
        "optional": False,
    }
    stored = {
        "agency": "SNV",
        "edition": 1,
        "procedure": "P01",
        "name": "Bổ nhiệm công chức",
        "kind": "internal",
        "time_limit": limit,
        "stages": [{"code": "G1", "name": "", "steps": [first_step]}],
        "in_force_from": "2026-12-01",
        "working_calendar": "VN",
        "position": 1,
        "issued_by": "snv.binh",
        "issued_at": "2026-11-20T02:30:00Z",
    }
    read = msgspec.json.decode(json.dumps(stored), type=ProcedureIssued)
    assert read == as_issued(procedure(stage("G1", step("S01")), total=hours(8)))


@pytest.mark.parametrize("content", ["x", "Thẩm định “hồ sơ”\n" * 100])
def test_a_chunk_of_procedures_fits_a_save(content: str) -> None:
    entries = [procedure(stage("G1", step("S1", content=content)), code=f"P{n}") for n in range(1, 501)]
    codes = tuple(entry.code for entry in entries)
    state = CATALOGUE.fold([DRAFTED, *map(in_draft, entries), issued(*codes)])
    command = IssueProcedures(agency="SNV", edition=1, codes=next_to_issue(state))
    events = CATALOGUE.decide(state, command, by_itself(AT))
    envelope = 400
    assert 1 < len(events) < 500
    assert sum(len(msgspec.json.encode(event)) + envelope for event in events) < 128 * 1024


def test_refusals_have_codes_of_their_own() -> None:
    assert len({each.code for each in OWN}) == len(OWN)


@pytest.mark.parametrize("refusal", OWN, ids=lambda refusal: refusal.code)
def test_a_refusal_says_the_same_in_both_languages(refusal: type[Refusal]) -> None:
    def names(template: str) -> set[str]:
        fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        return {name.removesuffix("_vi").removesuffix("_en") for name in fields}

    assert refusal.vi != Refusal.vi
    assert names(refusal.vi) == names(refusal.en)
