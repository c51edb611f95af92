"""Looks whether messages wait for an operator's decision."""

from shared.errors import Text
from tthc.operations.access import Operator
from tthc.operations.errors import NotReachable, Refused
from tthc.operations.finding import Finding, Verdict


async def examine_letters(operator: Operator, service: str) -> Finding | None:
    """A running service's dead letters that wait; None where it doesn't tell."""
    what = f"{service} dead letters"
    try:
        page = await operator.ask(service, "GET", "/dead-letters", params={"limit": 1}, within=10.0)
    except (NotReachable, Refused):
        return None
    waiting = page["count"]
    if not waiting:
        return Finding(what, Verdict.OK, Text("không thông điệp nào đang chờ", "none waits"))
    newest = page["letters"][0]["detail"]
    text = Text(
        f"{waiting} thông điệp chờ quyết định, mới nhất: {newest}",
        f"{waiting} wait for a decision, the newest: {newest}",
    )
    todo = Text(
        f"tthc dlq list {service}; xem docs/runbook/dead-letters-waiting.md",
        f"tthc dlq list {service}; see docs/runbook/dead-letters-waiting.md",
    )
    return Finding(what, Verdict.WARNING, text, todo)
