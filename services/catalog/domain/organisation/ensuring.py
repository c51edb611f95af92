"""An agency as a table states it: what is so already leads to nothing, and it is planned for the wave stated.

What takes a decision of the competent authority isn't changed so: the row is refused, and says what differs.
"""

from datetime import date
from typing import Any

from services.catalog.domain.organisation.agency import AGENCY, Agency, Known
from services.catalog.domain.organisation.contacts import REACHED, changed_to, check_contact
from services.catalog.domain.organisation.registering import REGISTERED, RegisterAgency, register
from services.catalog.domain.organisation.waves import PLANNED, PlanWave, plan_wave
from services.catalog.domain.procedure.naming import tidy
from services.catalog.errors.organisation.agencies import AgencyDiffers
from services.catalog.errors.organisation.contacts import ContactUnchanged
from shared.contracts.catalog.agencies import AgencyContactChanged, Contact
from shared.decider import Act, command
from shared.errors import Refusal
from shared.kernel import day_of
from shared.restating import restate


@command
class EnsureAgency(RegisterAgency):
    """An agency is registered so; its wave is the one that it is planned for."""

    first_day_if_new: date | None = (
        None  #: where `valid_from` isn't stated: of an agency that isn't there yet
    )

    contact: Contact | None = None  #: an empty one: that there is none; None: nothing is said of it

    def is_there(self, agency: Agency) -> bool:
        """Whether the agency is there already, so or otherwise."""
        return agency.kind is not None


@AGENCY.decides(
    EnsureAgency, refuses=(*REGISTERED, AgencyDiffers, *PLANNED, *REACHED, ContactUnchanged), known=Known
)
def ensure_agency(agency: Agency, command: EnsureAgency, act: Act, known: Known) -> list[Any]:
    """Register it, or plan it for another wave, with its contact; all else about it is decided above it."""
    if not command.is_there(agency):
        first_day = command.valid_from or command.first_day_if_new
        stated = restate(RegisterAgency, command, valid_from=first_day)
        return [register(agency, stated, act, known), *_contact(agency, command, act)]
    _check_alike(agency, command, day_of(act.recorded_at))
    contact = _contact(agency, command, act)
    if command.wave == agency.wave:
        return contact
    return [plan_wave(agency, PlanWave(agency=command.code, wave=command.wave), act), *contact]


def _contact(agency: Agency, command: EnsureAgency, act: Act) -> list[AgencyContactChanged]:
    """What is said of the contact, where it is another one."""
    stated = command.contact
    wanted = stated if stated != Contact() else None
    if stated is None or wanted == agency.contact:
        return []
    if wanted is not None:
        try:
            check_contact(wanted)
        except Refusal as refusal:
            raise type(refusal)(where=f"contact_{refusal.where}", **refusal.values) from None
    return [changed_to(agency, command.code, wanted, act)]


def _check_alike(agency: Agency, command: EnsureAgency, today: date) -> None:
    naming = agency.naming_on(today)
    present = {
        "kind": agency.kind,
        "name_vi": tidy(naming.name_vi) if naming else "",
        "name_en": tidy(naming.name_en) if naming else "",
        "parent": agency.parent_on(today),
        "working_calendar": agency.working_calendar,
        "valid_from": agency.valid_from,
    }
    for column, value in present.items():
        stated = getattr(command, column)
        if stated != value and not (column == "valid_from" and stated is None):
            raise AgencyDiffers(where=column, agency=command.code, present=value or "–", stated=stated or "–")
