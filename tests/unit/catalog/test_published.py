"""What the catalog tells: every fact that others need, in the models that they know; drafts stay inside."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all

from services.catalog.domain.current import CURRENT_AGENCY, CURRENT_CATALOGUE, CurrentEditionChanged
from services.catalog.domain.edition.catalogue import CATALOGUE
from services.catalog.domain.edition.catalogue_events import (
    DraftDiscarded,
    EditionDrafted,
    ProcedureAdded,
    ProcedureRemoved,
    ProcedureRevised,
)
from services.catalog.domain.edition.content import content_of
from services.catalog.domain.edition.in_force import (
    CatalogueSuperseded,
    CatalogueWithdrawn,
    ProcedureCorrected,
)
from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.staff_events import OfficialAppointed
from services.catalog.domain.procedure.checks import findings
from services.catalog.domain.procedure.conditions import ExtensionRule, SuspensionRule, UrgentLimit
from services.catalog.domain.procedure.papers import DossierComponent, LegalBasis, Template
from services.catalog.domain.procedure.procedure import Coordination, Procedure, Stage, Step
from services.catalog.domain.simplification.simplification import SIMPLIFICATION
from services.catalog.published import TRANSLATIONS
from services.catalog.schemas.procedure.procedures import ProcedureContent
from shared.contracts.catalog import agencies, editions, force, parts, simplification
from shared.contracts.catalog import procedures as procedures_told
from shared.contracts.declaring import type_of
from shared.contracts.examples import example_of
from shared.contracts.publication import Origin, Publication
from shared.contracts.registry import EVENTS as PUBLISHED
from shared.contracts.registry import dump, parse
from shared.kernel import Role
from tests.hosting import RECORDED_AT
from tests.unit.catalog.editions_strategy import drawn, procedures
from tests.unit.catalog.examples import AT, REGISTERED, added, entered, issue, issued, procedure
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
    agency="SNV",
    edition=1,
    procedure=ENTRY,
    corrected=("name",),
    reason="Ghi thiếu chữ",
    corrected_by="snv.binh",
    corrected_at=AT,
    position=1,
    in_force_from=issue().in_force_from,
    working_calendar="VN",
    issued_by="snv.binh",
    issued_at=AT,
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
    return TRANSLATIONS[type(event)](event, Origin(key, RECORDED_AT))


def test_every_event_is_told_but_those_of_drafts() -> None:
    told = {*AGENCY.events, *CATALOGUE.events, *CURRENT, *SIMPLIFICATION.events} - INSIDE
    assert set(TRANSLATIONS) == told
    assert {type(event) for _, event, _ in TOLD} == told - CURRENT


@pytest.mark.parametrize(("key", "event", "model"), TOLD, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_told_is_read_back_the_same(key: str, event: Any, model: Any) -> None:
    publication = told(event, key)
    assert type(publication.event) is model
    assert parse(type_of(model), dump(publication.event)) == publication.event
    assert json.loads(dump(publication.event))["agency"] == "SNV"
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
    ("model", "fields"),
    [
        (procedures_told.Step, Step),
        (procedures_told.Stage, Stage),
        (parts.Coordination, Coordination),
        (parts.UrgentLimit, UrgentLimit),
        (parts.SuspensionRule, SuspensionRule),
        (parts.ExtensionRule, ExtensionRule),
        (parts.LegalBasis, LegalBasis),
        (parts.DossierComponent, DossierComponent),
        (parts.Template, Template),
    ],
)
def test_each_part_is_told_with_all_its_fields(model: Any, fields: Any) -> None:
    assert set(model.__dataclass_fields__) == set(fields.__dataclass_fields__)


def test_the_example_of_a_procedure_keeps_the_rules() -> None:
    example = example_of("tthc.catalog.ProcedureIssued.v1")
    content = {name: value for name, value in example.items() if name in ProcedureContent.model_fields}
    entry = ProcedureContent.model_validate(content).under(example["procedure"])
    assert list(findings(entry, {"VP", "CCVC", "TTr"})) == []


def test_the_end_of_an_agency_tells_who_gets_which_division() -> None:
    published: Any = told(DISSOLVED, "SNV").event
    assert (published.manner, published.successors) == ("split", ("SA", "SB"))
    assert [(one.division, one.successor, one.successor_division) for one in published.divisions] == [
        ("VP", "SA", "VP1")
    ]


def test_why_somebody_is_away_is_not_told() -> None:
    assert "kind" not in json.loads(dump(told(ABSENT, "SNV").event))


def test_roles_are_told_by_their_names() -> None:
    published: Any = told(APPOINTED, "SNV").event
    assert published.roles == ("division_head", "official")
