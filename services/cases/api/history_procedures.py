"""A procedure that a history's file brings, as it is told over HTTP: every time in it is one that can be."""

from typing import Annotated, TypeAlias

from services.cases.domain.procedure import ProcedureReplicated
from shared.contracts.catalog.parts import ExtensionRule, SuspensionRule, UrgentLimit
from shared.contracts.catalog.procedures import Stage, Step
from shared.contracts.stated_limit import StatedLimit
from shared.contracts.strict import Strictly
from shared.contracts.vocabulary import CalendarDay, described

_Longest = Annotated[StatedLimit | None, described("The most that one time gives; null: no such limit.")]
_Before = Annotated[StatedLimit | None, described("How long before the limit ends it must be asked for.")]
_Suspension = Annotated[SuspensionRule, Strictly(longest=_Longest)]
_Extension = Annotated[ExtensionRule, Strictly(longest=_Longest, ask_before=_Before)]
_Urgent = Annotated[UrgentLimit, Strictly(time_limit=StatedLimit)]
_Step = Annotated[Step, Strictly(time_limit=StatedLimit, urgent_limits=tuple[_Urgent, ...])]
_Steps = Annotated[tuple[_Step, ...], described("The stage's steps, in the order of the catalogue.")]
_Stage = Annotated[Stage, Strictly(steps=_Steps)]

#: An edition of a procedure, as it will be known here when the file's catalogue is issued.
NewProcedure: TypeAlias = Annotated[
    ProcedureReplicated,
    Strictly(
        time_limit=StatedLimit,
        stages=tuple[_Stage, ...],
        in_force_from=CalendarDay,
        suspension=_Suspension | None,
        extension=_Extension | None,
    ),
]
