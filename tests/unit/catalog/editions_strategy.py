"""Random editions: sound ones, which may be issued, and drafts, which may still lack what an issue needs.

`RELATED_AGENCIES` are the other agencies that they name; `around()` is what they are judged against.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.procedure import DraftStage, DraftStep, Procedure, ProcedureKind
from services.catalog.domain.procedure.related_agencies import KnownUnit, RelatedAgencies, Surroundings
from services.catalog.domain.procedure.writing import factor_text
from shared.contracts.catalog.parts import (
    Coordination,
    DossierComponent,
    ExtensionRule,
    LegalBasis,
    SuspensionRule,
    Template,
    UrgentLimit,
)
from shared.contracts.vocabulary import TimeLimit
from shared.kernel import AnswerKind, CoordinationRole, Counting
from tests.unit.catalog.examples import DIVISIONS

IN_FORCE_FROM = date(2026, 12, 1)
CODES = tuple(f"P{number:02}" for number in range(1, 5))
DEGREES = (Urgency.URGENT, Urgency.VERY_URGENT, Urgency.IMMEDIATE)
LIVE = ("SCT", "SKHCN", "STP")
#: Registered, but not live on the first day in force.
DORMANT = "SNNMT"
#: Procedures in force with the others; `V-P01` leads back to SNV's own P01 over two agencies.
IN_FORCE = {
    ("SCT", "C01"): (),
    ("SCT", "C02"): (("STP", "T01"),),
    ("STP", "T01"): (("SKHCN", "K01"),),
    ("SKHCN", "K01"): (),
    **{("SCT", f"V-{code}"): (("STP", f"V-{code}"),) for code in CODES},
    **{("STP", f"V-{code}"): (("SNV", code),) for code in CODES},
}
SETTLED = (("SCT", "C01"), ("SCT", "C02"), ("STP", "T01"), ("SKHCN", "K01"))
RELATED_AGENCIES = RelatedAgencies(
    units={
        **{agency: KnownUnit(exists=True, reachable=True) for agency in LIVE},
        DORMANT: KnownUnit(exists=True, reachable=False),
    },
    in_force=IN_FORCE,
)


#: For tests that draw editions: it takes its time where the machine is busy.
drawn = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_DIVISIONS = st.lists(st.sampled_from(sorted(DIVISIONS)), min_size=1, unique=True)
_UNITS = st.lists(st.sampled_from(LIVE), unique=True, max_size=3)
_ANSWERS = st.sets(st.sampled_from(AnswerKind), min_size=1)
_RESPONDING = st.sampled_from((*SETTLED, *((agency, "") for agency in LIVE)))
_FORM = Template(code="M01", name="Mẫu tờ trình", address="https://snv.example.gov.vn/m01", sha256="0f" * 32)
_TEMPLATES = ((), (_FORM,), (_FORM, Template(code="M02", name="Mẫu đơn")))


def around(**changes: Any) -> Surroundings:
    """What SNV's editions are judged against."""
    values: dict[str, Any] = {
        "agency": "SNV",
        "divisions": DIVISIONS,
        "in_force_from": IN_FORCE_FROM,
        "related": RELATED_AGENCIES,
    }
    return Surroundings(**{**values, **changes})


#: Lines as people write them, and as nobody should.
LINES = (
    "Chuyên viên",
    "Quyết định “bổ nhiệm” – 1,5 ‰; đã ký",
    "=1+1",
    "<b>&amp;</b>",
    "{procedure} %s",
    "Mã số №7 / 🙂",
    " thừa  dấu cách ",
)


