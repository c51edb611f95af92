"""What `tthc report` does: a report of running services, or straight from the stores, into a whole file."""

from pathlib import Path
from urllib.parse import quote

from services.sla.reporting.making import ReportForm, report_file
from services.sla.reporting.periods import ReportPeriod
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.printing.typesetting import Setting
from shared.settings import Settings
from tthc.commands.summary_table import number
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.operations.errors import ReportFormUnclear
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_scorecards import stored_report
from tthc.operations.whole_files import whole_file


def run_report(terminal: Terminal, agency: str | None, period: str, output: Path, form: str | None) -> None:
    """Write the file, and say where it is."""
    with terminal.refusals(ExitCode.USAGE):
        known = ReportPeriod.parse(period)
        asked = ReportForm(form) if form is not None else _form_of(output)
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        content = terminal.run(_served(terminal, settings, agency, known, asked))
    else:
        content = terminal.run(_stored(terminal, settings, agency, known, asked))
    with terminal.refusals(), whole_file(output) as file:
        file.write(content)
        size = file.put()
    if terminal.json:
        terminal.result({"file": str(output), "bytes": size, "agency": agency, "period": known.name})
        return
    told = number(terminal, size)
    text = terminal.translated(f"Đã ghi {output}: {told} byte.", f"Wrote {output}: {told} bytes.")
    terminal.out.print(text, soft_wrap=True, markup=False)


async def _served(
    terminal: Terminal, settings: Settings, agency: str | None, period: ReportPeriod, form: ReportForm
) -> bytes:
    path = f"/reports/{quote(period.name)}.{form.value}"
    params = {"agency": agency} if agency is not None else None
    async with connected(settings, terminal.language) as services:
        return await services.file(Service.SLA, path, as_=AUDITOR, params=params)


async def _stored(
    terminal: Terminal, settings: Settings, agency: str | None, period: ReportPeriod, form: ReportForm
) -> bytes:
    with writable(settings, lambda _copy: None) as here:
        report = await stored_report(here, agency, period)
    return report_file(report, form, terminal.language, Setting(settings.font_directory))


def _form_of(output: Path) -> ReportForm:
    """What the file's name says. Raises `ReportFormUnclear`."""
    ending = output.suffix.lower().removeprefix(".")
    if ending not in {*ReportForm}:
        raise ReportFormUnclear(where=str(output), path=output)
    return ReportForm(ending)
