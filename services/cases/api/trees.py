"""A case over agencies: its tree, its story, and what led to what; each as far as one may see it."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Query, Request

from services.cases.api.finding_trees import FoundTree, find_tree
from services.cases.api.given import TheApplication, TheQueries
from services.cases.api.looking import LOOKING, ActingFor, CaseLook, LookingAtCase
from services.cases.api.tree_schemas import CausesAnswer, StoryAnswer, TreeAnswer
from services.cases.domain.tree.chain import chain_of_cause
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.seeing import numbers_in, readable, seen
from services.cases.domain.tree.writing import plain, written, written_lines, written_links
from services.cases.errors.known import CalendarNotKnownYet
from services.cases.errors.tree import CaseNotBegun, EventNotThere, ReferenceUnclear, TreeTooLarge
from shared.access_log.access import Looked
from shared.contracts.vocabulary import Instant
from shared.errors import NotFound
from shared.eventstore.records import utc_now
from shared.http.language import language_of
from shared.http.problems import refusals
from shared.http.routing import Router

trees = Router(
    prefix="/cases",
    tags=["cases"],
    responses=refusals(NotFound, CaseNotBegun, ReferenceUnclear, TreeTooLarge, CalendarNotKnownYet, *LOOKING),
)

AsOf = Annotated[
    Instant | None,
    Query(description="What had taken effect by then, whenever it was recorded; without it: now."),
]


@trees.get("/{case}/tree", summary="A case with everything that it asked other agencies for, and so on down")
async def show_tree(
    case: str,
    look: LookingAtCase,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    as_of: AsOf = None,
    acting_for: ActingFor = None,
) -> TreeAnswer:
    """The case by its number or external reference, as the root of what is below it."""
    at = as_of or utc_now()
    found = await find_tree(asked, application, case, look.who)
    tree = found.recorded.at(found.case_number, at)
    shown = seen(tree, found.viewer, found.recorded.lead_agency) if tree is not None else None
    if shown is None:
        raise CaseNotBegun(case=case, as_of=at)
    await _note(look, Looked.TREE, found, numbers_in(shown.case), as_of, acting_for)
    whole = found.sees_all
    return TreeAnswer.model_validate(
        {
            **written(shown),
            "root": found.recorded.root if whole else None,
            "links": written_links(found.recorded.records, language_of(request)) if whole else [],
        }
    )


@trees.get("/{case}/story", summary="What happened to a case, a sentence an event, in order of effect")
async def show_story(
    case: str,
    look: LookingAtCase,
    request: Request,
    asked: TheQueries,
    application: TheApplication,
    as_of: AsOf = None,
    acting_for: ActingFor = None,
) -> StoryAnswer:
    """With what happened in the cases that answer what it asked for; in the reader's language."""
    at = as_of or utc_now()
    found = await find_tree(asked, application, case, look.who)
    read = readable(found.recorded.records, found.viewer)
    told = found.recorded.story(found.case_number, at, found.viewer.is_of)
    if not told:
        raise CaseNotBegun(case=case, as_of=at)
    shown = [one for one in told if (one.case_number, one.version) in read]
    lines, seen_in = written_lines(shown, language_of(request)), {one.case_number for one in shown}
    await _note(look, Looked.STORY, found, seen_in, as_of, acting_for)
    return StoryAnswer.model_validate({"case_number": found.case_number, "as_of": plain(at), "lines": lines})


@trees.get(
    "/{case}/events/{version}/causes",
    summary="From an event of a case back to the first of its tree",
    responses=refusals(EventNotThere),
)
async def show_causes(
    case: str,
    version: int,
    look: LookingAtCase,
    asked: TheQueries,
    application: TheApplication,
    acting_for: ActingFor = None,
) -> CausesAnswer:
    """Ids, types, cases and times; of what one may not read there is nothing."""
    found = await find_tree(asked, application, case, look.who)
    chain = chain_of_cause(found.recorded.records, found.case_number, version)
    read = readable(found.recorded.records, found.viewer)
    if not chain or not (found.sees_all or _place(chain[0]) in read):
        raise EventNotThere(case_number=found.case_number, version=version)
    shown = [one for one in chain if found.sees_all or _place(one) in read]
    await _note(look, Looked.CAUSES, found, {one.case_number for one in shown}, None, acting_for)
    return CausesAnswer.model_validate({"causes": [_cause(one) for one in shown]})


async def _note(
    look: CaseLook,
    what: Looked,
    found: FoundTree,
    shown: Iterable[str],
    as_of: Instant | None,
    acting_for: str | None,
) -> None:
    """Who may see any of a tree does so by a role in one of its agencies, or in the whole province."""
    recorded, number = found.recorded, found.case_number
    others = sorted({*shown} - {number})
    asked = as_of.isoformat() if as_of is not None else None
    await look.note(
        what,
        recorded.agency_of(number),
        number,
        *others,
        among=recorded.agencies,
        asked=asked,
        acting_for=acting_for,
    )


def _place(one: CaseRecord) -> tuple[str, int]:
    return one.case_number, one.version


def _cause(one: Any) -> dict[str, Any]:
    own = {"agency": one.event.agency, "type": type(one.event).__name__, "at": plain(one.at)}
    return {name: plain(getattr(one, name)) for name in ("id", "case_number", "version", "recorded_at")} | own
