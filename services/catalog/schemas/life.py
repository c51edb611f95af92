"""Commands on the life of an edition, as they come over HTTP: comments, delivery, withdrawal, review."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.catalog import domain
from services.catalog.schemas.orders import Code, Name, Order
from services.catalog.schemas.procedures import ProcedureContent, ProcedureForm
from shared.kernel import Actor

Text = Annotated[str, Field(max_length=4000)]


class SendForComments(Order):
    """Lay the draft before the reviewing agency."""

    comments_due: date | None = Field(
        None, description="The last day for comments. Without it: the earliest that the policy allows."
    )

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.SendForComments:
        """The domain's command; the policy and the agency's divisions are for the application to find."""
        return domain.SendForComments(
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

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.MakeComment:
        """The domain's command."""
        return domain.MakeComment(
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

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.CloseRound:
        """The domain's command."""
        return domain.CloseRound(
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
    ) -> domain.AnswerComment:
        """The domain's command."""
        return domain.AnswerComment(
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

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.RecallDraft:
        """The domain's command."""
        return domain.RecallDraft(
            agency=agency, edition=edition, reason=self.reason, by=by, at=self.at or recorded_at
        )


class DiscardDraft(Order):
    """Give a draft up for good."""

    reason: Text

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.DiscardDraft:
        """The domain's command."""
        return domain.DiscardDraft(
            agency=agency, edition=edition, reason=self.reason, by=by, at=self.at or recorded_at
        )


class PublishCatalogue(Order):
    """Say where the decision is posted."""

    address: Annotated[str, Field(max_length=2000)]

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.PublishCatalogue:
        """The domain's command."""
        return domain.PublishCatalogue(
            agency=agency, edition=edition, address=self.address, by=by, at=self.at or recorded_at
        )


class SendCatalogue(Order):
    """Send the edition to the agencies that its procedures name, and to these."""

    agencies: Annotated[list[Code], Field(max_length=100)] = Field(default_factory=list)

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.SendCatalogue:
        """The domain's command; which agencies are registered is for the application to find."""
        return domain.SendCatalogue(
            agency=agency,
            edition=edition,
            chosen=tuple(dict.fromkeys(self.agencies)),
            by=by,
            at=self.at or recorded_at,
        )


class WithdrawCatalogue(Order):
    """Withdraw an issued edition by a decision."""

    reason: Text
    decision_number: Name
    decision_date: date

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.WithdrawCatalogue:
        """The domain's command."""
        return domain.WithdrawCatalogue(
            agency=agency,
            edition=edition,
            reason=self.reason,
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            by=by,
            at=self.at or recorded_at,
        )


class CorrectProcedure(Order):
    """Mend slips in the texts of an issued procedure."""

    procedure: ProcedureContent = Field(description="The whole procedure, as it reads from now on.")
    reason: Text

    def value(
        self, agency: str, edition: int, code: str, by: Actor, recorded_at: datetime
    ) -> domain.CorrectProcedure:
        """The domain's command."""
        return domain.CorrectProcedure(
            agency=agency,
            edition=edition,
            procedure=self.procedure.under(code),
            reason=self.reason,
            by=by,
            at=self.at or recorded_at,
        )


class ConcludeReview(Order):
    """The yearly review found that nothing changes."""

    note: Text = ""

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> domain.ConcludeReview:
        """The domain's command; the policy is for the application to find."""
        return domain.ConcludeReview(
            agency=agency, edition=edition, note=self.note, by=by, at=self.at or recorded_at
        )
