"""Takes a file into running services: judged whole first, then its header, its acts, and its end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import msgspec

from services.cases.application.histories.taking import PlacedAct
from shared.client.errors import ServiceRefused
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Refusal
from tthc.histories import absences
from tthc.histories.coming import coming_for
from tthc.histories.editions import issue
from tthc.histories.errors import refuse_all
from tthc.histories.file import MOST_FAULTS, History
from tthc.histories.organisation import organise
from tthc.histories.plan import HistoryPlan, plan_history

ACTS_IN_REQUEST = 200
#: Of the acts of one request, which may be a mebibyte with what else stands there.
_REQUEST_BYTES = 400_000
_AROUND = 200  #: bytes around an act that say where it stands

ActsDone = Callable[[int], None]
"""Is told of how many further acts something is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """An import that is done."""

    cases: int  #: of the file
    acts: int
    new: int  #: acts that weren't known
    running: tuple[str, ...]  #: numbers of those that became ordinary cases with this run
    agencies: int  #: registered
    editions: int  #: issued
    absences: int  #: recorded


async def take_over(
    services: Services, history: History, now: datetime, judged: ActsDone, done: ActsDone
) -> TakenOver:
    """Take the file in. Raises `HistoryUnfit` before anything is written.

    May be stopped and started again at any point, and done twice: what is there stays as it is.
    """
    await services.caught_up(Service.CATALOG)
    await services.caught_up(Service.SLA)
    plan = await plan_history(services, history, now)
    await _judge(services, plan, judged)
    await _set_up(services, plan)
    new, began_at = await _take_acts(services, history, done)
    ended = await _end(services, history, began_at or now)
    return TakenOver(
        cases=len(history.cases),
        acts=len(history.acts),
        new=new,
        running=tuple(ended),
        agencies=sum(one.register is not None for one in plan.additions),
        editions=len(plan.editions),
        absences=len(plan.leaves),
    )


async def _judge(services: Services, plan: HistoryPlan, judged: ActsDone) -> None:
    """Let the rules judge each tree, by what will be known once the header is in."""
    faults: list[Refusal] = []
    for trees in _chunks(plan.history.trees):
        body = {
            **coming_for(trees, plan.additions, plan.editions),
            "trees": [[_body(one) for one in tree] for tree in trees],
        }
        answer = await services.post(Service.CASES, "/cases/histories/trial", key=_key(), json=body)
        for problem in answer["problems"]:
            where = plan.history.where(problem["where"] or "")
            faults.append(services.refused(Service.CASES, problem, where=where))
        judged(sum(map(len, trees)))
        if len(faults) >= MOST_FAULTS:
            break
    refuse_all(str(plan.history.path), faults[:MOST_FAULTS])


async def _set_up(services: Services, plan: HistoryPlan) -> None:
    """What the header brings, known to every service."""
    await organise(services, plan.additions, plan.at)
    for made in plan.editions:
        await issue(services, made, plan.found)
    await absences.record(services, plan.leaves)
    await services.caught_up(Service.CATALOG)


async def _take_acts(services: Services, history: History, done: ActsDone) -> tuple[int, datetime | None]:
    """Carry all acts out, in the order of their times; how many were new, and when the import began."""
    new, began_at = 0, list[datetime]()
    for trees in _chunks([(one,) for one in history.acts]):
        some = [_body(one) for (one,) in trees]
        body = {"acts": some}
        try:
            answer = await services.post(Service.CASES, "/cases/histories/acts", key=_key(), json=body)
        except ServiceRefused as refused:
            refused.where = history.where(str(refused.values["place"] or ""))
            raise
        new += answer["new"]
        if answer["began_at"] is not None:
            began_at.append(datetime.fromisoformat(answer["began_at"]))
        done(len(some))
    return new, min(began_at, default=None)


async def _end(services: Services, history: History, began_at: datetime) -> list[str]:
    ended: list[str] = []
    for start in range(0, len(history.cases), ACTS_IN_REQUEST):
        some = history.cases[start : start + ACTS_IN_REQUEST]
        cases = [{"agency": agency, "case": case} for agency, case in some]
        body = {"import_began_at": began_at.isoformat(), "cases": cases}
        answer = await services.post(Service.CASES, "/cases/histories/end", key=_key(), json=body)
        ended += answer["case_numbers"]
    return ended


def _chunks(trees: Sequence[Sequence[PlacedAct]]) -> Iterator[list[Sequence[PlacedAct]]]:
    """Whole trees, as many as one request takes; one at least."""
    chunk: list[Sequence[PlacedAct]] = []
    acts, size = 0, 0
    for tree in trees:
        weight = sum(len(msgspec.json.encode(one.act)) + _AROUND for one in tree)
        if chunk and (acts + len(tree) > ACTS_IN_REQUEST or size + weight > _REQUEST_BYTES):
            yield chunk
            chunk, acts, size = [], 0, 0
        chunk.append(tree)
        acts, size = acts + len(tree), size + weight
    if chunk:
        yield chunk


def _body(one: PlacedAct) -> dict[str, Any]:
    act = msgspec.to_builtins(one.act)
    return {"line": one.line, "place": one.place, "agency": one.agency, "case": one.case, "act": act}


def _key() -> str:
    """Acts are known by their places: a key for each request would say less."""
    return uuid4().hex
