"""Hand-overs as they are shown: the list, and what became of each step."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Query, Request

from services.cases.api.given import Reader, TheQueries
from services.cases.domain.hand_over.state import HandOverPhase
from services.cases.errors.hand_over import HandOverUnknown
from services.cases.queries.hand_overs import NEWEST_FIRST
from services.cases.schemas.hand_overs import HandedStepAnswer, HandOverAnswer, HandOversAnswer, ShownHandOver
from services.cases.views.hand_overs import HandedStepDocument, HandOverDocument
from shared.eventstore.records import Answer
from shared.http.access import readable_agencies
from shared.http.errors import CursorUnreadable
from shared.http.language import language_of
from shared.http.paging import CursorText, Limit, cursor_place, page_fields
from shared.http.problems import refusals
from shared.http.routing import Router
from shared.names.documents import NameBook
from shared.names.following import Named
from shared.restating import restate

hand_over_queries = Router(prefix="/hand-overs", tags=["hand-overs"])
Giver = Annotated[str | None, Query(description="The official who gives.")]
Receiver = Annotated[str | None, Query(description="The official who receives.")]


def answered(answer: Answer, request: Request, *, preview: bool = False) -> HandOverAnswer:
    """What a command did, in the reader's language; in a preview, would."""
    assert answer is not None, "every command on a hand-over answers"
    language = language_of(request).value
    steps = [{**one, "detail": one.get(language)} for one in answer["steps"]]
    return HandOverAnswer.model_validate({**answer, "steps": steps, "preview": preview})


@hand_over_queries.get("", summary="Hand-overs, by side and phase", responses=refusals(CursorUnreadable))
async def list_hand_overs(
    who: Reader,
    request: Request,
    asked: TheQueries,
    agency: str | None = None,
    giver: Giver = None,
    receiver: Receiver = None,
    phase: HandOverPhase | None = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> HandOversAnswer:
    """The newest first."""
    filters = {"giver": giver, "receiver": receiver, "phase": phase and phase.value}
    equal = {name: value for name, value in filters.items() if value is not None}
    place = cursor_place(cursor, "hand-overs", NEWEST_FIRST)
    page = await asked.hand_overs.page(readable_agencies(who, agency), equal, limit, place)
    shown = await _shown(asked, page.found, request)
    return HandOversAnswer(**page_fields(page, "hand-overs", request), hand_overs=shown)


@hand_over_queries.get(
    "/{hand_over}", summary="One hand-over: its list, who confirmed it", responses=refusals(HandOverUnknown)
)
async def show_hand_over(hand_over: str, who: Reader, request: Request, asked: TheQueries) -> ShownHandOver:
    """With what became of each step."""
    found = await asked.hand_overs.one(hand_over)
    agencies = readable_agencies(who, None)
    if found is None or (agencies is not None and found.agency not in agencies):
        raise HandOverUnknown
    (shown,) = await _shown(asked, [found], request)
    return shown


async def _shown(asked: Any, found: Iterable[HandOverDocument], request: Request) -> list[ShownHandOver]:
    found = list(found)
    sides = [(one.agency, Named.OFFICIAL, side) for one in found for side in (one.giver, one.receiver)]
    book: NameBook = await asked.names.book(sides)
    language = language_of(request).value

    def step(one: HandedStepDocument) -> HandedStepAnswer:
        return restate(HandedStepAnswer, one, detail=getattr(one, language))

    return [
        restate(
            ShownHandOver,
            one,
            giver_name=book.name(one.agency, Named.OFFICIAL, one.giver),
            receiver_name=book.name(one.agency, Named.OFFICIAL, one.receiver),
            steps=[step(each) for each in one.steps],
        )
        for one in found
    ]
