"""The list of procedures in force, over all agencies, for the national database."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from services.catalog.api.given import Day, today
from services.catalog.api.national_list import NationalList
from services.catalog.api.wired import TheNationalList
from services.catalog.domain.procedure.procedure import ProcedureKind
from services.catalog.national_list.workbook import Workbook
from services.catalog.schemas.edition.national_list import ListShown
from shared.auth.principal import Principal
from shared.auth.rules import allow
from shared.http.routing import Router
from shared.kernel import Role

Watcher = Annotated[Principal, allow(Role.OPERATOR, Role.REVIEWER, Role.PROVINCE_LEADER)]
_CHUNK = 64 * 1024  #: bytes
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TITLES = {ProcedureKind.INTERNAL: "TTHC nội bộ cơ quan", ProcedureKind.COORDINATED: "TTHC giữa các cơ quan"}
_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"model": ListShown, "content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}


class ExportFormat(StrEnum):
    """What the list is written as."""

    JSON = "json"
    XLSX = "xlsx"


national_list = Router(prefix="/catalogue", tags=["catalogue"])


@national_list.get(
    "/export",
    summary="All procedures in force of one kind, for the national database",
    responses=_CONTENT,
    response_class=Response,
)
async def export(
    _: Watcher,
    listed: TheNationalList,
    kind: ProcedureKind,
    format: Annotated[ExportFormat, Query()] = ExportFormat.JSON,
    on: Day = None,
) -> Response:
    """Between agencies (`coordinated`) or inside one (`internal`); the fields are configuration."""
    day = on or today()
    name = f"tthc-{kind.value}-{day.isoformat()}.{format.value}"
    if format is ExportFormat.XLSX:
        return await _workbook(listed, kind, day, name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_as_json(listed, kind, day), media_type="application/json", headers=headers)


async def _as_json(listed: NationalList, kind: ProcedureKind, on: date) -> AsyncIterator[str]:
    fields = [{"name": one.name, "label": one.label} for one in listed.fields]
    head = {"kind": kind.value, "on": on.isoformat(), "fields": fields}
    yield _json(head)[:-1] + ', "procedures": ['
    comma = ""
    async for rows in listed.rows(kind, on):
        yield comma + ", ".join(map(_json, rows))
        comma = ", "
    yield "]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


async def _workbook(listed: NationalList, kind: ProcedureKind, on: date, name: str) -> Response:
    """The workbook, from a file that is already without a name: whoever hangs up leaves nothing behind."""
    path = await asyncio.to_thread(_temporary_file)
    try:
        book = Workbook(path, _TITLES[kind], listed.fields)
        try:
            async for rows in listed.rows(kind, on):
                await asyncio.to_thread(book.add, rows)
        finally:
            await asyncio.to_thread(book.close)
        content = path.open("rb")
    finally:
        path.unlink(missing_ok=True)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(content), media_type=_XLSX, headers=headers)


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while chunk := content.read(_CHUNK):
            yield chunk


def _temporary_file() -> Path:
    with tempfile.NamedTemporaryFile(prefix="tthc-export-", suffix=".xlsx", delete=False) as file:
        return Path(file.name)
