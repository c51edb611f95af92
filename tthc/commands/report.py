"""What `tthc report` does: a report of running services, or straight from the stores, into a whole file."""

from pathlib import Path
from urllib.parse import quote

from services.sla.reporting.keeping import MadeReportFile, WantedFile
from services.sla.reporting.making import ReportForm
from services.sla.reporting.periods import ReportPeriod
from shared.client.tokens import AUDITOR
from shared.contracts.topics import Service
from shared.errors import Text
from shared.settings import Settings
from tthc.commands.summary_table import number
from tthc.commands.terminal import ExitCode, Terminal
from tthc.connection import connected
from tthc.operations.errors import ReportFormUnclear
from tthc.operations.read_only import writable
from tthc.operations.record import running_deployment
from tthc.operations.stored_scorecards import stored_report
from tthc.operations.whole_files import whole_file


def run_report(
    terminal: Terminal,
    agency: str | None,
    period: str,
    output: Path,
    *,
    form: str | None,
    edition: int | None,
) -> None:
    """Write the file, and say where it is and what it is."""
    with terminal.refusals(ExitCode.USAGE):
        known = ReportPeriod.parse(period)
        asked = ReportForm(form) if form is not None else _form_of(output)
    wanted = WantedFile(form=asked, language=terminal.language, edition=edition)
    settings = terminal.settings()
    if settings.distributed or running_deployment(settings.data_dir) is not None:
        made = terminal.run(_served(terminal, settings, agency, known, wanted))
    else:
        made = terminal.run(_stored(terminal, settings, agency, known, wanted))
    with terminal.refusals(), whole_file(output) as file:
        file.write(made.content)
        size = file.put()
    if terminal.json:
        answer = {"file": str(output), "bytes": size, "agency": agency, "period": known.name}
        terminal.result({**answer, "edition": made.edition, "editions": made.newest})
        return
    told = number(terminal, size)
    text = terminal.translated(f"Đã ghi {output}: {told} byte.", f"Wrote {output}: {told} bytes.")
    terminal.out.print(text, soft_wrap=True, markup=False)
    terminal.out.print(_said(made).told(terminal.language), soft_wrap=True, markup=False)


def _said(made: MadeReportFile) -> Text:
    """What edition it is, and whether there is a newer one."""
    edition, newest = made.edition, made.newest
    if edition is None:
        return Text(
            "Kỳ báo cáo chưa kết thúc: số liệu tạm tính, báo cáo không được lưu.",
            "The period isn't over: figures to date, and the report isn't kept.",
        )
    if newest is not None and newest > edition:
        return Text(
            f"Bản {edition}, đã lưu. Sau đó có thay đổi: xem --edition {newest}.",
            f"Edition {edition}, as it is kept. Something was otherwise later: see --edition {newest}.",
        )
    return Text(
        f"Bản {edition}, đã lưu: lần sau cho đúng tệp này.",
        f"Edition {edition}, kept: the next time it is this very file.",
    )


async def _served(
    terminal: Terminal, settings: Settings, agency: str | None, period: ReportPeriod, wanted: WantedFile
) -> MadeReportFile:
    path = f"/reports/{quote(period.name)}"
    whose = {"agency": agency} if agency is not None else {}
    edition = {"edition": str(wanted.edition)} if wanted.edition is not None else {}
    async with connected(settings, terminal.language) as services:
        file = f"{path}.{wanted.form.value}"
        content = await services.file(Service.SLA, file, as_=AUDITOR, params={**whose, **edition})
        known = (await services.get(Service.SLA, path, as_=AUDITOR, params=whose))["editions"]
    newest = len(known) or None
    return MadeReportFile(content=content, edition=newest and (wanted.edition or 1), newest=newest)


async def _stored(
    terminal: Terminal, settings: Settings, agency: str | None, period: ReportPeriod, wanted: WantedFile
) -> MadeReportFile:
    def told(_copy: Path) -> None:
        terminal.note(
            "Không ghi được vào thư mục dữ liệu nên báo cáo này không được lưu.",
            "The data directory can't be written, so this report isn't kept.",
        )

    with writable(settings, told) as here:
        return await stored_report(here, agency, period, wanted)


def _form_of(output: Path) -> ReportForm:
    """What the file's name says. Raises `ReportFormUnclear`."""
    ending = output.suffix.lower().removeprefix(".")
    if ending not in {*ReportForm}:
        raise ReportFormUnclear(where=str(output), path=output)
    return ReportForm(ending)
