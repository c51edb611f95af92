"""Commands on how an edition ends or is mended, as they come over HTTP: discarded, withdrawn, corrected."""

from datetime import date, datetime

from pydantic import Field

from services.catalog.domain.edition import correcting, taking_back, withdrawing
from services.catalog.schemas.orders import Name, Order, Text
from services.catalog.schemas.procedure.procedures import ProcedureContent
from shared.kernel import Actor


class DiscardDraft(Order):
    """Give a draft up for good."""

    reason: Text

    def value(self, agency: str, edition: int, by: Actor, recorded_at: datetime) -> taking_back.DiscardDraft:
        """The domain's command."""
        return taking_back.DiscardDraft(
            agency=agency, edition=edition, reason=self.reason, by=by, at=self.at or recorded_at
        )


class WithdrawCatalogue(Order):
    """Withdraw an issued edition by a decision."""

    reason: Text
    decision_number: Name
    decision_date: date

    def value(
        self, agency: str, edition: int, by: Actor, recorded_at: datetime
    ) -> withdrawing.WithdrawCatalogue:
        """The domain's command."""
        return withdrawing.WithdrawCatalogue(
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
    ) -> correcting.CorrectProcedure:
        """The domain's command."""
        return correcting.CorrectProcedure(
            agency=agency,
            edition=edition,
            procedure=self.procedure.under(code),
            reason=self.reason,
            by=by,
            at=self.at or recorded_at,
        )
