"""An edition enters into force on its day, once, and ends those before it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as some

from services.catalog.domain.edition.catalogue import Catalogue
from services.catalog.domain.edition.entering import EnterIntoForce, Supersede
from services.catalog.domain.edition.in_force import Force
from services.catalog.domain.edition.yearly_review import months_after
from shared.contracts.catalog.force import CatalogueSuperseded
from tests.unit.catalog.asking import NEW, Asked, KnownNow, by_time, when
from tests.unit.catalog.examples import AT, DRAFTED, entered, in_draft, issued, procedure
from tests.unit.catalog.full_procedure import as_issued as told

FIRST_DAY = date(2026, 12, 1)
ISSUED = (DRAFTED, in_draft(procedure()), issued("P01"), told(procedure(), 1))
MIDNIGHT = datetime(2026, 11, 30, 17, tzinfo=UTC)
BEGUN = entered(1, "P01", entered_at=MIDNIGHT)


def on(today: date, known: KnownNow = NEW) -> Asked:
    return by_time(EnterIntoForce(today=today), known)


def test_an_edition_enters_on_its_first_day_and_its_review_is_due_a_year_later() -> None:
    when(ISSUED, on(FIRST_DAY)).then(BEGUN).when(*on(FIRST_DAY)).then()


def test_no_review_falls_due_for_what_was_imported_from_history() -> None:
    events = (*ISSUED[:2], replace(issued("P01"), imported=True), ISSUED[3])
    without = replace(BEGUN, review_announced_on=None, review_due_on=None)
    when(events, on(FIRST_DAY)).then(without)


@pytest.mark.parametrize("events", [ISSUED[:1], ISSUED[:2], ISSUED[:3], ISSUED])
def test_nothing_enters_before_its_day_or_before_all_procedures_are_told(events: Any) -> None:
    too_early = FIRST_DAY - timedelta(days=1) if len(events) == len(ISSUED) else FIRST_DAY
    when(events, on(too_early)).then()


def test_what_is_issued_after_its_first_day_enters_when_it_is_issued() -> None:
    late = AT + timedelta(days=30)
    events = (*ISSUED[:2], replace(issued("P01"), issued_at=late), ISSUED[3])
    then = when(events, on(date(2026, 12, 30))).then(replace(BEGUN, entered_at=late))
    assert then.state.status == "in_force"


def test_the_next_edition_ends_the_one_before_once() -> None:
    end = by_time(Supersede(by_edition=2))
    ended = CatalogueSuperseded(agency="SNV", edition=1, by_edition=2, superseded_at=AT)
    when((*ISSUED, BEGUN), end).then(ended).when(*end).then()


def test_an_edition_that_a_later_one_has_passed_never_enters() -> None:
    later = Catalogue(agency="SNV", edition=2, force=Force(entered=entered(2, "P01")))
    when(ISSUED, on(FIRST_DAY, replace(NEW, all=(later,)))).then()
    ended = CatalogueSuperseded(agency="SNV", edition=1, by_edition=2, superseded_at=AT)
    when((*ISSUED, ended), on(FIRST_DAY)).then()


@given_any(some.dates(date(2000, 1, 1), date(2900, 1, 1)), some.integers(0, 240))
def test_months_later_is_the_same_day_or_the_month_s_last(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_the_edition_that_was_in_force_until_then_is_named() -> None:
    present = Catalogue(agency="SNV", edition=7, force=Force(entered=entered(0, "P01")))
    known = replace(NEW, all=(present,))
    events = [replace(one, edition=8) for one in ISSUED]
    when(tuple(events), on(FIRST_DAY, known)).then(replace(BEGUN, edition=8, supersedes=7))
