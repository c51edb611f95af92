"""A command on cases over HTTP: what took effect too long ago may come with an approval."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from shared.auth.principal import Principal
from shared.contracts.vocabulary import SINCE, Code, Text
from shared.decider import Act, Approval
from shared.eventstore.records import CommandContext
from shared.http.requests import CommandRequest, request_model
from shared.kernel import Actor


class ApprovalRequest(BaseModel):
    """The agency's head approves of recording it later than within four days of when it took effect."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[Text, Field(description="Why it is recorded so late.")]
    acting_for: Annotated[
        Code | None, Field(description="The head, where a delegate of theirs approves.")
    ] = None


class CaseCommandRequest(CommandRequest):
    """A command on a case; what took effect too long ago may come with an approval."""

    approval: Annotated[
        ApprovalRequest | None,
        Field(description="By the agency's head, who may then name in `acting_for` whose act it was."),
        SINCE,
    ] = None

    def act(
        self, who: Principal, agency: str | None, context: CommandContext, *, delegable: bool = True
    ) -> Act:
        """The act by which `who` gives the command in that agency; raises what `Principal.actor` does."""
        act = super().act(who, agency, context, delegable=delegable)
        asked = self.approval
        if asked is None:
            return act
        agency = act.by.agency
        roles = frozenset() if asked.acting_for else who.grants_in(agency).roles
        head = Actor(who.id, agency, None, roles, asked.acting_for)
        return replace(act, approval=Approval(by=head, reason=asked.reason))


def case_request(command: type) -> Any:
    """The request model of a command on cases."""
    return request_model(command, base=CaseCommandRequest)
