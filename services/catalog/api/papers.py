"""The papers of an edition, found and made: its decision, and its catalogue as a file."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import quote

from fastapi import Response

from services.catalog.application.catalog import CatalogApplication
from services.catalog.domain.deciders import CATALOGUE
from services.catalog.domain.edition.catalogue import Catalogue, EditionState, catalogue_key
from services.catalog.domain.edition.signing import Signing, signing_of
from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.errors.edition.editions import EditionNotFound, SigningRecorded
from services.catalog.printing.catalogue_files import catalogue_json
from services.catalog.printing.decision_docx import decision_docx
from services.catalog.printing.decision_pdf import Setting, decision_pdf
from services.catalog.printing.flat_table import catalogue_csv
from services.catalog.printing.layout import DECREE_30_2020
from services.catalog.printing.offices import Office
from services.catalog.printing.rendering import Rendering
from services.catalog.printing.wording import Edition, decision_paper
from services.catalog.printing.workbook_writing import catalogue_workbook
from shared.eventstore.records import utc_now
from shared.kernel import day_of

DecisionForm = Literal["docx", "pdf"]
CatalogueForm = Literal["xlsx", "json", "csv"]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition, and what its files change with."""

    edition: Edition
    versions: tuple[int, ...]


class Papers:
    """Finds what the papers say, and makes them."""

    def __init__(self, application: CatalogApplication, setting: Setting) -> None:
        self._application = application
        self._rendering = Rendering()
        self._setting = setting

    async def decision(
        self, agency: str, number: int, form: DecisionForm, signing: Signing, seen: str | None, audience: str
    ) -> Response:
        """The decision in this form."""
        known = await self._known(agency, number, only_in_force=audience == "public")
        recorded = signing_of(known.edition.issue) if known.edition.issue else None
        if recorded is not None and signing not in (recorded, Signing()):
            raise SigningRecorded(where="authority")

        def make() -> bytes:
            paper = decision_paper(known.edition, signing)
            return decision_docx(paper) if form == "docx" else decision_pdf(paper, setting=self._setting)

        name = f"Quyết định ban hành danh mục {agency} lần {number}.{form}"
        tag = _tag(known, form, signing)
        return await self._answer(
            tag, make, form, f"quyet-dinh-{agency}-{number}.{form}", name, seen, audience
        )

    async def catalogue(
        self, agency: str, number: int, form: CatalogueForm, seen: str | None, audience: str
    ) -> Response:
        """The catalogue in this form."""
        known = await self._known(agency, number, only_in_force=audience == "public")
        procedures = known.edition.procedures

        def make() -> bytes:
            if form == "csv":
                return catalogue_csv(agency, number, procedures, known.edition.divisions)
            return (catalogue_workbook if form == "xlsx" else catalogue_json)(agency, number, procedures)

        name = f"Danh mục thủ tục {agency} lần {number}.{form}"
        tag = _tag(known, form, None)
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

    async def _known(self, agency: str, number: int, *, only_in_force: bool) -> _Known:
        application, today = self._application, day_of(utc_now())
        state, version = await application.state(CATALOGUE, catalogue_key(agency, number))
        if state.status is EditionState.NONE or (only_in_force and not _in_force(state, today)):
            raise EditionNotFound(where="edition", agency=agency, edition=number)
        own, own_version = await application.state(AGENCY, agency)
        above, above_versions = await self._above(own)
        procedures = tuple(state.procedures.values())
        named = {code for procedure in procedures for code in procedure.named_agencies()}
        names = {code: (await application.state(AGENCY, code))[0].name_vi for code in sorted(named)}
        edition = Edition(
            issuer=_office(own),
            above=above,
            number=number,
            procedures=procedures,
            today=today,
            issue=state.issue,
            replaces=await self._replaced(agency, number),
            divisions=dict(own.divisions),
            agencies={code: name for code, name in names.items() if name},
        )
        return _Known(edition, (version, own_version, *above_versions))

    async def _above(self, agency: Agency) -> tuple[tuple[Office, ...], list[int]]:
        above: list[Office] = []
        versions: list[int] = []
        while agency.parent and len(above) < 4:
            agency, version = await self._application.state(AGENCY, agency.parent)
            above.append(_office(agency))
            versions.append(version)
        return tuple(above), versions

    async def _replaced(self, agency: str, number: int) -> tuple[str, date] | None:
        """The decision of the last edition before that was issued."""
        for before in range(number - 1, 0, -1):
            state, _ = await self._application.state(CATALOGUE, catalogue_key(agency, before))
            if state.issue is not None:
                return state.issue.decision_number, state.issue.decision_date
        return None


def _in_force(state: Catalogue, today: date) -> bool:
    return state.issue is not None and state.issue.in_force_from <= today


def _office(agency: Agency) -> Office:
    assert agency.kind is not None, f"{agency.code} is not registered"
    return Office(code=agency.code, kind=agency.kind, name=agency.name_vi)


def _tag(known: _Known, form: str, signing: Signing | None) -> str:
    """Changes with everything that the file shows."""
    edition = known.edition
    shown: Any = (
        form,
        DECREE_30_2020.name,
        edition.issuer,
        edition.above,
        edition.number,
        edition.replaces,
        sorted(edition.agencies.items()),
        known.versions,
        signing,
        None if edition.issue else edition.today,
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]
