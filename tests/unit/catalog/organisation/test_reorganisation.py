"""What is decided about agencies: names, places, waves, going live, and who succeeds whom."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as laws
from hypothesis import strategies as st

from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.agency import Agency, AgencyKind, KnownNow
from services.catalog.domain.organisation.ending import (
    EndAgency,
    EndingManner,
    SucceedAgencies,
    live_successors,
)
from services.catalog.domain.organisation.renaming import (
    AssignAgencyCode,
    CodeScheme,
    MoveAgency,
    RenameAgency,
)
from services.catalog.domain.organisation.waves import GoLive, PlanWave
from services.catalog.errors.organisation.agencies import (
    DivisionUnknown,
    MayNotReorganise,
    UnfitParent,
    UnfitWave,
)
from services.catalog.errors.organisation.reorganisation import (
    AgencyAlreadyLive,
    AgencyHasEnded,
    AgencyNotThereYet,
    DecisionFromFuture,
    DivisionTransferredTwice,
    EffectiveBeforeEarlier,
    EndsBeforeSuccession,
    NothingReorganised,
    SuccessorUnfit,
    TransferToStranger,
    WrongSuccessorCount,
)
from services.catalog.errors.procedure.texts import (
    DecisionNumberWithoutSymbol,
    MalformedAgencyCode,
    MalformedEdxmlCode,
    UnusableText,
)
from shared.contracts.catalog.agencies import AgencyContactChanged, Contact
from shared.contracts.catalog.reorganisation import DivisionTransfer
from shared.errors import Refusal
from tests.scenario import given
from tests.unit.catalog.examples import HEAD, OPERATOR, REGISTERED, act, added
from tests.unit.catalog.examples_organisation import (
    CODE,
    DECISION,
    DISSOLVED,
    MOVED,
    PLANNED,
    RENAMED,
    SUCCEEDED,
    WENT_LIVE,
)

NEW_YEAR = date(2027, 1, 1)
NOW = act(OPERATOR)


def there(code: str, kind: AgencyKind = AgencyKind.PROVINCE, **state: Any) -> Agency:
    return Agency(code=code, kind=kind, valid_from=date(2021, 1, 1), **state)


#: Other agencies that are there; OLD no longer, ABOVE as a district.
OTHERS = [
    there("UBND"),
    there("TINHMOI"),
    there("OLD", ended_from=date(2026, 12, 31)),
    there("ABOVE", AgencyKind.DISTRICT),
    there("SA", AgencyKind.DEPARTMENT),
    there("SB", AgencyKind.DEPARTMENT),
    there("SNV"),
]
KNOWN = KnownNow(agencies={one.code: one for one in OTHERS})


def decided(kind: Any, /, **changes: Any) -> Any:
    return kind(**{**DECISION, **changes})


def rename(**changes: Any) -> Any:
    return decided(RenameAgency, **{"name_vi": "Sở Tổ chức", "name_en": "Personnel", **changes})


def move(**changes: Any) -> Any:
    return decided(MoveAgency, **{"parent": "TINHMOI", **changes})


def split(*successors: str, **changes: Any) -> Any:
    into = successors or ("SA", "SB")
    return decided(EndAgency, **{"manner": EndingManner.SPLIT, "successors": into, **changes})


def plan(wave: int | None) -> PlanWave:
    return PlanWave(agency="SNV", wave=wave)


def code(scheme: CodeScheme, text: str, valid_from: date = date(2022, 1, 1)) -> AssignAgencyCode:
    return AssignAgencyCode(agency="SNV", scheme=scheme, code=text, valid_from=valid_from)


# --- names, places, codes ------------------------------------------------------------------------


def test_a_renamed_agency_has_its_old_name_until_that_day() -> None:
    agency = given(AGENCY, REGISTERED).when(rename(), NOW, KNOWN).then(RENAMED).state
    names = [agency.naming_on(day).name_vi for day in (date(2026, 12, 31), NEW_YEAR)]
    assert (names, agency.code) == (["Sở Nội vụ", "Sở Tổ chức"], "SNV")


def test_an_agency_moves_under_another_from_a_day_on() -> None:
    agency = given(AGENCY, REGISTERED).when(move(), NOW, KNOWN).then(MOVED).state
    assert [agency.parent_on(day) for day in (date(2026, 12, 31), NEW_YEAR)] == ["UBND", "TINHMOI"]


@pytest.mark.parametrize(
    ("command", "refusal", "where"),
    [
        (rename(name_vi="Sở Nội vụ", name_en="Department of Home Affairs"), NothingReorganised, "name_vi"),
        (rename(decision_date=date(2026, 11, 21)), DecisionFromFuture, "decision_date"),
        (rename(decision_number=" "), UnusableText, "decision_number"),
        (rename(decision_number="12"), DecisionNumberWithoutSymbol, "decision_number"),
        (rename(effective_from=date(2020, 12, 31)), AgencyNotThereYet, "effective_from"),
        (rename(effective_from=date(2021, 1, 1)), EffectiveBeforeEarlier, "effective_from"),
        (move(parent="UBND"), NothingReorganised, "parent"),
        (move(parent="OLD"), UnfitParent, "parent"),
        (move(parent="ABOVE"), UnfitParent, "parent"),
        (move(parent="SNV"), UnfitParent, "parent"),
        (code(CodeScheme.NATIONAL, "h47"), MalformedAgencyCode, "code"),
        (code(CodeScheme.EDXML, "H47.12"), MalformedEdxmlCode, "code"),
        (split("SA"), WrongSuccessorCount, "successors"),
        (split("SA", "SNV"), SuccessorUnfit, "successors"),
        (split("SA", "OLD"), SuccessorUnfit, "successors"),
    ],
)
def test_what_does_not_fit_is_refused(command: Any, refusal: type[Refusal], where: str) -> None:
    given(AGENCY, REGISTERED).when(command, NOW, KNOWN).refused(refusal, where=where)


def test_what_an_agency_is_is_not_its_head_s_to_say() -> None:
    given(AGENCY, REGISTERED).when(rename(), act(HEAD)).refused(MayNotReorganise, where="agency")
    coding = code(CodeScheme.NATIONAL, "H47.12")
    given(AGENCY, REGISTERED).when(coding, act(HEAD)).refused(MayNotReorganise, where="agency")


def test_an_agency_has_a_code_of_each_scheme_and_a_newer_one_replaces_it() -> None:
    first = given(AGENCY, REGISTERED).when(code(CodeScheme.NATIONAL, "H47.12"), NOW, KNOWN).then(CODE)
    old = code(CodeScheme.EDXML, "000.12.00.H47")
    both = first.when(old, NOW, KNOWN).then(replace(CODE, scheme=CodeScheme.EDXML, code=old.code))
    both.when(code(CodeScheme.NATIONAL, "H47.13"), NOW, KNOWN).refused(EffectiveBeforeEarlier)
    newer = code(CodeScheme.NATIONAL, "H47.13", date(2025, 7, 1))
    both.when(newer, NOW, KNOWN).then(replace(CODE, code="H47.13", valid_from=date(2025, 7, 1)))


# --- waves are plans, going live is a fact -------------------------------------------------------


def test_an_agency_of_a_wave_lives_from_the_decided_day_on() -> None:
    agency = given(AGENCY, REGISTERED).when(decided(GoLive), NOW, KNOWN).then(WENT_LIVE).state
    assert [agency.lives_on(day) for day in (date(2026, 12, 31), NEW_YEAR)] == [False, True]


def test_an_agency_that_no_wave_is_planned_for_lives_from_its_first_day() -> None:
    agency = given(AGENCY, replace(REGISTERED, wave=None)).state
    assert [agency.lives_on(day) for day in (date(2020, 12, 31), date(2021, 1, 1))] == [False, True]


def test_one_that_isn_t_live_is_asked_by_its_contact_while_it_exists() -> None:
    named = AgencyContactChanged(
        agency=REGISTERED.agency,
        contact=Contact(telephone="0235 3852 123"),
        registered=True,
        changed_by="quan-tri",
        changed_at=NOW.at,
    )
    days = (date(2020, 12, 31), date(2021, 1, 1))
    assert [given(AGENCY, REGISTERED).state.can_be_asked_on(day) for day in days] == [False, False]
    assert [given(AGENCY, REGISTERED, named).state.can_be_asked_on(day) for day in days] == [False, True]


def test_the_wave_is_planned_anew_until_the_agency_is_live() -> None:
    given(AGENCY, REGISTERED).when(plan(2), NOW, KNOWN).then(PLANNED)
    given(AGENCY, REGISTERED).when(plan(1), NOW, KNOWN).refused(NothingReorganised)
    given(AGENCY, REGISTERED).when(plan(0), NOW, KNOWN).refused(UnfitWave)
    given(AGENCY, REGISTERED, WENT_LIVE).when(plan(2), NOW, KNOWN).refused(AgencyAlreadyLive)
    given(AGENCY, REGISTERED, WENT_LIVE).when(decided(GoLive), NOW, KNOWN).refused(
        AgencyAlreadyLive, where="agency"
    )


# --- the end -------------------------------------------------------------------------------------

TRANSFER = DivisionTransfer(division="VP", successor="SA", successor_division="VP1")


def test_an_agency_is_split_and_its_divisions_go_their_ways() -> None:
    scenario = given(AGENCY, REGISTERED, added("VP"))
    decided = replace(DISSOLVED, successors=("SB", "SA"))  # in the decision's order: the first has the rest
    agency = scenario.when(split("SB", "SA", divisions=(TRANSFER,)), NOW, KNOWN).then(decided).state
    assert [agency.exists_on(day) for day in (date(2026, 12, 31), NEW_YEAR)] == [True, False]
    assert agency.naming_on(NEW_YEAR).name_vi == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("transfers", "refusal"),
    [
        ((replace(TRANSFER, division="KHTC"),), DivisionUnknown),
        ((TRANSFER, TRANSFER), DivisionTransferredTwice),
        ((replace(TRANSFER, successor="SC"),), TransferToStranger),
    ],
)
def test_a_transfer_names_a_division_once_and_a_successor(transfers: Any, refusal: type[Refusal]) -> None:
    given(AGENCY, REGISTERED, added("VP")).when(split(divisions=transfers), NOW, KNOWN).refused(refusal)


def test_nothing_takes_effect_after_the_end_and_nobody_ends_twice() -> None:
    ended = given(AGENCY, REGISTERED, DISSOLVED)
    ended.when(split(), NOW, KNOWN).refused(AgencyHasEnded)
    ended.when(rename(), NOW, KNOWN).refused(AgencyHasEnded, where="effective_from")
    ended.when(rename(effective_from=date(2026, 12, 31)), NOW, KNOWN).then(
        replace(RENAMED, effective_from=date(2026, 12, 31))
    )


def test_who_succeeds_others_ends_later_than_they() -> None:
    succeeding = given(AGENCY, REGISTERED, SUCCEEDED)
    succeeding.when(split(), NOW, KNOWN).refused(EndsBeforeSuccession, where="effective_from")


def test_an_agency_that_has_ended_takes_over_from_nobody() -> None:
    command = decided(SucceedAgencies, predecessors=("STTTT",))
    given(AGENCY, REGISTERED).when(command, NOW, KNOWN).then(SUCCEEDED)
    given(AGENCY, REGISTERED, DISSOLVED).when(command, NOW, KNOWN).refused(AgencyHasEnded)


# --- laws ----------------------------------------------------------------------------------------

CODES = [f"A{number}" for number in range(6)]
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ENDINGS = st.lists(
    st.tuples(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), min_size=1, max_size=3), DAYS),
    max_size=12,
)


def founded() -> dict[str, Agency]:
    return {one: AGENCY.fold([replace(REGISTERED, agency=one)]) for one in CODES}


def end(agencies: dict[str, Agency], one: str, successors: list[str], day: date) -> None:
    """Dissolve the agency if the rules let it, with both halves of the change, or with neither."""
    when = {"agency": one, "effective_from": day, "decision_date": date(2024, 12, 1)}
    ending = decided(EndAgency, manner=EndingManner.DISSOLVED, successors=tuple(successors), **when)
    known = KnownNow(agencies=agencies)
    try:
        events = [(one, event) for event in AGENCY.decide(agencies[one], ending, NOW, known)]
        for each in sorted(set(successors)):
            taking = decided(SucceedAgencies, predecessors=(one,), **{**when, "agency": each})
            events += [(each, event) for event in AGENCY.decide(agencies[each], taking, NOW)]
    except Refusal:
        return
    for each, event in events:
        AGENCY.evolve(agencies[each], event)


@laws(ENDINGS, DAYS)
def test_every_code_reaches_live_successors_and_no_chain_is_a_circle(endings: Any, on: date) -> None:
    agencies = founded()
    for one, successors, day in endings:
        end(agencies, one, successors, day)

    def end_of(one: str) -> tuple[date | None, tuple[str, ...]]:
        return agencies[one].ended_from, agencies[one].successors

    for one in CODES:
        reached = live_successors(one, on, end_of)
        assert reached
        assert all(agencies[each].exists_on(on) for each in reached)
        assert (reached == (one,)) or not agencies[one].exists_on(on)
        assert one not in chain(one, agencies)


def chain(one: str, agencies: dict[str, Agency]) -> set[str]:
    """Everything that comes after an agency, however late."""
    after: set[str] = set()
    ahead = list(agencies[one].successors)
    while ahead:
        each = ahead.pop()
        if each not in after:
            after.add(each)
            ahead += agencies[each].successors
    return after
