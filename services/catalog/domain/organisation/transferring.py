"""An official goes from one agency to another: leaves here, and is appointed there."""

from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.officials import AppointOfficial, EndAppointment, Posting
from services.catalog.errors.organisation.agencies import TransferToSameAgency
from shared.contracts.vocabulary import Code
from shared.decider import command
from shared.errors import Refusal
from shared.restating import restate

#: How a transfer may be refused: as a whole, and in each of its halves.
REFUSES: tuple[type[Refusal], ...] = (
    TransferToSameAgency,
    *AGENCY.refusals_of(EndAppointment, AppointOfficial),
)


@command
class TransferOfficial(Posting):
    """The official goes to another agency, and is there what this says."""

    agency: Code
    official: Code
    to: Code


def departure(command: TransferOfficial) -> EndAppointment:
    """The half in the agency that the official leaves."""
    if command.to == command.agency:
        raise TransferToSameAgency(where="to", official=command.official, agency=command.agency)
    return EndAppointment(agency=command.agency, official=command.official, transferred_to=command.to)


def arrival(command: TransferOfficial) -> AppointOfficial:
    """The half in the agency that the official goes to."""
    return restate(AppointOfficial, command, agency=command.to)
