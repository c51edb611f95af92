"""What a service follows: which topic, as which consumer group, and what it does about each type of event."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from shared.contracts.declaring import type_of
from shared.contracts.source import service_of
from shared.contracts.topics import SERVICE_TOPICS, Topic
from shared.decider import Decider, Following
from shared.eventstore.unit_of_work import UnitOfWork
from shared.messaging.message import Message, Reaction

#: By the class that the other service declares.
Reactions: TypeAlias = Mapping[type, Reaction]


@dataclass(frozen=True, slots=True)
class Reading:
    """Into which class events of a type are read, and what is done about them."""

    event_class: type
    reaction: Reaction


@dataclass(frozen=True)
class Subscription:
    """Which topic a service follows, as which consumer group, and what it does about each event.

    `deciders` follow by themselves, as their features say, with what is `known` to the service besides;
    `reactions` are what is done beside.
    """

    topic: Topic
    group: str
    reactions: Reactions
    deciders: Sequence[Decider[Any]] = ()
    known: Callable[[UnitOfWork], Any] | None = None

    @cached_property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """What is done about each type of event; a type that isn't there is passed over."""
        found: dict[str, tuple[Reading, ...]] = {}
        for event_type, reading in (*self._followed(), *self._reacted()):
            found[event_type] = (*found.get(event_type, ()), reading)
        return found

    def _reacted(self) -> Iterable[tuple[str, Reading]]:
        for event_class, reaction in self.reactions.items():
            yield type_of(event_class), Reading(event_class, reaction)

    def _followed(self) -> Iterable[tuple[str, Reading]]:
        for decider in self.deciders:
            for following in decider.followings:
                for followed in following.followed:
                    event_type = type_of(followed)
                    if SERVICE_TOPICS[service_of(event_type)] is self.topic:
                        follow = _follow(decider, following, self.known)
                        yield event_type, Reading(following.read_as or followed, follow)


def _follow(
    decider: Decider[Any], following: Following, known: Callable[[UnitOfWork], Any] | None
) -> Reaction:
    def react(work: UnitOfWork, event: Any, message: Message) -> None:
        work.follow(decider, following, event, message, known(work) if known is not None else None)

    return react
