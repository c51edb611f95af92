"""What was counted of a log, made into the procedure that is proposed."""

from collections import Counter
from collections.abc import Mapping

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.mining.discovery.evidence import Evidence
from tthc.mining.discovery.found import Discovery, FoundStep
from tthc.mining.discovery.measuring import kept, kept_by_every_step, proposed, spread
from tthc.mining.discovery.ways import commonest
from tthc.mining.log.codes import leading_code, slug, unique_codes, without_code
from tthc.mining.log.notices import Notice
from tthc.mining.log.procedure import log_name

USUALLY_DONE = 95  #: per cent of cases; what fewer of them have is optional
_COMMON_WAYS = 10


def propose(evidence: Evidence, notices: tuple[Notice, ...]) -> Discovery:
    """What was found; goes through the cases once more, to see whose visits keep all limits."""
    options, measured, counted = evidence.options, evidence.measured, evidence.counted
    steps, (first, last) = _steps(evidence), counted.statistics.span
    total = _total(steps, options.counting)
    of_cases = proposed(counted.sorted_log, None, options.meets, options.counting)
    limits = {step.activity: step.limit for step in steps}
    return Discovery(
        code=options.code or slug(log_name(options.path)) or "LOG",
        name=options.name or log_name(options.path).replace("-", " ").replace("_", " "),
        calendar=options.calendar,
        counting=options.counting,
        meets=options.meets,
        first_event=first,
        last_event=last,
        cases=counted.sorted_log.cases,
        events=counted.sorted_log.events,
        variants=evidence.routes.variants,
        commonest=_commonest(evidence, steps),
        steps=steps,
        divisions={code: name for name, code in measured.units.names.items()},
        work_of_units=_most_first(sum(measured.done_by.values(), Counter[str]())),
        officials=len(measured.units.officials),
        needed=spread(counted.sorted_log, None),
        time_limit=total,
        met_total=kept(counted.sorted_log, None, total),
        case_limit=of_cases,
        met_case_limit=kept(counted.sorted_log, None, of_cases),
        met_every_step=kept_by_every_step(counted.sorted_log, measured, limits, counted.progress.case_done),
        cases_reworked=evidence.routes.cases_reworked,
        out_of_order=evidence.routes.out_of_order,
        cases_out_of_order=evidence.routes.cases_out_of_order,
        hand_offs=_most_first(measured.hand_offs),
        notices=notices,
    )


def _commonest(evidence: Evidence, steps: tuple[FoundStep, ...]) -> tuple[tuple[tuple[str, ...], int], ...]:
    codes = {step.activity: step.code for step in steps}
    found = commonest(evidence.counted.sorted_log, _COMMON_WAYS)
    return tuple((tuple(codes[one] for one in way), cases) for way, cases in found)


def _steps(evidence: Evidence) -> tuple[FoundStep, ...]:
    codes, place = unique_codes(evidence.order, leading_code, "S"), evidence.order.index
    in_stages = sorted(evidence.order, key=lambda one: (evidence.measured.stage_of[one], place(one)))
    return tuple(_step(evidence, activity, codes[activity]) for activity in in_stages)


def _step(evidence: Evidence, activity: str, code: str) -> FoundStep:
    measured, routes = evidence.measured, evidence.routes
    limit = proposed(evidence.counted.sorted_log, activity, evidence.options.meets, evidence.options.counting)
    return FoundStep(
        code=code,
        name=without_code(activity),
        activity=activity,
        stage=measured.stage_of[activity],
        visits=measured.done_by[activity].total(),
        cases=routes.cases_with[activity],
        optional=100 * routes.cases_with[activity] < USUALLY_DONE * evidence.counted.sorted_log.cases,
        division=measured.units.usual[activity],
        units=_most_first(measured.done_by[activity]),
        officials=len(measured.officials.get(activity, ())),
        needed=spread(evidence.counted.sorted_log, activity),
        limit=limit,
        met=kept(evidence.counted.sorted_log, activity, limit),
        again=routes.again[activity],
        cases_again=routes.cases_again_at[activity],
    )


def _total(steps: tuple[FoundStep, ...], counting: Counting) -> TimeLimit:
    """What the catalogue demands: the sum of each stage's longest step."""
    longest: dict[int, int] = {}
    for step in steps:
        longest[step.stage] = max(longest.get(step.stage, 0), step.limit.amount)
    return TimeLimit.of(sum(longest.values()), counting)


def _most_first(counts: Mapping[str, int] | Mapping[tuple[str, str], int]) -> dict:  # type: ignore[type-arg]
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
