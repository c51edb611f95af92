"""Commands on rounds of comments, as they come over HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.catalog.domain.edition import taking_back
from services.catalog.domain.review import commenting
from services.catalog.schemas.orders import Order, Text
from services.catalog.schemas.procedure.procedures import ProcedureForm
from shared.kernel import Actor


class SendForComments(Order):
    """Lay the draft before the reviewing agency."""

    comments_due: date | None = Field(
        None, description="The last day for comments. Without it: the earliest that the policy allows."
    )

    def value(
        self, agency: str, edition: int, by: Actor, recorded_at: datetime
    ) -> commenting.SendForComments:
        """The domain's command; the policy and the agency's divisions are for the application to find."""
        return commenting.SendForComments(
            agency=agency,
            edition=edition,
            comments_due=self.comments_due,
            by=by,
            at=self.at or recorded_at,
        )


class MakeComment(Order):
    """Comment on the whole edition, on a procedure, or on a step."""

    procedure: Annotated[str, Field(max_length=80)] = Field("", description="Empty: on the whole edition.")
    step: Annotated[str, Field(max_length=80)] = Field("", description="Empty: on the whole procedure.")
    text: Text

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> commenting.MakeComment:
        """The domain's command."""
        return commenting.MakeComment(
            agency=agency,
            edition=edition,
            procedure=self.procedure,
            step=self.step,
            text=self.text,
            by=by,
            at=self.at or recorded_at,
        )


class CloseRound(Order):
    """End the round of comments."""

    nothing_to_say: bool = Field(False, description="True where the round has no comment.")

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> commenting.CloseRound:
        """The domain's command."""
        return commenting.CloseRound(
            agency=agency,
            edition=edition,
            nothing_to_say=self.nothing_to_say,
            by=by,
            at=self.at or recorded_at,
        )


class AnswerComment(Order):
    """Accept a comment, or decline it with a reason."""

    accepted: bool
    reason: Text = ""
    revision: ProcedureForm | None = Field(
        None, description="The procedure as it reads after an accepted comment; the round must be closed."
    )

    def value(
        self, agency: str, edition: int, comment: int, by: Actor, recorded_at: datetime
    ) -> commenting.AnswerComment:
        """The domain's command."""
        return commenting.AnswerComment(
            agency=agency,
            edition=edition,
            comment=comment,
            accepted=self.accepted,
            reason=self.reason,
            revision=self.revision.under(self.revision.code) if self.revision else None,
            by=by,
            at=self.at or recorded_at,
        )


class RecallDraft(Order):
    """Take a draft back from the reviewing agency before its round has ended."""

    reason: Text

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> taking_back.RecallDraft:
        """The domain's command."""
        return taking_back.RecallDraft(
            agency=agency, edition=edition, reason=self.reason, by=by, at=self.at or recorded_at
        )
