"""The body of a command over HTTP: the command's own fields, beside them when it took effect and as whom."""

from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from shared.auth.principal import Principal
from shared.contracts.vocabulary import Code, Instant
from shared.decider import Act, GivenCommand
from shared.eventstore.records import CommandContext

B = TypeVar("B", bound="CommandBody")


class CommandBody(BaseModel):
    """What a command asks, but for the fields that the request says elsewhere, such as in its path."""

    model_config = ConfigDict(extra="forbid")

    command_class: ClassVar[type]

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
def request_model(command: type, without: tuple[str, ...] = ()) -> type[CommandRequest]:
    """The request model of a command: strict, with the command's name as `command`.

    `without`: its fields that don't stand in the body, but in the path.
    """
    named: dict[str, Any] = {"command": (Literal[command.__name__], command.__name__)}
    named |= _fields_of(command, without)
    return _made(command, command.__name__, CommandRequest, named)


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
