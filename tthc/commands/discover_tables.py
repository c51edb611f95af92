"""What `tthc discover` shows: tables to people, one JSON object to machines."""

from rich.markup import escape
from rich.table import Table

from shared.contracts.vocabulary import TimeLimit
from shared.kernel import Counting
from tthc.commands.summary_table import number
from tthc.commands.terminal import Terminal
from tthc.mining.discovery.drafting import Drafted
from tthc.mining.discovery.found import Discovery, FoundStep
from tthc.mining.discovery.told import told

_SHOWN = 10  #: rows of a table that isn't about steps; all are in the JSON
_WIDE = 126  #: characters that a wide table has where nobody's window is narrower


def show_found(terminal: Terminal, found: Discovery, drafted: Drafted | None) -> None:
    """What was found, and what became of the draft if there is one."""
    if terminal.json:
        further = {} if drafted is None else {"draft": drafted.told()}
        terminal.result({**told(found, terminal.language), **further})
        return
    show_discovery(terminal, found)
    if drafted is not None:
        show_drafted(terminal, drafted)


def show_discovery(terminal: Terminal, found: Discovery) -> None:
    """The tables: overview, steps, units, hand-offs, variants."""
    make_room(terminal)
    terminal.out.print(_overview(terminal, found))
    terminal.out.print(_steps(terminal, found))
    terminal.out.print(_units(terminal, found))
    if found.hand_offs:
        terminal.out.print(_hand_offs(terminal, found))
    terminal.out.print(_variants(terminal, found))
    for notice in found.notices:
        terminal.note(notice.message(terminal.language), notice.message(terminal.language))


def show_drafted(terminal: Terminal, drafted: Drafted) -> None:
    """What became of the draft."""
    place = f"{drafted.agency} / {drafted.edition}"
    if not drafted.findings:
        text = terminal.translated(
            f"Đã lập dự thảo {place}, đủ điều kiện ban hành.", f"Drafted {place}, fit to issue."
        )
    else:
        text = terminal.translated(
            f"Đã lập dự thảo {place}; còn phải sửa:", f"Drafted {place}; still to be mended:"
        )
    terminal.out.print(escape(text), soft_wrap=True)
    if drafted.carried:
        place_vi = "thay thủ tục cùng mã" if drafted.replaced else "thêm thủ tục mới"
        place_en = "replaces the one of its code" if drafted.replaced else "is added to them"
        terminal.note(
            f"Bắt đầu từ {drafted.carried} thủ tục của lần ban hành trước; đề xuất này {place_vi}.",
            f"It starts from {drafted.carried} procedures of the last edition; the proposal {place_en}.",
        )
    for finding in drafted.findings:
        terminal.out.print(f"[yellow]·[/] {escape(finding)}", soft_wrap=True)


