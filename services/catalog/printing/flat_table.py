"""The catalogue as one flat CSV: a row a step, its procedure's values repeated."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from services.catalog.domain.procedure.procedure import DraftStage, DraftStep, Procedure
from services.catalog.printing.table import printed_limit
from shared.contracts.vocabulary import TimeLimit
from shared.printing.texts import harmless

COLUMNS = (
    "agency",
    "edition",
    "position",
    "procedure",
    "procedure_name",
    "kind",
    "total",
    "total_counting",
    "stage",
    "step",
    "step_name",
    "division",
    "division_name",
    "official",
    "content",
    "result",
    "time_limit",
    "counting",
    "optional",
    "responding_agency",
)


def catalogue_csv(
    agency: str, edition: int, procedures: Sequence[Procedure], divisions: Mapping[str, str]
) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by; what they would calculate is made text."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for position, procedure in enumerate(procedures, start=1):
        start = (agency, str(edition), str(position), *_procedure(procedure))
        for row in _steps(procedure, divisions):
            writer.writerow([harmless(cell) for cell in (*start, *row)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def _procedure(procedure: Procedure) -> tuple[str, ...]:
    return (procedure.code, procedure.name, procedure.kind.value, *_limit(procedure.time_limit))


def _limit(limit: TimeLimit | None) -> tuple[str, str]:
    return ("", "") if limit is None else (printed_limit(limit), limit.counting)


def _steps(procedure: Procedure, divisions: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """A procedure without any step has one row all the same."""
    found = [(stage, step) for stage in procedure.stages for step in stage.steps]
    for stage, step in found:
        yield _step(stage, step, divisions)
    if not found:
        yield ("",) * (len(COLUMNS) - 8)


def _step(stage: DraftStage, step: DraftStep, divisions: Mapping[str, str]) -> tuple[str, ...]:
    return (
        stage.code,
        step.code,
        step.name,
        step.division,
        divisions.get(step.division, ""),
        step.official,
        step.content,
        step.result,
        *_limit(step.time_limit),
        str(step.optional).lower(),
        step.coordination.responding_agency if step.coordination else "",
    )
