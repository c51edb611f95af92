"""What is decided about agencies, as it comes over HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.catalog.application.organisation.reorganising import Reorganise
from services.catalog.domain.organisation import agency_commands, agency_events
from services.catalog.errors.organisation.reorganisation import TransferOfNobody
from services.catalog.schemas.orders import Code, Form, Name, Order
from services.catalog.schemas.organisation.agencies import RegisterAgency
from shared.kernel import Actor

Wave = Annotated[int, Field(ge=1, le=999)]
Notation = Annotated[str, Field(min_length=1, max_length=100, examples=["1234/QĐ-UBND"])]
MOST = 200  #: divisions, and agencies, that one order names


class Decided(Order):
    """What a decision of the competent authority changes, from a day on."""

    decision_number: Notation
    decision_date: date
    effective_from: date = Field(description="The first day on which it holds.")


class PlanWave(Order):
    """Plan the agency for a rollout wave."""

    wave: Wave | None = Field(description="null: no longer planned.")

    def value(self, agency: str, by: Actor, at: datetime) -> agency_commands.PlanWave:
        """The domain's command."""
        return agency_commands.PlanWave(agency=agency, wave=self.wave, by=by, at=at)


class GoLive(Decided):
    """Handle procedures under the scheme from a day on."""

    def value(self, agency: str, by: Actor, at: datetime) -> agency_commands.GoLive:
        """The domain's command."""
        return agency_commands.GoLive(
            agency=agency,
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            effective_from=self.effective_from,
            by=by,
            at=at,
        )


class RenameAgency(Decided):
    """Give the agency another name; its code stays."""

    name_vi: Name
    name_en: Name

    def value(self, agency: str, by: Actor, at: datetime) -> agency_commands.RenameAgency:
        """The domain's command."""
        return agency_commands.RenameAgency(
            agency=agency,
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            effective_from=self.effective_from,
            name_vi=self.name_vi,
            name_en=self.name_en,
            by=by,
            at=at,
        )


class MoveAgency(Decided):
    """Let the agency stand under another one."""

    parent: Code

    def value(self, agency: str, by: Actor, at: datetime) -> agency_commands.MoveAgency:
        """The domain's command; what the parent is is for the application to find."""
        return agency_commands.MoveAgency(
            agency=agency,
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            effective_from=self.effective_from,
            parent=self.parent,
            parent_kind=None,
            parent_exists=False,
            by=by,
            at=at,
        )


class AssignAgencyCode(Order):
    """Give the agency a code by which other systems know it."""

    scheme: agency_events.CodeScheme
    code: Code
    valid_from: date

    def value(self, agency: str, by: Actor, at: datetime) -> agency_commands.AssignAgencyCode:
        """The domain's command."""
        return agency_commands.AssignAgencyCode(
            agency=agency, scheme=self.scheme, code=self.code, valid_from=self.valid_from, by=by, at=at
        )


class Transfer(Form):
    """What becomes of a division of an agency that ends."""

    agency: Code | None = Field(None, description="Whose division; the agency of the path if not given.")
    division: Code
    successor: Code | None = Field(None, description="Who takes it over; the only successor if not given.")
    successor_division: Code | None = Field(
        None, description="As which division there; under the same code if not given."
    )


class Founded(Form):
    """A successor that is new: it is registered from the day on which it takes over."""

    code: Code
    kind: agency_events.AgencyKind
    name_vi: Name
    name_en: Name
    parent: Code | None = None
    wave: Wave | None = None
    working_calendar: Code = "VN"


class _Ending(Decided):
    founded: Annotated[list[Founded], Field(max_length=MOST)] = Field(
        default_factory=list, description="The successors that are new, to be registered with the same act."
    )
    divisions: Annotated[list[Transfer], Field(max_length=MOST)] = Field(
        default_factory=list, description="What becomes of which division."
    )

    def _value(
        self,
        manner: agency_events.EndingManner,
        agencies: list[str],
        successors: list[str],
        by: Actor,
        at: datetime,
    ) -> Reorganise:
        whose = {one.agency or (agencies[0] if len(agencies) == 1 else "") for one in self.divisions}
        if strangers := whose - set(agencies):
            raise TransferOfNobody(where="divisions", agency=sorted(strangers)[0] or "–")
        endings = tuple((agency, self._transfers(agency, agencies, successors)) for agency in agencies)
        return Reorganise(
            manner=manner,
            endings=endings,
            successors=tuple(dict.fromkeys(successors)),
            founded=tuple(self._registration(one, by, at) for one in self.founded),
            decision_number=self.decision_number,
            decision_date=self.decision_date,
            effective_from=self.effective_from,
            by=by,
            at=at,
        )

    def _transfers(
        self, agency: str, agencies: list[str], successors: list[str]
    ) -> tuple[agency_events.DivisionTransfer, ...]:
        return tuple(
            agency_events.DivisionTransfer(
                division=one.division,
                successor=one.successor or (successors[0] if len(successors) == 1 else ""),
                successor_division=one.successor_division or "",
            )
            for one in self.divisions
            if (one.agency or (agencies[0] if len(agencies) == 1 else "")) == agency
        )

    def _registration(self, one: Founded, by: Actor, at: datetime) -> agency_commands.RegisterAgency:
        order = RegisterAgency(**one.model_dump(), valid_from=self.effective_from, at=at)
        return order.value(by, at)


Several = Annotated[list[Code], Field(min_length=1, max_length=MOST)]


class DissolveAgency(_Ending):
    """End the agency; its successors take its work over."""

    successors: Several

    def value(self, agency: str, by: Actor, at: datetime) -> Reorganise:
        """The use case."""
        return self._value(agency_events.EndingManner.DISSOLVED, [agency], self.successors, by, at)


class SplitAgency(_Ending):
    """Split the agency into several, and say which of them gets which division."""

    successors: Annotated[list[Code], Field(min_length=2, max_length=MOST)]

    def value(self, agency: str, by: Actor, at: datetime) -> Reorganise:
        """The use case."""
        return self._value(agency_events.EndingManner.SPLIT, [agency], self.successors, by, at)


class MergeAgencies(_Ending):
    """Merge agencies into one, new or existing."""

    agencies: Several = Field(description="Those that end.")
    into: Code

    def value(self, by: Actor, at: datetime) -> Reorganise:
        """The use case."""
        return self._value(agency_events.EndingManner.MERGED, self.agencies, [self.into], by, at)
