"""To tell people: an entry in the inbox of each, once for each cause."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from services.notify.domain.adding import AddNotification
from services.notify.domain.contesting_news import ContestingNews
from services.notify.domain.coordination_news import CoordinationNews
from services.notify.domain.delegates import with_delegates
from services.notify.domain.delivery import DELIVERY, delivery_key
from services.notify.domain.directory import DIRECTORY, Directory
from services.notify.domain.escalation_texts import Level, kind_of_escalation, told_of_escalation
from services.notify.domain.leaders import LEADERS, PROVINCE, holders_in, leaders_above
from services.notify.domain.recipients import holders, recipients
from shared.contracts.escalations import EscalationRaised
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


def tell_of_coordination(work: UnitOfWork, news: CoordinationNews, cause: str) -> None:
    """Tell who holds the work that a coordination is about, else who leads there, once for each cause."""
    content = {name: getattr(news, name) for name in _OF_COORDINATION}
    tell_people(work, news.told_to, cause=cause, **content)


def tell_of_contesting(work: UnitOfWork, news: ContestingNews, cause: str) -> None:
    """Tell who decides on a claimed cause, or whose claim was decided on, once for each cause."""
    content = {name: getattr(news, name) for name in _OF_CONTESTING}
    tell_people(work, news.told_to, cause=cause, **content)


def tell_of_catalogue(work: UnitOfWork, roles: tuple[Role, ...], *, agency: str, **content: Any) -> None:
    """Put an entry on a catalogue into the inboxes of those who hold the roles in the agency."""
    _add(work, holders(work.state(DIRECTORY, agency), agency, *roles), agency=agency, **content)


def tell_above(
    work: UnitOfWork, above: str | None, agencies: Collection[str], *, agency: str, **content: Any
) -> None:
    """Put an entry into the inboxes of who stands above these agencies; `above`: the nearest that does."""
    leading = [*work.state(LEADERS, PROVINCE).agencies, *([above] if above is not None else [])]
    directories = {one: work.state(DIRECTORY, one) for one in leading}
    people = leaders_above(above, agencies, directories)
    for directory in directories.values():
        people = with_delegates(people, directory.delegations, day_of(work.context.recorded_at))
    _add(work, people, agency=agency, **content)


def tell_province(work: UnitOfWork, **content: Any) -> None:
    """Put an entry into the inbox of each leader of the province, once for each cause."""
    for agency in work.state(LEADERS, PROVINCE).agencies:
        directory = work.state(DIRECTORY, agency)
        people = holders_in({agency: directory}, Role.PROVINCE_LEADER)
        _add(work, people, agency=agency, **content)


def tell_of_escalation(work: UnitOfWork, event: EscalationRaised, cause: str) -> None:
    """Tell the leaders of its level, and who acts for them, once for each cause."""
    listed = [*work.state(LEADERS, PROVINCE).agencies] if event.level == Level.PROVINCE else []
    agencies = [*listed, *([event.told_agency] if event.told_agency is not None else [])]
    directories = {one: work.state(DIRECTORY, one) for one in dict.fromkeys(agencies)}
    people: Iterable[str] = told_of_escalation(event, directories)
    for directory in directories.values():
        people = with_delegates(people, directory.delegations, day_of(work.context.recorded_at))
    _add(
        work,
        people,
        agency=event.told_agency or event.agency,
        division=event.division,
        cause=cause,
        kind=kind_of_escalation(event),
        case_number=event.case_number,
        step=event.step if event.coordination is None else None,
        visit=event.visit if event.coordination is None else None,
        step_name=event.step_name if event.coordination is None else None,
        coordination=event.coordination,
        counterpart=event.asked_agency or event.agency,
        due_at=event.due_at,
    )


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