@cache
def names() -> st.SearchStrategy[str]:
    """One line of text, not blank."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), max_codepoint=0x1EFF)
    return st.sampled_from(LINES) | st.text(letters, max_size=6).map(lambda text: f"Bước {text}")


@cache
def lines() -> st.SearchStrategy[str]:
    """One line of text, or none."""
    return st.sampled_from(("", *LINES))


@cache
def contents() -> st.SearchStrategy[str]:
    """Lines of text."""
    return st.sampled_from((*LINES, "\n\t".join(LINES)))


def amount_at(step: DraftStep, degree: Urgency) -> int:
    """The minutes or days of a step at a degree: the last that is stated up to it."""
    stated = {one.urgency: one.time_limit.amount for one in step.urgent_limits}
    amount = step.time_limit.amount if step.time_limit else 0
    for lower in DEGREES[: DEGREES.index(degree) + 1] if degree in DEGREES else ():
        amount = stated.get(lower, amount)
    return amount


def total_at(stages: Sequence[DraftStage], degree: Urgency) -> int:
    """What the longest step of each stage adds up to at a degree."""
    return sum(max((amount_at(step, degree) for step in stage.steps), default=0) for stage in stages)


@st.composite
def urgent_limits(draw: st.DrawFn, ordinary: TimeLimit) -> tuple[UrgentLimit, ...]:
    """For some degrees, each not longer than the one before it."""
    amount, limits = ordinary.amount, []
    for degree in DEGREES:
        if draw(st.integers(0, 3)) == 0:
            amount = draw(st.integers(2, amount))
            limits.append(UrgentLimit(urgency=degree, time_limit=TimeLimit.of(amount, ordinary.counting)))
    return tuple(limits)


@st.composite
def coordinations(draw: st.DrawFn, limit: TimeLimit) -> Coordination:
    """With an agency that is live, and some procedure of it that is in force, or none yet.

    What it is to answer is owed within the step's limit; one that is informed owes nothing.
    """
    agency, code = draw(_RESPONDING)
    role = draw(st.sampled_from(CoordinationRole))
    if role is CoordinationRole.INFORMED:
        return Coordination(responding_agency=agency, responding_procedure=code, role=role)
    answers = draw(_ANSWERS)
    silence = draw(st.booleans())
    return Coordination(
        role=role,
        goes_on_by_itself=draw(st.booleans()),
        time_limit=draw(st.sampled_from((None, limit, TimeLimit.of(5, limit.counting)))),
        responding_agency=agency,
        responding_procedure=code,
        answers=tuple(sorted(answers | ({AnswerKind.AGREE} if silence else set()))),
        silence_is_agreement=silence,
    )


@st.composite
def steps(draw: st.DrawFn, code: str, counting: Counting, *, coordinated: bool) -> DraftStep:
    """A complete one; it asks another agency, sometimes, where it may."""
    limit = TimeLimit.of(draw(st.integers(10, 1200)), counting)
    division, *others = draw(_DIVISIONS)
    asks = coordinated and draw(st.booleans())
    return DraftStep(
        code=code,
        name=draw(names()),
        division=division,
        content=draw(contents()),
        time_limit=limit,
        other_divisions=tuple(others),
        optional=draw(st.booleans()),
        official=draw(lines()),
        result=draw(lines()),
        urgent_limits=draw(urgent_limits(limit)),
        coordination=draw(coordinations(limit)) if asks else None,
    )


@st.composite
def stages(draw: st.DrawFn, counting: Counting, *, coordinated: bool) -> tuple[DraftStage, ...]:
    """One to three of one to three steps; where agencies co-ordinate, one step at least asks another."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    codes = (f"S{number:02}" for number in range(1, sum(sizes) + 1))
    made = []
    for position, size in enumerate(sizes, start=1):
        inside = [draw(steps(next(codes), counting, coordinated=coordinated)) for _ in range(size)]
        made.append(DraftStage(code=f"G{position}", name=draw(lines()), steps=tuple(inside)))
    asked = any(step.coordination for stage in made for step in stage.steps)
    if coordinated and not asked:
        last = made[-1].steps
        asking = replace(last[-1], coordination=draw(coordinations(_limit_of(last[-1]))))
        made[-1] = replace(made[-1], steps=(*last[:-1], asking))
    return tuple(made)


def _limit_of(step: DraftStep) -> TimeLimit:
    assert step.time_limit is not None
    return step.time_limit


