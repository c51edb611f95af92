"""A procedure as a row: a path leads to values, a transformation makes one cell of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from services.catalog.domain.procedure.procedure import Procedure, ProcedureKind
from services.catalog.views.edition.documents import EditionDocument
from services.catalog.views.organisation.documents import AgencyDetails
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.restating import restate
from shared.working_time.wording import in_words

Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAgency:
    """What a path may ask of the agency."""

    code: str
    name_vi: str
    name_en: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEdition:
    """What a path may ask of the edition in force."""

    edition: int
    decision_number: str
    decision_date: date
    signed_by: str
    in_force_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a row is made of."""

    agency: ListedAgency
    edition: ListedEdition
    procedure: Procedure

    @classmethod
    def of(cls, agency: AgencyDetails, edition: EditionDocument, procedure: Procedure) -> "Source":
        """The same of the read models' documents."""
        assert edition.issue is not None, "a draft isn't listed"
        return cls(
            agency=restate(ListedAgency, agency, code=agency.agency),
            edition=restate(
                ListedEdition,
                edition.issue,
                edition=edition.edition,
                decision_date=date.fromisoformat(edition.issue.decision_date),
                in_force_from=date.fromisoformat(edition.issue.in_force_from),
            ),
            procedure=procedure,
        )


def values_at(source: object, path: str) -> list[Any]:
    """The values that the path leads to, of every item of a list on the way; without those that are none."""
    found: list[Any] = [source]
    for name in path.split("."):
        found = [part for one in found for part in _parts(getattr(one, name))]
    return found


def _parts(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None or value == "" else [value]


_KINDS = {ProcedureKind.INTERNAL: "Nội bộ cơ quan", ProcedureKind.COORDINATED: "Giữa các cơ quan"}


def _words(value: Any) -> str:
    match value:
        case TimeLimit():
            return in_words(value, Language.VI)
        case ProcedureKind():
            return _KINDS[value]
        case bool():
            return "Có" if value else "Không"
        case date():
            return f"{value:%d/%m/%Y}"
        case Enum():
            return str(value.value)
    return str(value)


def _duration(value: Any) -> str:
    return value.duration if isinstance(value, TimeLimit) else str(value)


#: What may be made of a path's values, by the name that the configuration uses.
TRANSFORMATIONS: Mapping[str, Callable[[list[Any]], Cell]] = {
    "text": lambda values: "; ".join(str(one) for one in values),
    "lines": lambda values: "\n".join(f"{number}. {one}" for number, one in enumerate(values, start=1)),
    "words": lambda values: "; ".join(_words(one) for one in values),
    "day": lambda values: "; ".join(_words(one) for one in values),
    "duration": lambda values: "; ".join(_duration(one) for one in values),
    "count": len,
}


def row_of(source: Source, fields: Any) -> dict[str, Cell]:
    """The row, by the fields' names, in their order."""
    return {one.name: TRANSFORMATIONS[one.transformation](values_at(source, one.path)) for one in fields}
