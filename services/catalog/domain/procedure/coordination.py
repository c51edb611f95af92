"""What another agency does of a step."""

from typing import TypeAlias

from shared.contracts.catalog.parts import Coordination

#: A procedure anywhere: its agency's code and its own.
ProcedureOf: TypeAlias = tuple[str, str]


def responding(asked: Coordination | None) -> ProcedureOf | None:
    """The procedure that answers; None where nobody is asked, or it isn't settled."""
    if asked is None or not (asked.responding_agency and asked.responding_procedure):
        return None
    return asked.responding_agency, asked.responding_procedure
