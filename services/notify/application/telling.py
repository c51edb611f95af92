"""To tell people: an entry in the inbox of each, once for each cause."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from services.notify.domain.adding import AddNotification
from services.notify.domain.contesting_news import ContestingNews
from services.notify.domain.coordination_news import CoordinationNews
from services.notify.domain.delegates import with_delegates
from services.notify.domain.delivery import DELIVERY, delivery_key
from services.notify.domain.directory import DIRECTORY, Directory
from services.notify.domain.known_people import KnownPeople
from services.notify.domain.leader_news import LeaderNews
from services.notify.domain.leaders import LEADERS, PROVINCE
from services.notify.domain.recipients import holders, recipients
from services.notify.domain.step_names import STEP_NAMES, step_names_key
from shared.contracts.case_facts import CaseFact
from shared.contracts.notify import NotificationContent
from shared.decider import by_itself
from shared.eventstore.unit_of_work import UnitOfWork
from shared.kernel import Role, day_of

#: What an entry on a coordination says of it.
_OF_COORDINATION = (
    "kind",
    "agency",
    "division",
    "case_number",
    "step",
    "visit",
    "coordination",
    "counterpart",
    "due_at",
)

#: What an entry on a claimed objective cause says of it.
_OF_CONTESTING = ("kind", "agency", "division", "official", "case_number", "step", "visit", "due_at")


def tell_of_work(
    work: UnitOfWork, division: str | None, official: str | None, *, agency: str, **content: Any
) -> None:
    """Put an entry into the inbox of whoever holds or leads the work, once for each cause."""

    def told(directory: Directory) -> Iterable[str]:
        return recipients(directory, agency, division, official)

    tell_people(work, told, agency=agency, division=division, **content)


def tell_people(
    work: UnitOfWork, told: Callable[[Directory], Iterable[str]], *, agency: str, **content: Any
) -> None:
    """Put an entry into the inboxes of those whom the agency's directory names, once for each cause."""
    directory = work.state(DIRECTORY, agency)
    people = with_delegates(told(directory), directory.delegations, day_of(work.context.recorded_at))
    _add(work, people, agency=agency, **content)


def tell_of_history(
    work: UnitOfWork, division: str, official: str | None, *, agency: str, **content: Any
) -> None:
    """Tell who holds a step of a case that was taken over: the official, else who leads there."""
    directory = work.state(DIRECTORY, agency)
    _add(
        work,
        [official] if official else recipients(directory, agency, division, None),
        agency=agency,
        **content,
    )


def tell_of_coordination(work: UnitOfWork, news: CoordinationNews, cause: str, step_name: str | None) -> None:
    """Tell who holds the work that a coordination is about, else who leads there, once for each cause."""
    content = {name: getattr(news, name) for name in _OF_COORDINATION}
    tell_people(work, news.told_to, cause=cause, step_name=step_name if news.step else None, **content)


def tell_of_contesting(work: UnitOfWork, news: ContestingNews, cause: str, step_name: str | None) -> None:
    """Tell who decides on a claimed cause, or whose claim was decided on, once for each cause."""
    content = {name: getattr(news, name) for name in _OF_CONTESTING}
    tell_people(work, news.told_to, cause=cause, step_name=step_name, **content)


def tell_of_catalogue(work: UnitOfWork, roles: tuple[Role, ...], *, agency: str, **content: Any) -> None:
    """Put an entry on a catalogue into the inboxes of those who hold the roles in the agency."""
    _add(work, holders(work.state(DIRECTORY, agency), agency, *roles), agency=agency, **content)


def step_name_of(work: UnitOfWork, event: CaseFact, step: str | None) -> str | None:
    """What a step of the case is called in its edition; None: not known here, as of a case that moved."""
    names = work.state(STEP_NAMES, step_names_key(event.agency, event.procedure))
    return names.name(event.edition, step) if step is not None else None


def tell_leaders(work: UnitOfWork, news: LeaderNews, cause: str, step_name: str | None = None) -> None:
    """Put an entry into the inbox of each leader whom the news is for, once for each cause."""
    content = {"step_name": step_name, **news.content}
    known = KnownPeople(tuple(work.state(LEADERS, PROVINCE).agencies), partial(work.state, DIRECTORY))
    for recipient, agency in news.told_to(known, day_of(work.context.recorded_at)).items():
        _add(work, [recipient], agency=agency, cause=cause, **content)


def _add(work: UnitOfWork, people: Iterable[str], **content: Any) -> None:
    for recipient in people:
        command = AddNotification(content=NotificationContent(recipient=recipient, **content))
        work.decide(
            DELIVERY,
            delivery_key(command.content.cause, recipient),
            command,
            by_itself(work.context.recorded_at),
            correlation=command.content.case_number or command.content.owner,
        )
