"""A case as it goes into a log for process mining."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.cases.domain.case import Case
from services.cases.domain.known import Known
from services.cases.domain.process.lifecycle import StepAct, acts_of
from services.cases.domain.tree.dues import Due, due_of_case
from services.cases.domain.tree.recorded import CaseRecord
from services.cases.domain.tree.timeline import timeline
from shared.contracts.cases.course import CaseOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedCase:
    """One case with all that happened to it."""

    number: str
    opened: CaseOpened
    records: Sequence[CaseRecord]  #: in the order in which they took effect
    acts: Sequence[StepAct]
    state: Case  #: at the instant as of which it is exported
    ended_at: datetime | None
    due: Due
    steps: Mapping[str, str]  #: what each step is called; no two alike


def exported(records: Sequence[CaseRecord], as_of: datetime, known: Known) -> ExportedCase | None:
    """The case that these events make; None: it hadn't begun by then."""
    told = sorted((one for one in records if one.at <= as_of), key=lambda one: (one.at, one.version))
    line = timeline(told, as_of, known)
    opened = next((one.event for one in told if isinstance(one.event, CaseOpened)), None)
    if line is None or opened is None:
        return None
    return ExportedCase(
        number=told[0].case_number,
        opened=opened,
        records=told,
        acts=acts_of(told),
        state=line.state,
        ended_at=line.ended_at,
        due=due_of_case(line, known),
        steps=_names(opened),
    )


def _names(opened: CaseOpened) -> dict[str, str]:
    """A name that two steps of the procedure have is told with the code."""
    often = Counter(one.name for one in opened.steps)
    return {
        one.step: one.name if often[one.name] == 1 else f"{one.name} ({one.step})" for one in opened.steps
    }
