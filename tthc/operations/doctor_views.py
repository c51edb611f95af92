"""Looks whether read models are whole: documents that can't be written stand aside."""

from shared.errors import Text
from tthc.operations.access import Operator
from tthc.operations.errors import NotReachable, Refused
from tthc.operations.finding import Finding, Verdict


async def examine_views(operator: Operator, service: str) -> Finding | None:
    """A running service's documents that stand aside; None where it doesn't tell."""
    what = f"{service} read models"
    try:
        aside = await operator.ask(service, "GET", "/views/set-aside", within=10.0)
    except (NotReachable, Refused):
        return None
    if not aside:
        return Finding(what, Verdict.OK, Text("không tài liệu nào bị để riêng", "no document stands aside"))
    first = aside[0]
    where = f"{first['collection']}/{first['id']}: {first['reason']}"
    text = Text(
        f"{len(aside)} tài liệu không ghi được nên bị để riêng, trước hết {where}",
        f"{len(aside)} documents can't be written and stand aside, first {where}",
    )
    command = f"tthc rebuild {service}/{first['view']}"
    todo = Text(
        f"khi nguyên nhân đã hết, hãy chạy {command}; xem docs/runbook/documents-aside.md",
        f"when the cause is gone, run {command}; see docs/runbook/documents-aside.md",
    )
    return Finding(what, Verdict.WARNING, text, todo)
