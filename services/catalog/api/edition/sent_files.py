"""A catalogue that is sent as a file: its forms, how it is read, and how it may be refused."""

from fastapi import Request, Response

from services.catalog.api.papers import MEDIA
from services.catalog.errors.workbooks import (
    CatalogueFileUnfit,
    CatalogueOfOtherAgency,
    ImportMediaUnknown,
    SheetTooLong,
    WorkbookHarmful,
    WorkbookOfOtherForm,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from services.catalog.printing.catalogue_files import CatalogueFile, Found, from_json, from_workbook
from services.catalog.printing.rendering import Rendering
from shared.http.inputs import model_in
from shared.http.language import language_of
from shared.http.problems import problem_response

#: For OpenAPI: what a body may be.
BODIES = {
    "requestBody": {
        "required": True,
        "content": {
            MEDIA["xlsx"]: {"schema": {"type": "string", "format": "binary"}},
            "application/json": {
                "schema": {"type": "object", "description": "As `catalogue.json` gives it."}
            },
        },
    }
}
#: How a file may be refused.
UNFIT = (
    CatalogueFileUnfit,
    CatalogueOfOtherAgency,
    ImportMediaUnknown,
    SheetTooLong,
    WorkbookHarmful,
    WorkbookOfOtherForm,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
_MOST_FAULTS = 200  #: of one answer; whoever has more begins with these


async def found_in(body: bytes, media: str, agency: str, reading: Rendering) -> Found:
    """What a file says of the agency's catalogue, and its faults. Raises where it can't be read at all."""
    found = await reading.run(lambda: _found(media, body))
    if found.agency != agency:
        raise CatalogueOfOtherAgency(where="agency", given=found.agency or "–", agency=agency)
    return found


def _found(media: str, body: bytes) -> Found:
    kind = media.partition(";")[0].strip().lower()
    if kind == MEDIA["xlsx"]:
        return from_workbook(body)
    if not kind.endswith("json"):
        raise ImportMediaUnknown(where="Content-Type")
    return from_json(model_in(CatalogueFile, body))


def refused(request: Request, found: Found) -> Response:
    """The answer to a file with faults: every one, with its place."""
    language = language_of(request)
    errors = [
        {"in": "body", "pointer": fault.pointer, "code": fault.code, "message": fault.told(language)}
        for fault in found.faults[:_MOST_FAULTS]
    ]
    first = found.faults[0].place
    refusal = CatalogueFileUnfit(count=len(found.faults), where=f"{first.sheet}:{first.row}:{first.column}")
    return problem_response(request, refusal, errors=errors)
