"""The first line of a file: the agencies with their people, and the catalogues, that it brings."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from pydantic import ValidationError

from services.catalog.domain.organisation.agency import AgencyKind
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.printing.catalogue_files import CatalogueFile, from_json
from shared.errors import Language, Refusal, Text
from shared.http.invalid import message_of
from shared.kernel import Role
from tthc.histories.errors import (
    CatalogueUnfit,
    CodeRepeated,
    FieldMissing,
    FieldUnfit,
    OtherAgencyInCatalogue,
)
from tthc.histories.form import faults

FORMAT = "tthc-history/1"

Name = Annotated[str, Meta(min_length=1, max_length=500)]
Code = Annotated[str, Meta(min_length=1, max_length=80)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True): ...


class FileDivision(_Part, frozen=True):
    """A division of an agency."""

    code: Code
    name: Name


class FileOfficial(_Part, frozen=True):
    """An official of an agency, with what they may do there."""

    id: Code
    name: Name
    roles: tuple[Role, ...]
    divisions: tuple[Code, ...] = ()


class FileAgency(_Part, frozen=True):
    """An agency with its people."""

    code: Code
    kind: AgencyKind
    name: Name
    name_en: Name | None = None
    parent: Code | None = None
    divisions: tuple[FileDivision, ...] = ()
    officials: tuple[FileOfficial, ...] = ()


class FileCatalogue(_Part, frozen=True):
    """A catalogue with the decision that issues it."""

    agency: Code
    decision_number: Name
    decision_date: date
    signed_by: Name
    in_force_from: date
    catalogue: dict[str, Any]

    def procedures(self) -> tuple[Procedure, ...]:
        """What it holds; of a catalogue without faults."""
        return tuple(CatalogueFile.model_validate(self.catalogue).procedures)


class Header(_Part, frozen=True):
    """What a file brings besides its acts; what the system has already may be missing."""

    format: Literal["tthc-history/1"]
    organisation: tuple[FileAgency, ...] = ()
    catalogues: tuple[FileCatalogue, ...] = ()


def header_faults(value: Any) -> Iterator[Refusal]:
    """All that is wrong with its form; each says at which field."""
    if "format" not in value:  # some other line: what else it has says nothing
        yield FieldMissing(where="format", name="format")
        return
    found = [*faults(value, Header)]
    yield from found
    if found:
        return
    header = msgspec.convert(value, Header)
    yield from _repeated("organisation", [one.code for one in header.organisation])
    for number, agency in enumerate(header.organisation):
        at = f"organisation[{number}]"
        yield from _repeated(f"{at}.divisions", [one.code for one in agency.divisions])
        yield from _repeated(f"{at}.officials", [one.id for one in agency.officials])
    for number, catalogue in enumerate(header.catalogues):
        yield from _of_catalogue(catalogue, f"catalogues[{number}].catalogue")


def _repeated(at: str, codes: list[str]) -> Iterator[Refusal]:
    for number, code in enumerate(codes):
        if code in codes[:number]:
            yield CodeRepeated(where=f"{at}[{number}]", name=code)


def _of_catalogue(issued: FileCatalogue, at: str) -> Iterator[Refusal]:
    try:
        file = CatalogueFile.model_validate(issued.catalogue)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            reason = Text(message_of(one, Language.VI), message_of(one, Language.EN))
            yield FieldUnfit(where=f"{at}{_path(one['loc'])}", reason=reason)
        return
    if file.agency != issued.agency:
        yield OtherAgencyInCatalogue(where=f"{at}.agency", inside=file.agency, agency=issued.agency)
    for fault in from_json(file).faults:
        text = Text(fault.vi, fault.en)
        yield CatalogueUnfit(where=f"{at}.procedures[{fault.place.row - 1}]", reason=text)


def _path(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in loc)