def _overview(terminal: Terminal, found: Discovery) -> Table:
    table = Table(title=escape(f"{found.code} · {found.name}"), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    figures = (
        ("Hồ sơ", "Cases", number(terminal, found.cases)),
        ("Sự kiện", "Events", number(terminal, found.events)),
        ("Hoạt động", "Activities", number(terminal, len(found.steps))),
        ("Phòng ban", "Units", number(terminal, len(found.divisions))),
        ("Công chức", "Officials", number(terminal, found.officials)),
        ("Trình tự xử lý khác nhau", "Variants", number(terminal, found.variants)),
        ("Hồ sơ có việc làm lại", "Cases with rework", _part(terminal, found.cases_reworked, found.cases)),
        ("Lượt làm lại", "Visits that are rework", number(terminal, found.again)),
        (
            "Hồ sơ đi khác trình tự thường gặp",
            "Cases out of order",
            _part(terminal, found.cases_out_of_order, found.cases),
        ),
        ("Tổng thời hạn đề xuất", "Proposed total", _limit(terminal, found.time_limit)),
        ("Hồ sơ đạt tổng thời hạn", "Cases within it", _part(terminal, found.met_total, found.cases)),
        (
            f"Thời hạn mà {found.meets} % hồ sơ đạt",
            f"Limit that {found.meets} % of cases meet",
            _limit(terminal, found.case_limit),
        ),
        ("Hồ sơ đạt thời hạn đó", "Cases within that", _part(terminal, found.met_case_limit, found.cases)),
        (
            "Hồ sơ đạt thời hạn ở mọi bước",
            "Cases within the limit of every step",
            _part(terminal, found.met_every_step, found.cases),
        ),
    )
    for vi, en, value in figures:
        table.add_row(terminal.translated(vi, en), value)
    return table


def _steps(terminal: Terminal, found: Discovery) -> Table:
    title = terminal.translated(
        f"Các bước theo trình tự; thời hạn đáp ứng ít nhất {found.meets} % lượt xử lý",
        f"Steps in order; limits that at least {found.meets} % of visits meet",
    )
    vi = "Giai đoạn|Mã|Bước|Phòng ban|Lượt|Trung vị|80 %|95 %|Thời hạn|Đạt|Làm lại"
    en = "Stage|Code|Step|Unit|Visits|Median|80 %|95 %|Limit|Met|Again"
    table = Table(title=title)
    for index, heading in enumerate(terminal.translated(vi, en).split("|")):
        table.add_column(heading, justify="left" if index in (1, 2, 3) else "right")
    for step in found.steps:
        table.add_row(*_step(terminal, found, step))
    optional = sum(step.optional for step in found.steps)
    table.caption = terminal.translated(f"*: không bắt buộc ({optional})", f"*: optional ({optional})")
    return table


def _step(terminal: Terminal, found: Discovery, step: FoundStep) -> tuple[str, ...]:
    needed = (step.needed.median, step.needed.percentile_80, step.needed.percentile_95)
    return (
        str(step.stage),
        escape(step.code) + ("*" if step.optional else ""),
        escape(step.name),
        escape(step.division),
        number(terminal, step.visits),
        *(amount(TimeLimit.of(one, found.counting)) for one in needed),
        amount(step.limit),
        percent(terminal, step.met, step.visits),
        number(terminal, step.again),
    )


def _units(terminal: Terminal, found: Discovery) -> Table:
    table = Table(title=terminal.translated("Phòng ban làm nhiều nhất", "Units that do most"))
    for heading in terminal.translated("Mã|Tên", "Code|Name").split("|"):
        table.add_column(heading)
    table.add_column(terminal.translated("Lượt", "Visits"), justify="right")
    for code, visits in list(found.work_of_units.items())[:_SHOWN]:
        table.add_row(escape(code), escape(found.divisions[code]), number(terminal, visits))
    return table


def _hand_offs(terminal: Terminal, found: Discovery) -> Table:
    """Givers in rows, takers in columns: the units between which most goes."""
    table = Table(
        title=terminal.translated("Chuyển giao giữa các phòng ban (từ ↓ đến →)", "Hand-offs (from ↓ to →)")
    )
    units = [code for code in found.work_of_units if any(code in pair for pair in found.hand_offs)][:_SHOWN]
    table.add_column("")
    for taker in units:
        table.add_column(escape(taker), justify="right")
    for giver in units:
        counts = (found.hand_offs.get((giver, taker), 0) for taker in units)
        table.add_row(escape(giver), *(number(terminal, count) if count else "·" for count in counts))
    return table


def _variants(terminal: Terminal, found: Discovery) -> Table:
    table = Table(title=terminal.translated("Trình tự xử lý thường gặp nhất", "Commonest variants"))
    table.add_column(terminal.translated("Hồ sơ", "Cases"), justify="right")
    table.add_column("%", justify="right")
    table.add_column(terminal.translated("Các bước", "Steps"))
    for way, cases in found.commonest[:_SHOWN]:
        table.add_row(number(terminal, cases), percent(terminal, cases, found.cases), escape(" → ".join(way)))
    return table


def make_room(terminal: Terminal) -> None:
    """Let tables of many columns be as wide as they need where no window bounds them."""
    if not terminal.out.is_terminal:
        terminal.out.width = max(_WIDE, terminal.out.width)


def amount(limit: TimeLimit) -> str:
    """A limit as a cell has room for it: `28:00` (hours and minutes of working time), `3 d`."""
    if limit.duration.startswith("PT"):
        return f"{limit.amount // 60}:{limit.amount % 60:02}"
    return f"{limit.amount} d"


def percent(terminal: Terminal, part: int, whole: int) -> str:
    """A share in per cent, as the reader writes it; a dash of nothing."""
    return number(terminal, 100.0 * part / whole) if whole else "–"


def _part(terminal: Terminal, part: int, whole: int) -> str:
    return f"{number(terminal, part)} ({percent(terminal, part, whole)} %)"


def _limit(terminal: Terminal, limit: TimeLimit) -> str:
    if limit.counting == Counting.WORKING_HOURS:
        return f"{amount(limit)} " + terminal.translated("giờ làm việc", "h of working time")
    return f"{limit.amount} " + terminal.translated("ngày làm việc", "working days")
