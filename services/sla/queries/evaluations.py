"""Evaluations out of the clocks as they are now.

found = await Evaluations(asked, application).of("stc.mai", EvaluationPeriod.parse("2026-03"))
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from services.sla.application.sla import SlaApplication
from services.sla.domain.clock import Clock
from services.sla.domain.conversions import CONVERSIONS, conversion_key
from services.sla.domain.deciders import CLOCK, DELEGATIONS, EVALUATION, EVALUATION_POLICY, STAFF
from services.sla.domain.evaluation.adopting import PROVINCE, policy_in_force, policy_named
from services.sla.domain.evaluation.closing import CorrectEvaluation
from services.sla.domain.evaluation.decree import KNOWN
from services.sla.domain.evaluation.evaluating import EvaluationGap, evaluate
from services.sla.domain.evaluation.out_of_clocks import CaseFacts, worked_visits
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.rating import EvaluatedOfficial, OfficialEvaluations
from services.sla.domain.evaluation.scoring import printed
from services.sla.domain.evaluation.shares import year_evaluation
from services.sla.domain.evaluation.work import ReturnedWork
from services.sla.errors import (
    EvaluationIsClosed,
    NoPolicyInForce,
    OfficialsIncomplete,
    UnknownOfficial,
    UnknownPolicy,
)
from services.sla.queries.asking import SlaQueries
from services.sla.queries.scorecard_rows import case_event
from services.sla.views.staff import StaffDocument
from shared.contracts.evaluation import EvaluationPolicy, EvaluationResult
from shared.decider import GivenCommand, by_itself
from shared.eventstore.records import new_context
from shared.kernel import day_of

_ONE_DAY = timedelta(days=1)
_MONTH, _QUARTER, _YEAR = 1, 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvaluation:
    """An official's evaluation now, with what was entered and decided."""

    known: EvaluatedOfficial  #: with the result as of now
    evaluations: OfficialEvaluations
    placed: Sequence[StaffDocument]

    @property
    def result(self) -> EvaluationResult:
        """As of now."""
        assert self.known.result is not None
        return self.known.result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    clock: Clock
    facts: CaseFacts


