"""The papers of an edition, made: its decision, and its catalogue as a file."""

from collections.abc import Callable
from typing import Literal
from urllib.parse import quote

from fastapi import Response

from services.catalog.api.paper_editions import PaperEditions
from services.catalog.domain.edition.signing import Signing, signing_of
from services.catalog.errors.edition.editions import SigningRecorded
from services.catalog.printing.catalogue_files import catalogue_json
from services.catalog.printing.decision_docx import decision_docx
from services.catalog.printing.decision_pdf import decision_pdf
from services.catalog.printing.flat_table import catalogue_csv
from services.catalog.printing.rendering import Rendering
from services.catalog.printing.wording import decision_paper, lacks_place
from services.catalog.printing.workbook_writing import catalogue_workbook
from services.catalog.schemas.answers import Finding
from shared.errors import Language, Text
from shared.printing.typesetting import Setting

DecisionForm = Literal["docx", "pdf"]
CatalogueForm = Literal["xlsx", "json", "csv"]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}

_PLACE_OPEN = Text(
    "Văn bản in ra chưa có địa danh (“…, ngày”): tên các cơ quan cấp trên không có, quyết định không nêu. "
    "Nêu khi in (`place`) nếu quyết định không ghi cách ký.",
    "The paper's date line has no place (“…, ngày”): no name of an agency above has one, and the decision "
    "doesn't say it. Say it at printing (`place`), unless the decision records how it is signed.",
)


class Papers:
    """Makes the papers of editions."""

    def __init__(self, editions: PaperEditions, setting: Setting) -> None:
        self._editions = editions
        self._rendering = Rendering()
        self._setting = setting

    async def decision(
        self, agency: str, number: int, form: DecisionForm, signing: Signing, seen: str | None, audience: str
    ) -> Response:
        """The decision in this form."""
        known = await self._editions.find(agency, number, only_in_force=audience == "public")
        recorded = signing_of(known.edition.issue) if known.edition.issue else None
        if recorded is not None and signing not in (recorded, Signing()):
            raise SigningRecorded(where="authority")

        def make() -> bytes:
            paper = decision_paper(known.edition, signing)
            return decision_docx(paper) if form == "docx" else decision_pdf(paper, setting=self._setting)

        name = f"Quyết định ban hành danh mục {agency} lần {number}.{form}"
        tag = known.tag(form, signing)
        return await self._answer(
            tag, make, form, f"quyet-dinh-{agency}-{number}.{form}", name, seen, audience
        )

    async def lacking(self, agency: str, number: int, language: Language) -> list[Finding]:
        """What is still open on the decision's paper that nobody fills in by hand."""
        known = await self._editions.find(agency, number, only_in_force=False)
        if not lacks_place(known.edition):
            return []
        return [Finding(where="signing/place", code="place-open", message=_PLACE_OPEN.told(language))]

    async def catalogue(
        self, agency: str, number: int, form: CatalogueForm, seen: str | None, audience: str
    ) -> Response:
        """The catalogue in this form."""
        known = await self._editions.find(agency, number, only_in_force=audience == "public")
        procedures = known.edition.procedures

        def make() -> bytes:
            if form == "csv":
                return catalogue_csv(agency, number, procedures, known.edition.divisions)
            return (catalogue_workbook if form == "xlsx" else catalogue_json)(agency, number, procedures)

        name = f"Danh mục thủ tục {agency} lần {number}.{form}"
        tag = known.tag(form, None)
        return await self._answer(tag, make, form, f"danh-muc-{agency}-{number}.{form}", name, seen, audience)

    async def _answer(
        self,
        tag: str,
        make: Callable[[], bytes],
        form: str,
        plain_name: str,
        name: str,
        seen: str | None,
        audience: str,
    ) -> Response:
        headers = {
            "ETag": f'"{tag}"',
            "Cache-Control": "public, max-age=60" if audience == "public" else "private, no-cache",
            "Content-Disposition": f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name)}",
        }
        if seen is not None and any(
            one.strip().removeprefix("W/") in (f'"{tag}"', "*") for one in seen.split(",")
        ):
            return Response(status_code=304, headers=headers)
        return Response(await self._rendering.file(tag, make), media_type=MEDIA[form], headers=headers)
