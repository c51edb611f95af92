"""A log as a table (CSV, RFC 4180): a row a completed visit, under the headings that `tthc` reads."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from services.cases.domain.process.exported import ExportedCase
from services.cases.domain.process.lifecycle import StepAct, Transition
from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.exporting.text import instant_text
from shared.printing.texts import harmless

COLUMNS = (
    "case_id",
    "activity",
    "timestamp",
    "group",
    "resource",
    "case_start",
    "case_deadline",
    "agency",
    "procedure",
    "edition",
    "state",
    "late",
    "step",
    "visit",
    "opened_at",
    "received_at",
)


class TableWriter:
    """Makes the parts of the file, one after the other."""

    def __init__(self, names: Pseudonyms) -> None:
        self._names = names

    def begin(self) -> str:
        """The headings."""
        return _written([COLUMNS])

    def case(self, case: ExportedCase) -> str:
        """The rows of a case."""
        return _written(list(self._rows(case)))

    def end(self) -> Iterator[str]:
        """Nothing stands behind the last row."""
        yield from ()

    def _rows(self, case: ExportedCase) -> Iterator[list[str]]:
        before: dict[tuple[Transition, str, int], datetime] = {}
        for act in case.acts:
            visit = act.step, act.visit
            before[act.transition, *visit] = act.at
            if act.transition is Transition.COMPLETE:
                times = (before.get((one, *visit)) for one in (Transition.SCHEDULE, Transition.START))
                yield [*self._row(case, act), *map(_instant, times)]

    def _row(self, case: ExportedCase, act: StepAct) -> list[str]:
        state, due = case.state, case.due.at
        return [
            case.number,
            case.steps.get(act.step, act.step),
            instant_text(act.at),
            act.division,
            self._names.of(act.by) if act.by is not None else "",
            instant_text(case.opened.opened_at),
            _instant(due),
            state.agency,
            state.procedure,
            str(state.edition),
            state.phase.value,
            str(case.due.late).lower() if due is not None else "",
            act.step,
            str(act.visit),
        ]


def _instant(at: datetime | None) -> str:
    return instant_text(at) if at is not None else ""


def _written(rows: Sequence[Sequence[str]]) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows([*map(harmless, row)] for row in rows)
    return target.getvalue()
