"""Whatever is issued satisfies every rule; each rule, broken alone anywhere, is refused at its place."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.procedure.checks import findings_of_edition
from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.procedure import DraftStep, Procedure, ProcedureKind
from shared.contracts.catalog.editions import CatalogueIssued
from shared.contracts.catalog.parts import Coordination
from shared.errors import Refusal
from shared.kernel import CoordinationRole
from tests.unit.catalog.asking import KNOWN, issue, when
from tests.unit.catalog.breakages import BREAKAGES, Break
from tests.unit.catalog.editions_strategy import (
    DEGREES,
    IN_FORCE,
    IN_FORCE_FROM,
    LIVE,
    RELATED_AGENCIES,
    Urgency,
    around,
    drafts,
    drawn,
    editions,
    total_at,
)
from tests.unit.catalog.examples import DIVISIONS, DRAFTED, in_draft

ISSUE = issue(known=replace(KNOWN, others=RELATED_AGENCIES))


def owes_as_it_should(step: DraftStep, asked: Coordination) -> None:
    """Who is informed owes nothing, anybody else an answer, within the step's time."""
    terms = (asked.answers, asked.silence_is_agreement, asked.goes_on_by_itself, asked.time_limit)
    if asked.role == CoordinationRole.INFORMED:
        assert not any(terms)
    else:
        assert asked.answers
    if asked.time_limit and step.time_limit:
        assert asked.time_limit.amount <= step.time_limit.amount


def breaks_nothing(entry: Procedure) -> None:
    """The rules once more, in other words."""
    steps = [step for stage in entry.stages for step in stage.steps]
    asked = [step.coordination for step in steps if step.coordination]
    assert entry.time_limit
    assert all(stage.steps for stage in entry.stages)
    assert len({step.code for step in steps}) == len(steps)
    for step in steps:
        named = [step.division, *step.other_divisions]
        assert step.content.strip()
        assert len(set(named)) == len(named)
        assert set(named) <= DIVISIONS
        assert step.time_limit
        limits = [step.time_limit, *(one.time_limit for one in step.urgent_limits)]
        assert {limit.counting for limit in limits} == {entry.time_limit.counting}
        assert [limit.amount for limit in limits] == sorted((one.amount for one in limits), reverse=True)
    totals = {one.urgency: one.time_limit.amount for one in entry.urgent_limits}
    assert totals.keys() >= {one.urgency for step in steps for one in step.urgent_limits}
    assert all(total_at(entry.stages, degree) == total for degree, total in totals.items())
    assert total_at(entry.stages, Urgency.NORMAL) == entry.time_limit.amount
    assert bool(asked) == (entry.kind is ProcedureKind.COORDINATED)
    for step in steps:
        if step.coordination is not None:
            owes_as_it_should(step, step.coordination)
    assert {one.responding_agency for one in asked} <= set(LIVE)
    assert {(one.responding_agency, one.responding_procedure) for one in asked} <= {
        *IN_FORCE,
        *((agency, "") for agency in LIVE),
    }
    units = [*entry.cooperating_units, *entry.informed_units]
    assert len(set(units)) == len(units)
    assert set(units) <= set(LIVE)
    assert {one.template for one in entry.dossier} <= {"", *(one.code for one in entry.templates)}
    assert all((one.valid_until or IN_FORCE_FROM) >= IN_FORCE_FROM for one in entry.legal_basis)
    assert all(rule.conditions.strip() for rule in (entry.suspension, entry.extension) if rule)


@drawn
@for_all(editions())
def test_a_sound_edition_is_issued(entries: list[Procedure]) -> None:
    events = [in_draft(entry) for entry in entries]
    (catalogue,) = CATALOGUE.decide(CATALOGUE.fold([DRAFTED, *events]), *ISSUE)
    assert isinstance(catalogue, CatalogueIssued)
    assert catalogue.procedures == tuple(entry.code for entry in entries)
    for entry in entries:
        breaks_nothing(entry)


@drawn
@for_all(drafts())
def test_whatever_is_issued_satisfies_every_rule_and_nothing_else_is_refused(entry: Procedure) -> None:
    state = CATALOGUE.fold([DRAFTED, in_draft(entry)])
    if list(findings_of_edition([entry], around())):
        with pytest.raises(Refusal):
            CATALOGUE.decide(state, *ISSUE)
        with pytest.raises(AssertionError):
            breaks_nothing(entry)
    else:
        CATALOGUE.decide(state, *ISSUE)
        breaks_nothing(entry)


@pytest.mark.parametrize(("refusal", "breaks"), BREAKAGES.values(), ids=BREAKAGES)
@settings(drawn, max_examples=12)
@for_all(data=st.data(), entries=editions())
def test_a_single_broken_rule_is_refused_at_its_place(
    refusal: type[Refusal], breaks: Break, data: st.DataObject, entries: list[Procedure]
) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    broken = breaks(data.draw, entries[index])
    refuse_unfit(broken.procedure)
    entries[index] = broken.procedure
    found = [(type(one), one.where) for one in findings_of_edition(entries, around())]
    assert (refusal, broken.where) in found
    assert not broken.alone or len(found) == 1
    events = (DRAFTED, *map(in_draft, entries))
    when(events, ISSUE).refused(found[0][0], where=found[0][1])


def test_every_degree_but_the_ordinary_is_drawn() -> None:
    assert set(DEGREES) == set(Urgency) - {Urgency.NORMAL}
