"""What `tthc case claim-cause`, …, `clear-return` do: a command, as whom the token is for."""

from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from shared.client.tokens import GivenToken
from shared.contracts.topics import Service
from tthc.commands.terminal import Terminal
from tthc.connection import connected


def run_claim(terminal: Terminal, case: str, token_file: Path, body: dict[str, Any]) -> None:
    """An objective cause is claimed."""
    done = _given(terminal, case, token_file, "ClaimObjectiveCause", body)
    _say(
        terminal,
        done,
        f"Đã nêu nguyên nhân khách quan của bước {body['step']}, hồ sơ {case}; chờ lãnh đạo xem xét.",
        f"Claimed an objective cause of step {body['step']} of case {case}; a leader is to decide.",
    )


def run_decide(
    terminal: Terminal, case: str, token_file: Path, body: dict[str, Any], *, confirmed: bool
) -> None:
    """One is confirmed or refused."""
    step = body["step"]
    if confirmed:
        done = _given(terminal, case, token_file, "ConfirmObjectiveCause", body)
        vi = f"Đã công nhận nguyên nhân khách quan của bước {step}, hồ sơ {case}."
        en = f"Confirmed the objective cause of step {step} of case {case}."
    else:
        done = _given(terminal, case, token_file, "RefuseObjectiveCause", body)
        vi = f"Không công nhận nguyên nhân khách quan của bước {step}, hồ sơ {case}."
        en = f"Refused the objective cause of step {step} of case {case}."
    _say(terminal, done, vi, en)


def run_clear(terminal: Terminal, case: str, token_file: Path, event: int, reason: str) -> None:
    """A return counts against nobody."""
    done = _given(terminal, case, token_file, "ClearReturn", {"returned": event, "reason": reason})
    _say(
        terminal,
        done,
        f"Lần trả lại ở sự kiện {event} của hồ sơ {case} không tính cho người đã làm.",
        f"The return by event {event} of case {case} counts against nobody.",
    )


def _given(terminal: Terminal, case: str, token_file: Path, command: str, body: dict[str, Any]) -> Any:
    """Give the command; a refusal ends the program."""
    settings, path = terminal.settings(), f"/cases/{quote(case, safe='')}/{command}"
    tokens = GivenToken(token_file.read_text("utf-8").strip())

    async def give() -> Any:
        async with connected(settings, terminal.language, tokens=tokens) as services:
            return await services.post(Service.CASES, path, key=str(uuid4()), json=body)

    return terminal.run(give())


def _say(terminal: Terminal, done: Any, vi: str, en: str) -> None:
    if terminal.json:
        terminal.result(done)
        return
    terminal.out.print(terminal.translated(vi, en), soft_wrap=True, markup=False)
