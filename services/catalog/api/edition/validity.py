"""How the validity of an issued edition ends, and how its texts are mended."""

from typing import Any

from fastapi import APIRouter

from services.catalog.api.edition.editing import ADDRESS, IN_PATH, Edition, Leader, TheEditing, refused
from services.catalog.domain.edition.correcting import CorrectProcedure
from services.catalog.domain.edition.withdrawing import WithdrawCatalogue
from services.catalog.schemas.answers import EditionAnswer
from shared.http.requests import request_model

_Withdraw: Any = request_model(WithdrawCatalogue, without=IN_PATH)
_Correct: Any = request_model(CorrectProcedure, without=(*IN_PATH, "code"))

validity_commands = APIRouter(prefix=ADDRESS, tags=["editions"])


@validity_commands.post(
    "/withdrawal", summary="Withdraw an issued edition by decision", responses=refused(WithdrawCatalogue)
)
async def withdraw(
    agency: str, edition: Edition, body: _Withdraw, who: Leader, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition)


@validity_commands.post(
    "/procedures/{code}/correction",
    summary="Mend slips in the texts of an issued procedure",
    responses=refused(CorrectProcedure),
)
async def correct(
    agency: str, edition: Edition, code: str, body: _Correct, who: Leader, editing: TheEditing
) -> EditionAnswer:
    return await editing.carry_out(body, who, agency=agency, edition=edition, code=code)
