"""KEPT: the cases that somebody follows, and the searches that they have saved. Nobody else's business."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from services.cases.errors.kept import (
    CaseAlreadyFollowed,
    CaseNotFollowed,
    SearchAlreadySaved,
    SearchNotSaved,
    TooMuchKept,
)
from shared.contracts.declaring import event
from shared.contracts.vocabulary import Code, Instant, Text, described
from shared.decider import Act, Decider, command

#: So many cases may somebody follow, and so many searches save.
MOST_CASES, MOST_SEARCHES = 500, 100


@event()
class CaseFollowed:
    """Somebody keeps a case in sight."""

    case_number: str
    followed_at: Instant


@event()
class CaseUnfollowed:
    """They don't any more."""

    case_number: str


@event()
class SearchSaved:
    """Somebody keeps a search under a name; one that had it is replaced."""

    name: str
    asks: str


@event()
class SearchForgotten:
    """They don't any more."""

    name: str


@dataclass(slots=True)
class Kept:
    """What somebody keeps."""

    cases: dict[str, datetime] = field(default_factory=dict)  #: since when, by number
    searches: dict[str, str] = field(default_factory=dict)  #: what is asked, by name


#: Key: the person's identifier.
KEPT = Decider[Kept]("kept", Kept)


@command
class FollowCase:
    """Keep a case in sight."""

    case_number: Code


@KEPT.decides(FollowCase, refuses=(CaseAlreadyFollowed, TooMuchKept))
def follow_case(kept: Kept, command: FollowCase, act: Act) -> CaseFollowed:
    """Once."""
    if command.case_number in kept.cases:
        raise CaseAlreadyFollowed
    if len(kept.cases) >= MOST_CASES:
        raise TooMuchKept(most=MOST_CASES)
    return CaseFollowed(case_number=command.case_number, followed_at=act.at)


@KEPT.evolves(CaseFollowed)
def case_followed(kept: Kept, event: CaseFollowed) -> None:
    """It is among them."""
    kept.cases[event.case_number] = event.followed_at


@command
class UnfollowCase:
    """Let a case go out of sight."""

    case_number: Code


@KEPT.decides(UnfollowCase, refuses=(CaseNotFollowed,))
def unfollow_case(kept: Kept, command: UnfollowCase, _act: Act) -> CaseUnfollowed:
    """Also of a case that one may see no more."""
    if command.case_number not in kept.cases:
        raise CaseNotFollowed
    return CaseUnfollowed(case_number=command.case_number)


@KEPT.evolves(CaseUnfollowed)
def case_unfollowed(kept: Kept, event: CaseUnfollowed) -> None:
    """It isn't among them."""
    del kept.cases[event.case_number]


@command
class SaveSearch:
    """Keep a search under a name."""

    name: Text
    asks: Annotated[Text, described("The query of a list, such as `status=open&division=VP`.")]


@KEPT.decides(SaveSearch, refuses=(SearchAlreadySaved, TooMuchKept))
def save_search(kept: Kept, command: SaveSearch, _act: Act) -> SearchSaved:
    """Another search under the name replaces it."""
    if kept.searches.get(command.name) == command.asks:
        raise SearchAlreadySaved
    if command.name not in kept.searches and len(kept.searches) >= MOST_SEARCHES:
        raise TooMuchKept(most=MOST_SEARCHES)
    return SearchSaved(name=command.name, asks=command.asks)


@KEPT.evolves(SearchSaved)
def search_saved(kept: Kept, event: SearchSaved) -> None:
    """It is among them."""
    kept.searches[event.name] = event.asks


@command
class ForgetSearch:
    """Let a search go."""

    name: Text


@KEPT.decides(ForgetSearch, refuses=(SearchNotSaved,))
def forget_search(kept: Kept, command: ForgetSearch, _act: Act) -> SearchForgotten:
    """Once."""
    if command.name not in kept.searches:
        raise SearchNotSaved(where="name", name=command.name)
    return SearchForgotten(name=command.name)


@KEPT.evolves(SearchForgotten)
def search_forgotten(kept: Kept, event: SearchForgotten) -> None:
    """It isn't among them."""
    del kept.searches[event.name]
