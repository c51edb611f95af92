"""A decider: what a kind of aggregate can be asked, what that leads to, and what each event changes.

*Decider* is the field's word for initial state, decide and evolve together (Chassaing, "Functional event
sourcing decider"). Features register themselves, each in a file of its own:

    @CASE.decides(SuspendCase, refuses=(CaseIsSuspended, ReasonMissing))
    def suspend(case: Case, command: SuspendCase, act: Act) -> CaseSuspended: ...

    @CASE.evolves(CaseSuspended)
    def suspended(case: Case, event: CaseSuspended) -> None: ...

An aggregate that follows what another service tells says so in the same way:

    @CLOCK.follows(CaseSuspended)
    def pause(clock: Clock, event: CaseSuspended, cause: Cause) -> ClockPaused | None: ...

What is registered here is all that the store, the routes, the API documents and the checks go by.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar, dataclass_transform

from shared.errors import EffectiveTooEarly, Refusal
from shared.kernel import Actor, Role

S = TypeVar("S")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command(cls: type[T]) -> type[T]:
    """A command, or a part of one: what is asked, and nothing of who asks or when. It is its HTTP body."""
    made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A leader's approval of what is recorded later than it may be."""

    by: Actor
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a command comes with: who gives it, when it takes effect, when the system got to know of it."""

    by: Actor
    at: datetime
    recorded_at: datetime
    at_given: bool = True  #: whether somebody said when it takes effect; else it does as soon as it can
    approval: Approval | None = None  #: None: nobody was asked for one
    history: bool = False  #: of what was done elsewhere and is taken in: free of the recording bound alone

    @property
    def recorded_by(self) -> str | None:
        """Who gave the command, where that isn't whom it counts for."""
        return None if self.by.name == self.by.id else self.by.id

    @property
    def delegate(self) -> str | None:
        """The official who gave it in the name of whom it counts for; never a system, or who imports."""
        stands_in = self.history or self.by.has(Role.SYSTEM, Role.IMPORTER)
        return None if stands_in else self.recorded_by


class Cause(Protocol):
    """Where an event of another service stands that an aggregate follows."""

    @property
    def id(self) -> str:
        """The event's id, the same however often it is delivered."""

    @property
    def version(self) -> int:
        """The version of the stream that it comes from, from 1."""

    @property
    def epoch(self) -> int:
        """The epoch of the store that it comes from: in a later one versions are given out again."""

    @property
    def time(self) -> datetime:
        """When it took effect."""

    @property
    def type(self) -> str:
        """The CloudEvents type under which it was told."""

    @property
    def data(self) -> bytes:
        """The event as it was told, as JSON."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a command is decided: by which function, and how it may be refused."""

    command: type
    function: Callable[..., Any]
    refuses: tuple[type[Refusal], ...]
    known: type | None  #: what the function asks beside the state: its fourth argument

    @property
    def name(self) -> str:
        """The command's name."""
        return self.command.__name__


@dataclass(frozen=True, slots=True)
class Following:
    """What an aggregate does about events of another service: state, event and cause in, own events out.

    Where the subscription says what the service knows, that is the function's fourth argument.
    """

    followed: tuple[type, ...]  #: the classes that the other service declares
    read_as: type | None  #: the smaller class that they are read into; None: their own
    function: Callable[..., Any]


@dataclass(eq=False)
class Decider(Generic[S]):
    """A kind of aggregate. Its streams are named `<category>-<key>`."""

    category: str
    initial: Callable[[], S]
    snapshots: type[S] | None = None  #: the state's class, where streams grow long enough to keep snapshots
    #: the key of the aggregate that follows an event of another service
    key_of_followed: Callable[[Any], str] | None = None
    followings: list[Following] = field(default_factory=list)
    _decisions: dict[type, Decision] = field(default_factory=dict)
    _changes: dict[type, Callable[[S, Any], None]] = field(default_factory=dict)

    # ---- registering

    def decides(
        self, command: type, *, refuses: Iterable[type[Refusal]] = (), known: type | None = None
    ) -> Callable[[F], F]:
        """Register the function that decides a command: state, command, act and, with `known`, that."""

        def register(function: F) -> F:
            if command in self._decisions:
                raise ValueError(f"{command.__name__} is decided twice")
            self._decisions[command] = Decision(command, function, tuple(dict.fromkeys(refuses)), known)
            return function

        return register

    def evolves(self, *events: type) -> Callable[[F], F]:
        """Register the function that changes the state, in place, for these events."""

        def register(function: F) -> F:
            for event in events:
                if event in self._changes:
                    raise ValueError(f"{event.__name__} changes {self.category} twice")
                self._changes[event] = function
            return function

        return register

    def follows(self, *followed: type, read_as: type | None = None) -> Callable[[F], F]:
        """Register the function that follows others' events; `read_as`: into which class they are read."""
        if self.key_of_followed is None:
            raise ValueError(f"{self.category} doesn't say whom it follows")

        def register(function: F) -> F:
            self.followings.append(Following(followed, read_as, function))
            return function

        return register

    # ---- what is registered

    @property
    def events(self) -> tuple[type, ...]:
        """Every event class of the streams."""
        return tuple(self._changes)

    @property
    def decisions(self) -> Mapping[type, Decision]:
        """How each command is decided."""
        return self._decisions

    @property
    def commands(self) -> tuple[type, ...]:
        """Every command."""
        return tuple(self._decisions)

    def refusals_of(self, *commands: type) -> tuple[type[Refusal], ...]:
        """How these commands may be refused by their decisions, each way once."""
        ways = (refusal for command in commands for refusal in self._decisions[command].refuses)
        return tuple(dict.fromkeys(ways))

    # ---- deciding and evolving

    def stream(self, key: str) -> str:
        """The name of the stream of the aggregate with this key."""
        return f"{self.category}-{key}"

    def decide(self, state: S, command: Any, act: Act, known: Any = None) -> list[Any]:
        """The events that a command leads to. Raises the refusals that its decision names.

        An act of which nobody said when it takes effect does so at the earliest when what it builds on did.
        """
        decision = self._decisions[type(command)]
        asked = () if decision.known is None else (known,)
        while True:
            try:
                return [*_listed(decision.function(state, command, act, *asked))]
            except EffectiveTooEarly as refusal:
                earliest = refusal.values["not_before"]
                if act.at_given or not isinstance(earliest, datetime):
                    raise
                act = replace(act, at=earliest)

    def follow(
        self, state: S, following: Following, event: Any, cause: Cause, known: Any = None
    ) -> list[Any]:
        """The own events that an event of another service leads to."""
        asked = (state, event, cause) if known is None else (state, event, cause, known)
        return [*_listed(following.function(*asked))]

    def evolve(self, state: S, event: Any) -> S:
        """Apply one event, in place. Never refuses; an event of another aggregate is a KeyError."""
        self._changes[type(event)](state, event)
        return state

    def fold(self, events: Iterable[Any]) -> S:
        """The state that the events make, from the initial one."""
        state = self.initial()
        for event in events:
            state = self.evolve(state, event)
        return state


def _listed(decided: Any) -> Iterator[Any] | Sequence[Any]:
    if decided is None:
        return ()
    return decided if isinstance(decided, list | tuple) else (decided,)


@dataclass(frozen=True, slots=True)
class GivenCommand:
    """A command with the act by which it was given."""

    command: Any
    act: Act


def by_itself(at: datetime) -> Act:
    """The act of the system itself, where something that happened asks for a command, and nobody else."""
    return Act(by=_SYSTEM, at=at, recorded_at=at, at_given=False)


_SYSTEM = Actor(id="system", roles=frozenset({Role.SYSTEM}))
