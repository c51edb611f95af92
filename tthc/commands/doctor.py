"""What `tthc doctor` does: look whether everything is as it should be, and say what to do."""

import typer
from rich.markup import escape

from tthc.commands.terminal import ExitCode, Terminal
from tthc.operations.doctor import examine
from tthc.operations.finding import Finding, Verdict
from tthc.operations.record import settings_of_running

_VERDICTS = {
    Verdict.OK: ("green", "tốt", "ok"),
    Verdict.WARNING: ("yellow", "lưu ý", "warning"),
    Verdict.FAILURE: ("bold red", "hỏng", "failure"),
}


def run_doctor(terminal: Terminal) -> None:
    """Look at everything, and show each finding when it is there."""
    settings = settings_of_running(terminal.settings())

    async def look() -> list[Finding]:
        found = []
        async for finding in examine(settings):
            found.append(finding)
            if not terminal.json:
                _show(terminal, finding)
        return found

    found = terminal.run(look())
    failures = sum(finding.verdict is Verdict.FAILURE for finding in found)
    if terminal.json:
        terminal.result(
            {"failures": failures, "findings": [finding.told(terminal.language) for finding in found]}
        )
    if failures:
        raise typer.Exit(ExitCode.REFUSED)


def _show(terminal: Terminal, finding: Finding) -> None:
    colour, vi, en = _VERDICTS[finding.verdict]
    verdict = f"[{colour}]{terminal.translated(vi, en):7}[/]"
    text = finding.text.told(terminal.language)
    todo = f" → {escape(finding.todo.told(terminal.language))}" if finding.todo else ""
    terminal.out.print(f"{verdict} {escape(finding.what)}: {escape(text)}{todo}", soft_wrap=True)
