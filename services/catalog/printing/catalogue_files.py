"""A catalogue out of a file: procedures that a draft takes, or every fault with its place."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from services.catalog.domain.procedure.checks.fitness import refuse_unfit
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.writing import written
from services.catalog.printing.faults import Fault, Place
from services.catalog.printing.workbook_reading import Draft, Path, read_workbook
from shared.errors import Language, Refusal
from shared.http.invalid import code_of, message_of

JSON_FORMAT = "tthc-catalogue/1"
_PROCEDURE = TypeAdapter(Procedure)


class CatalogueFile(BaseModel):
    """A catalogue as JSON; what an export gives, an import takes."""

    model_config = ConfigDict(extra="forbid")

    format: str = Field(JSON_FORMAT, pattern=f"^{JSON_FORMAT}$")
    agency: str = Field(max_length=80)
    edition: int | None = Field(None, description="That it was exported from; an import makes a new draft.")
    procedures: list[Procedure] = Field(max_length=1000)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says: the procedures, or, where there are any, the faults."""

    agency: str
    procedures: tuple[Procedure, ...]
    faults: tuple[Fault, ...]


def catalogue_json(agency: str, edition: int, procedures: Iterable[Procedure]) -> bytes:
    """The catalogue as JSON, indented for people to compare."""
    entries = [written(procedure) for procedure in procedures]
    content = {"format": JSON_FORMAT, "agency": agency, "edition": edition, "procedures": entries}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def from_json(file: CatalogueFile) -> Found:
    """The procedures of a JSON file; its places are the procedures', counted from 1."""
    faults: list[Fault] = []
    for number, procedure in enumerate(file.procedures, start=1):
        faults += _unfit(procedure, Place("procedures", number))
    faults += _used_twice(file.procedures)
    return Found(file.agency, tuple(file.procedures), tuple(faults))


def from_workbook(file: bytes) -> Found:
    """The procedures of a workbook. Raises where it can't be read as a whole."""
    reading = read_workbook(file)
    faults, procedures = list(reading.faults), []
    unread = {fault.place for fault in reading.faults}  # what stands there isn't missing
    for draft in reading.drafts:
        try:
            procedure = _PROCEDURE.validate_python(draft.content)
        except ValidationError as error:
            found = (_fault(draft, one) for one in error.errors())
            faults += [one for one in found if one.code != "missing" or one.place not in unread]
            continue
        procedures.append(procedure)
        faults += _unfit(procedure, None, draft)
    order = {title: at for at, title in enumerate(dict.fromkeys(fault.place.sheet for fault in faults))}
    faults.sort(key=lambda fault: (order[fault.place.sheet], fault.place.row, fault.place.column))
    return Found(reading.agency, tuple(procedures), tuple(dict.fromkeys(faults)))


def _unfit(procedure: Procedure, place: Place | None, draft: Draft | None = None) -> list[Fault]:
    """What not even a draft takes."""
    try:
        refuse_unfit(procedure)
    except Refusal as refusal:
        at = place or (draft.place(_path(procedure, refusal.where or "")) if draft else Place("", 0))
        return [Fault(at, refusal.code, refusal.message(Language.VI), refusal.message(Language.EN))]
    return []


def _path(procedure: Procedure, where: str) -> Path:
    """The JSON path of a place that the domain tells: `procedures/P01/stages/1/steps/S02/coordination`."""
    parts = where.removeprefix(procedure.place).strip("/").split("/")
    path: list[str | int] = []
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else ""
        if before == "steps":
            steps = procedure.stages[int(str(path[1]))].steps
            path.append(next((number for number, step in enumerate(steps) if step.code == part), 0))
        elif part.isdigit():
            path.append(int(part) - 1)
        elif part:
            path.append(part)
    return tuple(path)


def _used_twice(procedures: Sequence[Procedure]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for number, procedure in enumerate(procedures, start=1):
        if procedure.code in seen:
            vi = f"mã thủ tục {procedure.code} được dùng hai lần."
            en = f"the procedure code {procedure.code} is used twice."
            faults.append(Fault(Place("procedures", number), "procedure-code-used", vi, en))
        seen.add(procedure.code)
    return faults


def _fault(draft: Draft, fault: Any) -> Fault:
    vi, en = message_of(fault, Language.VI), message_of(fault, Language.EN)
    return Fault(draft.place(tuple(fault["loc"])), code_of(fault), vi, en)
