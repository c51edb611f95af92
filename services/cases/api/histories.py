"""Histories that are taken over from elsewhere, in chunks: judged, carried out, ended."""

from typing import Annotated

from fastapi import Request

from services.cases.api.given import TheApplication, TheQueries
from services.cases.api.history_references import taken_references
from services.cases.api.history_schemas import (
    HistoryActs,
    HistoryActsAnswer,
    HistoryEnd,
    HistoryEndAnswer,
    HistoryTrial,
    HistoryTrialAnswer,
)
from services.cases.application.histories.importing import end_histories, take_in
from services.cases.application.histories.people import Importer
from services.cases.application.histories.taking import REFUSES
from services.cases.application.histories.trial import judge
from services.cases.domain.deciders import CASE
from services.cases.errors.histories import (
    ActDiffers,
    ActOutOfPlace,
    ActUnreadable,
    MayNotTakeOver,
    NameUnknown,
)
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.errors import Refusal
from shared.http.commands import command_context
from shared.http.problems import Problem, problem_of, refusals
from shared.http.routing import Router
from shared.kernel import Role

histories = Router(prefix="/cases/histories", tags=["histories"])

TakesOver = Annotated[Principal, allow(Role.IMPORTER)]
_PLACED = (ActUnreadable, ActDiffers, ActOutOfPlace)


@histories.post(
    "/trial", summary="Judge acts of a history, and write nothing", responses=refusals(ActUnreadable)
)
async def try_history(
    body: HistoryTrial, who: TakesOver, request: Request, application: TheApplication, asked: TheQueries
) -> HistoryTrialAnswer:
    """Whole trees, each by itself, by the rules as they would be carried out."""
    trees = [[one.placed() for one in tree] for tree in body.trees]
    found: list[Refusal] = await application.read(
        judge, application.store, body.coming(), trees, _importer(who)
    )
    found += await taken_references(application, asked, trees)
    return HistoryTrialAnswer(problems=[Problem.model_validate(problem_of(request, one)) for one in found])


@histories.post(
    "/acts",
    summary="Carry out acts of a history, each once",
    responses=refusals(*CASE.refusals_of(*CASE.commands), *REFUSES, *_PLACED),
)
async def take_acts(body: HistoryActs, who: TakesOver, application: TheApplication) -> HistoryActsAnswer:
    """An act is known by its case or coordination and its place; the same chunk again adds nothing."""
    placed = [one.placed() for one in body.acts]
    answer = await take_in(application, placed, _importer(who), command_context(who.id, None, None))
    return HistoryActsAnswer.model_validate(answer)


@histories.post(
    "/end",
    summary="Let cases that were taken in be ordinary",
    responses=refusals(NameUnknown, MayNotTakeOver),
)
async def end(body: HistoryEnd, who: TakesOver, application: TheApplication) -> HistoryEndAnswer:
    """From now on they fall due, and their holders are told."""
    named = [one.named() for one in body.cases]
    context = command_context(who.id, None, None)
    ended = await end_histories(application, named, body.import_began_at, _importer(who), context)
    return HistoryEndAnswer(case_numbers=ended)


def _importer(who: Principal) -> Importer:
    """For the agencies that the role is given for; without one, for all."""
    agencies = {grant.agency for grant in who.grants if grant.role is Role.IMPORTER}
    named = frozenset(agency for agency in agencies if agency is not None)
    return Importer(who.id, None if None in agencies else named)