@cache
def papers() -> st.SearchStrategy[dict[str, Any]]:
    """Legal basis, dossier and templates, which belong together."""
    days = st.none() | st.dates(date(2010, 1, 1), IN_FORCE_FROM)
    basis = st.builds(
        LegalBasis,
        document=names(),
        title=lines(),
        valid_from=days,
        valid_until=st.none() | st.dates(IN_FORCE_FROM, date(2040, 1, 1)),
    )
    return st.sampled_from(_TEMPLATES).flatmap(
        lambda templates: st.fixed_dictionaries(
            {
                "legal_basis": st.lists(basis, max_size=2).map(tuple),
                "templates": st.just(templates),
                "dossier": st.lists(components(templates), max_size=2).map(tuple),
            }
        )
    )


@cache
def components(templates: tuple[Template, ...]) -> st.SearchStrategy[DossierComponent]:
    """A component that uses one of the templates, or none."""
    return st.builds(
        DossierComponent,
        name=names(),
        copies=st.integers(1, 99),
        original=st.booleans(),
        required=st.booleans(),
        template=st.sampled_from(("", *(one.code for one in templates))),
    )


@cache
def suspensions() -> st.SearchStrategy[SuspensionRule | None]:
    """A rule for suspension, or none."""
    return st.none() | st.builds(
        SuspensionRule,
        conditions=contents(),
        most_times=st.none() | st.integers(1, 99),
        longest=st.none() | limits(),
    )


@cache
def limits() -> st.SearchStrategy[TimeLimit]:
    """Any limit."""
    return st.builds(TimeLimit.of, st.integers(1, 300), st.sampled_from(Counting))


@st.composite
def extensions(draw: st.DrawFn, total: TimeLimit) -> ExtensionRule | None:
    """A rule for extension, which can still be asked for within the total; or none."""
    if draw(st.booleans()):
        return None
    in_advance = draw(st.integers(0, total.amount - 1))
    return ExtensionRule(
        conditions=draw(contents()),
        most_times=draw(st.integers(1, 99)),
        longest=draw(st.none() | limits()),
        ask_before=TimeLimit.of(in_advance, total.counting) if in_advance else None,
    )


@st.composite
def procedures(draw: st.DrawFn, code: str = "P01") -> Procedure:
    """Sound ones: complete, one counting, and each total as the longest steps add up to."""
    counting, kind = draw(st.sampled_from(Counting)), draw(st.sampled_from(ProcedureKind))
    coordinated = kind is ProcedureKind.COORDINATED
    made = draw(stages(counting, coordinated=coordinated))
    total = TimeLimit.of(total_at(made, Urgency.NORMAL), counting)
    shortened = {one.urgency for stage in made for step in stage.steps for one in step.urgent_limits}
    totals = [
        UrgentLimit(urgency=degree, time_limit=TimeLimit.of(total_at(made, degree), counting))
        for degree in DEGREES
        if degree in shortened
    ]
    units = draw(_UNITS)
    cooperating = units[: draw(st.integers(0, len(units)))] if coordinated else []
    return Procedure(
        code=code,
        name=draw(names()),
        kind=kind,
        time_limit=total,
        stages=made,
        result=draw(lines()),
        cooperating_units=tuple(sorted(cooperating)),
        informed_units=tuple(sorted(set(units) - set(cooperating))),
        conversion_factor=factor_text(draw(st.integers(1, 999_999))),
        urgent_limits=tuple(totals),
        **draw(papers()),
        suspension=draw(suspensions()),
        extension=draw(extensions(total)),
    )


@st.composite
def editions(draw: st.DrawFn) -> list[Procedure]:
    """One or two sound procedures."""
    count = draw(st.integers(1, 2))
    return [draw(procedures(code)) for code in CODES[:count]]


@st.composite
def drafts(draw: st.DrawFn) -> Procedure:
    """What a draft takes: a sound procedure from which any of what an issue needs was left out."""
    sound = draw(procedures())
    empty = Coordination(responding_agency="")
    lacking = [
        {},
        {"division": "", "content": ""},
        {"time_limit": None},
        {"coordination": empty, "urgent_limits": ()},
    ]
    made = tuple(
        replace(one, steps=tuple(replace(step, **draw(st.sampled_from(lacking))) for step in one.steps))
        for one in sound.stages
    )
    changes = draw(
        st.sampled_from(({}, {"stages": ()}, {"stages": made}, {"time_limit": None, "stages": made}))
    )
    return replace(sound, **changes)