class Evaluations:
    """Works evaluations out, each time they are asked for."""

    def __init__(self, asked: SlaQueries, application: SlaApplication) -> None:
        self._asked = asked
        self._application = application

    async def of(
        self,
        official: str,
        period: EvaluationPeriod,
        policy: str | None = None,
        agency: str | None = None,
    ) -> FoundEvaluation:
        """By the policy in force on the first day, or as if the named one were.

        `agency`: that evaluates; without it the one in which they work, else worked.

        Raises `UnknownOfficial`, `UnknownPolicy`, `NoPolicyInForce`.
        """
        placed = await self._asked.evidence.placed(official)
        if not placed:
            raise UnknownOfficial(where="official", official=official)
        there = next((one for one in placed if one.agency == agency), placed[0])
        chosen, simulated = await self._policy(official, there.agency, period, policy)
        evaluations, _ = await self._application.state(EVALUATION, official)
        cases = [one async for one in self._cases(official, period)]
        worked_out = _in_year if period.months == _YEAR else _in_period
        result = worked_out(official, period, chosen, cases, evaluations)
        known = EvaluatedOfficial(
            official=official,
            agency=there.agency,
            divisions=tuple(there.divisions),
            roles=tuple(there.roles),
            policy=chosen,
            result=replace(result, simulated=simulated),
        )
        return FoundEvaluation(known=known, evaluations=evaluations, placed=placed)

    async def of_unit(
        self, unit: tuple[str, str | None], period: EvaluationPeriod, policy: str | None
    ) -> list[FoundEvaluation]:
        """Those of the officials who work in an agency, or in a division of it."""
        agency, division = unit
        staff = [one for one in await self._asked.evidence.staff(agency) if not one.left]
        return [
            await self.of(one.official, period, policy)
            for one in staff
            if division is None or division in one.divisions
        ]

    async def to_close(self, agency: str, period: EvaluationPeriod, by: str) -> list[EvaluatedOfficial]:
        """Those of an agency whose period is open, but for who closes it, each with the result as of now.

        Raises `OfficialsIncomplete`; `EvaluationIsClosed` where nobody's is open; and as `of`.
        """
        found = [one for one in await self.of_unit((agency, None), period, None) if one.known.official != by]
        opened = [one for one in found if period.code not in one.evaluations.closed]
        if found and not opened:
            closed = found[0].evaluations.closed[period.code]
            raise EvaluationIsClosed(period=period.code, decision=closed.decision_number)
        lacking = [
            one.known.official for one in opened if one.result.why_none == EvaluationGap.GENERAL_NOT_ENTERED
        ]
        if lacking:
            raise OfficialsIncomplete(period=period.code, officials=", ".join(lacking))
        return [one.known for one in opened]

    async def known(
        self, official: str, period: EvaluationPeriod, agency: str, *, with_result: bool
    ) -> EvaluatedOfficial:
        """What a command on an official's evaluation asks. Raises as `of`."""
        if with_result:
            return (await self.of(official, period, agency=agency)).known
        placed = await self._asked.evidence.placed(official)
        there = next((one for one in placed if one.agency == agency), None)
        policy, _ = await self._policy(official, agency, period, None)
        return EvaluatedOfficial(
            official=official,
            agency=agency,
            divisions=tuple(there.divisions) if there is not None else (),
            roles=tuple(there.roles) if there is not None else (),
            policy=policy,
        )

    async def correct(self, official: str, period: str) -> None:
        """Note what is otherwise by now in a period that was closed; nothing, where nothing is."""
        known = (await self.of(official, EvaluationPeriod.parse(period))).known
        given = GivenCommand(CorrectEvaluation(period=period), by_itself(self._asked.now()))
        await self._application.rate(official, given, known, new_context())

    async def closed(self) -> list[tuple[str, str]]:
        """Official and period of each that was closed."""
        return [(one.official, one.period) for one in await self._asked.evidence.closed()]

    async def policies(self, scope: str) -> list[EvaluationPolicy]:
        """What an agency or the province adopted."""
        adopted, _ = await self._application.state(EVALUATION_POLICY, scope)
        return list(adopted.policies.values())

    async def _policy(
        self, official: str, agency: str, period: EvaluationPeriod, code: str | None
    ) -> tuple[EvaluationPolicy, bool]:
        own, _ = await self._application.state(EVALUATION_POLICY, agency)
        province, _ = await self._application.state(EVALUATION_POLICY, PROVINCE)
        try:
            in_force = policy_in_force(own, province, own.kind_of(official), period.first_day)
        except NoPolicyInForce:
            if code is None:
                raise
            in_force = None
        if code is None or (in_force is not None and in_force.code == code):
            assert in_force is not None
            return in_force, False
        known = [*own.policies.values(), *province.policies.values(), *KNOWN]
        named = policy_named(code, known, period.first_day)
        if named is None:
            raise UnknownPolicy(where="policy", policy=code)
        return named, True

    async def _cases(self, official: str, period: EvaluationPeriod) -> AsyncIterator[_Case]:
        numbers = await self._asked.evidence.cases(official, period)
        returned = await self._asked.evidence.returned(numbers)
        for number in numbers:
            clock, _ = await self._application.state(CLOCK, number)
            if clock.total is not None:
                facts = await self._facts(official, clock, returned.get(number, {}))
                yield _Case(clock=clock, facts=facts)

    async def _facts(
        self, official: str, clock: Clock, returned: Mapping[tuple[str, int], Sequence[ReturnedWork]]
    ) -> CaseFacts:
        calendar = await self._application.working_calendar(clock.working_calendar)
        opened_in = clock.stays[0].agency if clock.stays else clock.agency
        conversions, _ = await self._application.state(
            CONVERSIONS, conversion_key(opened_in, clock.procedure)
        )
        return CaseFacts(
            calendar=clock.counted_by(calendar),
            conversion=conversions.editions.get(clock.edition),
            away=await self._away(official, clock.agency),
            returned=returned,
            event_id=partial(case_event, clock.case_number),
            now=self._asked.now(),
        )

    async def _away(self, official: str, agency: str) -> frozenset[date]:
        """The days of recorded leave on which nobody was delegated."""
        staff, _ = await self._application.state(STAFF, agency)
        known, _ = await self._application.state(DELEGATIONS, agency)
        covered = {
            one.first_day + _ONE_DAY * number
            for one in known.delegations.values()
            if one.official == official
            for number in range((one.last_day - one.first_day).days + 1)
            if one.revoked_at is None or one.first_day + _ONE_DAY * number < day_of(one.revoked_at)
        }
        return staff.days_away(official) - covered


def _in_period(
    official: str,
    period: EvaluationPeriod,
    policy: EvaluationPolicy,
    cases: Sequence[_Case],
    entered: OfficialEvaluations,
) -> EvaluationResult:
    visits = [visit for one in cases for visit in worked_visits(one.clock, official, period, one.facts)]
    return evaluate(official, period, policy, visits, entered.entered(official, period))


def _in_year(
    official: str,
    period: EvaluationPeriod,
    policy: EvaluationPolicy,
    cases: Sequence[_Case],
    entered: OfficialEvaluations,
) -> EvaluationResult:
    """The work of the whole year, with the mean of its scored periods: of a quarter, else of its months."""
    scored: list[tuple[int, Fraction]] = []
    for quarter in period.parts(_QUARTER):
        for part in (quarter, *quarter.parts(_MONTH)):
            total = _in_period(official, part, policy, cases, entered).total
            if total is not None:
                scored.append((part.months, Fraction(total)))
                if part is quarter:
                    break
    found = year_evaluation(scored, policy)
    whole = _in_period(official, period, policy, cases, entered)
    gap = None if found.total is not None else EvaluationGap.FEWER_THAN_LEAST_MONTHS.value
    total = None if found.total is None else printed(found.total)
    return replace(whole, results=None, general=None, total=total, grade=found.grade, why_none=gap)
