"""A draft takes over the procedures of the edition that it starts from, as they are now; each once."""

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.domain.edition.draft_events import ProcedureAdded
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.edition.editions import MayNotEditCatalogue
from shared.decider import Act, command
from shared.kernel import Role


@command
class CarryOver:
    """Copy these procedures into the draft."""

    agency: str
    edition: int
    procedures: tuple[Procedure, ...]


@CATALOGUE.decides(CarryOver, refuses=(MayNotEditCatalogue, *rules.DRAFT))
def carry_over(state: Catalogue, command: CarryOver, act: Act) -> list[ProcedureAdded]:
    """The system copies them, in the name of who drafted the edition."""
    if not act.by.has(Role.SYSTEM):
        raise MayNotEditCatalogue(where="agency", agency=command.agency)
    rules.check_draft(state, command)
    drafted, outstanding = state.drafted, set(state.to_carry)
    assert drafted is not None
    return [
        ProcedureAdded(
            agency=command.agency,
            edition=command.edition,
            procedure=procedure,
            added_by=drafted.drafted_by,
            added_at=drafted.drafted_at,
            from_edition=drafted.based_on,
        )
        for procedure in command.procedures
        if procedure.code in outstanding
    ]
