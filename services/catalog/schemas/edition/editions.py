"""Commands on editions, as they come over HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.catalog.domain.edition import catalogue_commands
from services.catalog.domain.edition.signing import Signing, SigningAuthority
from services.catalog.schemas.orders import Code, Form, Name, Order
from services.catalog.schemas.procedure.procedures import ProcedureContent, ProcedureForm
from shared.kernel import Actor

ShortText = Annotated[str, Field(max_length=200)]


class DraftEdition(Order):
    """Begin an edition of the agency's catalogue."""

    edition: Annotated[int, Field(ge=1, le=9999)] | None = Field(
        None, description="Without it: the agency's next one."
    )

    empty: bool | None = Field(
        None,
        description="Whether it begins empty, or starts from the last edition that was issued; without it, "
        "empty only for an importer.",
    )

    def value(self, agency: str, by: Actor, recorded_at: datetime) -> catalogue_commands.DraftEdition:
        """The domain's command; edition 0 stands for the next one."""
        at = self.at or recorded_at
        return catalogue_commands.DraftEdition(
            agency=agency, edition=self.edition or 0, empty=self.empty, by=by, at=at
        )


class AddProcedure(Order):
    """Put a procedure into a draft; it may still be incomplete."""

    procedure: ProcedureForm


class ReviseProcedure(Order):
    """Put a procedure in the place of the one with the same code."""

    procedure: ProcedureContent


class SigningForm(Form):
    """How the decision is signed and filed, as its paper shows it."""

    authority: SigningAuthority = Field(
        SigningAuthority.HEAD,
        description="In what right (Decree 30/2020/NĐ-CP, Appendix I): `head`, `TM`, `Q`, `KT`, `TL`, `TUQ`.",
    )
    position: ShortText = Field("", description='Of who signs, where it isn\'t the head: "Phó Giám đốc".')
    place: ShortText = Field("", description="In the date line; without it: the seat of the agency.")
    drafting_unit: ShortText = Field("", description='Behind "Lưu: VT", by its abbreviation.')

    def value(self) -> Signing:
        """The domain's value."""
        return Signing(**self.model_dump())


class IssueCatalogue(Order):
    """Issue an edition by decision; from then on it doesn't change."""

    decision_number: Name
    decision_date: date | None = None
    signed_by: Name
    in_force_from: date
    working_calendar: Code | None = Field(None, description="Without it: the agency's.")
    signing: SigningForm | None = Field(
        None, description="Without it, the paper takes what is told at each printing."
    )

    def value(
        self, agency: str, edition: int, by: Actor, recorded_at: datetime
    ) -> catalogue_commands.IssueCatalogue:
        """The domain's command; the agency's divisions and calendar are for the application to find."""
        return catalogue_commands.IssueCatalogue(
            agency=agency,
            edition=edition,
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            signed_by=self.signed_by,
            in_force_from=self.in_force_from,
            divisions=(),
            working_calendar=self.working_calendar or "",
            signing=self.signing.value() if self.signing else None,
            by=by,
            at=self.at or recorded_at,
        )
