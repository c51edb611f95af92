"""The body of a command over HTTP: the command's own fields, beside them when it took effect and as whom."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from shared.auth.principal import Principal
from shared.contracts.vocabulary import SINCE, Code, Instant
from shared.decider import Act, GivenCommand
from shared.eventstore.records import CommandContext

B = TypeVar("B", bound="CommandBody")


class _Said:
    """A value as `repr` writes it; of what came to its parts later, only what is said."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        value = self.value
        if isinstance(value, list | tuple):
            said = ", ".join(repr(_Said(one)) for one in value)
            if isinstance(value, list):
                return f"[{said}]"
            return f"({said},)" if len(value) == 1 else f"({said})"
        if not is_dataclass(value) or isinstance(value, type):
            return repr(value)
        later = _later(type(value))
        said = ", ".join(
            f"{one.name}={_Said(getattr(value, one.name))!r}"
            for one in fields(value)
            if one.repr and (one.name not in later or getattr(value, one.name) != one.default)
        )
        return f"{type(value).__qualname__}({said})"


@lru_cache(maxsize=1_000)
def _later(part: type) -> frozenset[str]:
    """The fields that came to it later."""
    hints = get_type_hints(part, include_extras=True)
    return frozenset(name for name, hint in hints.items() if SINCE in getattr(hint, "__metadata__", ()))


class CommandBody(BaseModel):
    """What a command asks, but for the fields that the request says elsewhere, such as in its path."""

    model_config = ConfigDict(extra="forbid")

    command_class: ClassVar[type]

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What it says, for the fingerprint under its key: of what came later, only what is said."""
        known = type(self).model_fields
        for name, value in super().__repr_args__():
            one = known.get(name or "")
            if one is None or SINCE not in one.metadata or value != one.default:
                yield name, _Said(value)

    def asked(self, **elsewhere: Any) -> Any:
        """The command itself; `elsewhere`: its fields that aren't in the body."""
        names = (one.name for one in fields(self.command_class) if one.name not in elsewhere)
        return self.command_class(**{name: getattr(self, name) for name in names}, **elsewhere)


class CommandRequest(CommandBody):
    """A command. `at` is when it took effect, now if it isn't given; both times are kept."""

    at: Annotated[Instant | None, Field(description="When it took effect; without it: now.")] = None
    as_division: Annotated[
        Code | None, Field(description="The division that one acts in, where one has several.")
    ] = None
    acting_for: Annotated[
        Code | None, Field(description="The official whose act it is, if not one's own.")
    ] = None

    def given(
        self,
        who: Principal,
        agency: str | None,
        context: CommandContext,
        /,
        *,
        delegable: bool = True,
        **elsewhere: Any,
    ) -> GivenCommand:
        """The command as `who` gives it in that agency; raises what `Principal.actor` does.

        `delegable`: a colleague may give it by delegation, which the application finds. `elsewhere`: the
        command's fields that aren't in the body.
        """
        return GivenCommand(self.asked(**elsewhere), self.act(who, agency, context, delegable=delegable))

    def act(
        self, who: Principal, agency: str | None, context: CommandContext, *, delegable: bool = True
    ) -> Act:
        """The act by which `who` gives the command in that agency; raises what `Principal.actor` does."""
        by = who.actor(agency, self.as_division, acting_for=self.acting_for, delegable=delegable)
        recorded_at = context.recorded_at
        return Act(by=by, at=self.at or recorded_at, recorded_at=recorded_at, at_given=self.at is not None)


@lru_cache(maxsize=1_000)
def request_model(
    command: type, without: tuple[str, ...] = (), base: type[CommandRequest] = CommandRequest
) -> type[CommandRequest]:
    """The request model of a command: strict, with the command's name as `command`.

    `without`: its fields that don't stand in the body, but in the path. `base`: what every request of the
    service may say besides.
    """
    named: dict[str, Any] = {"command": (Literal[command.__name__], command.__name__)}
    named |= _fields_of(command, without)
    return _made(command, command.__name__, base, named)


@lru_cache(maxsize=1_000)
def body_model(command: type, without: tuple[str, ...] = ()) -> type[CommandBody]:
    """The model of a command that is one of several in a request, which says when and by whom."""
    return _made(command, f"{command.__name__}Body", CommandBody, _fields_of(command, without))


def _fields_of(command: type, without: tuple[str, ...]) -> dict[str, Any]:
    hints = get_type_hints(command, include_extras=True)
    return {
        one.name: (hints[one.name], ... if one.default is MISSING else one.default)
        for one in fields(command)
        if one.name not in without
    }


def _made(command: type, name: str, base: type[B], named: dict[str, Any]) -> type[B]:
    made: type[B] = create_model(name, __base__=base, __doc__=command.__doc__, **named)
    made.command_class = command
    return made
