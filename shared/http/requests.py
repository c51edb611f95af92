"""The body of a command over HTTP: the command's own fields, beside them when it took effect and as whom."""

from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from shared.auth.principal import Principal
from shared.contracts.vocabulary import Code, Instant
from shared.decider import Act, GivenCommand
from shared.eventstore.records import CommandContext


class CommandRequest(BaseModel):
    """A command. `at` is when it took effect, now if it isn't given; both times are kept."""

    model_config = ConfigDict(extra="forbid")

    at: Annotated[Instant | None, Field(description="When it took effect; without it: now.")] = None
    as_division: Annotated[
        Code | None, Field(description="The division that one acts in, where one has several.")
    ] = None
    acting_for: Annotated[
        Code | None, Field(description="The official whose act it is, if not one's own.")
    ] = None

    command_class: ClassVar[type]

    def asked(self) -> Any:
        """The command itself."""
        return self.command_class(**{one.name: getattr(self, one.name) for one in fields(self.command_class)})

    def given(self, who: Principal, agency: str | None, context: CommandContext) -> GivenCommand:
        """The command as `who` gives it in that agency; raises what `Principal.actor` does."""
        by = who.actor(agency, self.as_division, acting_for=self.acting_for, delegable=True)
        act = Act(by=by, at=self.at or context.recorded_at, recorded_at=context.recorded_at)
        return GivenCommand(self.asked(), act)


@lru_cache(maxsize=1_000)
def request_model(command: type) -> type[CommandRequest]:
    """The request model of a command: strict, with the command's name as `command`."""
    hints = get_type_hints(command, include_extras=True)
    named: dict[str, Any] = {"command": (Literal[command.__name__], command.__name__)}
    named |= {
        one.name: (hints[one.name], ... if one.default is MISSING else one.default) for one in fields(command)
    }
    made: type[CommandRequest] = create_model(
        command.__name__, __base__=CommandRequest, __doc__=command.__doc__, **named
    )
    made.command_class = command
    return made
