"""How the validity of an issued edition ends, and how its texts are mended."""

from typing import Any

from services.catalog.api.edition.editing import TheEditing, body_of, refused
from services.catalog.api.given import ADDRESS, Edition, Leader
from services.catalog.domain.edition.correcting import CorrectProcedure
from services.catalog.domain.edition.withdrawing import WithdrawCatalogue
from services.catalog.schemas.answers import EditionAnswer
from shared.http.routing import Router

_Withdraw: Any = body_of(WithdrawCatalogue, "edition")
_Correct: Any = body_of(CorrectProcedure, "edition", "code")

validity_commands = Router(prefix=ADDRESS, tags=["editions"])


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
