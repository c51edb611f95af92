"""What one decision does to several agencies: which end, which are founded, and who gets which division."""

from dataclasses import asdict
from typing import Annotated, ClassVar, TypeAlias

from services.catalog.domain.organisation.agency import AGENCY
from services.catalog.domain.organisation.divisions import AddDivision
from services.catalog.domain.organisation.ending import EndAgency, EndingManner, SucceedAgencies
from services.catalog.domain.organisation.organisers import Decided
from services.catalog.domain.organisation.registering import NewAgency, RegisterAgency
from services.catalog.errors.organisation.reorganisation import MergerWithoutAgencies, TransferOfNobody
from shared.contracts.catalog.reorganisation import DivisionTransfer
from shared.contracts.vocabulary import Code, described
from shared.decider import command
from shared.errors import Refusal

MOST = 200  #: divisions, and agencies, that one decision names

Several = Annotated[tuple[Code, ...], described("Codes of agencies.", min_length=1, max_length=MOST)]

#: The commands that a reorganisation is carried out by, one agency each.
STEPS = (RegisterAgency, EndAgency, AddDivision, SucceedAgencies)
#: How a reorganisation may be refused: as a whole, and in each of its steps.
REFUSES: tuple[type[Refusal], ...] = (
    TransferOfNobody,
    MergerWithoutAgencies,
    *AGENCY.refusals_of(*STEPS),
)


@command
class Transfer:
    """What becomes of a division of an agency that ends."""

    agency: Annotated[Code | None, described("Whose division; the agency of the path if not given.")] = None
    division: Code
    successor: Annotated[Code | None, described("Who takes it over; the only successor if not given.")] = None
    successor_division: Annotated[
        Code | None, described("As which division there; under the same code if not given.")
    ] = None


@command
class Ending(Decided):
    """What every decision by which agencies end may say."""

    founded: Annotated[
        tuple[NewAgency, ...],
        described("The successors that are new, to be registered with the same act.", max_length=MOST),
    ] = ()
    divisions: Annotated[
        tuple[Transfer, ...], described("What becomes of which division.", max_length=MOST)
    ] = ()


@command
class DissolveAgency(Ending):
    """End the agency; its successors take its work over."""

    manner: ClassVar[EndingManner] = EndingManner.DISSOLVED

    agency: Code
    successors: Annotated[Several, described("Those that take over.")]

    @property
    def ending(self) -> tuple[str, ...]:
        """The agency alone."""
        return (self.agency,)

    @property
    def succeeding(self) -> tuple[str, ...]:
        """The agencies that take over, each once."""
        return tuple(dict.fromkeys(self.successors))


@command
class SplitAgency(DissolveAgency):
    """Split the agency into several, and say which of them gets which division."""

    manner: ClassVar[EndingManner] = EndingManner.SPLIT

    successors: Annotated[tuple[Code, ...], described("Those that take over.", min_length=2, max_length=MOST)]


@command
class MergeAgencies(Ending):
    """Merge agencies into one, new or existing."""

    manner: ClassVar[EndingManner] = EndingManner.MERGED

    agencies: Annotated[Several, described("Those that end.")]
    into: Code

    @property
    def ending(self) -> tuple[str, ...]:
        """The agencies that merge."""
        return self.agencies

    @property
    def succeeding(self) -> tuple[str, ...]:
        """The one that they merge into."""
        return (self.into,)


#: Agencies end on a day, and others, new or existing, succeed them: one decision's whole effect.
Reorganisation: TypeAlias = DissolveAgency | MergeAgencies


# ---- what it comes to, agency by agency


def check_whole(command: Reorganisation) -> None:
    """Each agency ends once and is no successor; divisions are those of agencies that end."""
    for transfer in command.divisions:
        if (whose := _whose(command, transfer)) not in command.ending:
            raise TransferOfNobody(where="divisions", agency=whose or "–")
    unfit = len(set(command.ending)) < len(command.ending) or set(command.ending) & set(command.succeeding)
    if command.manner is EndingManner.MERGED and unfit:
        raise MergerWithoutAgencies(where="agencies", into=", ".join(command.succeeding))


def foundings(command: Reorganisation) -> list[RegisterAgency]:
    """The registrations of successors that are new: they exist from the day on which they take over."""
    return [RegisterAgency(**asdict(one), valid_from=command.effective_from) for one in command.founded]


def ending_of(command: Reorganisation, agency: str) -> EndAgency:
    """What ends one of the agencies."""
    transfers = (one for one in command.divisions if _whose(command, one) == agency)
    return EndAgency(
        **command.decision(),
        agency=agency,
        manner=command.manner,
        successors=command.succeeding,
        divisions=tuple(_completed(command, one) for one in transfers),
    )


def succession_of(command: Reorganisation, agency: str) -> SucceedAgencies:
    """What lets one of the successors take over."""
    return SucceedAgencies(**command.decision(), agency=agency, predecessors=command.ending)


def _completed(command: Reorganisation, transfer: Transfer) -> DivisionTransfer:
    only = command.succeeding[0] if len(command.succeeding) == 1 else ""
    return DivisionTransfer(
        division=transfer.division,
        successor=transfer.successor or only,
        successor_division=transfer.successor_division or transfer.division,
    )


def _whose(command: Reorganisation, transfer: Transfer) -> str:
    """Whose division it is; the only agency's that ends, if it isn't said."""
    return transfer.agency or (command.ending[0] if len(command.ending) == 1 else "")
