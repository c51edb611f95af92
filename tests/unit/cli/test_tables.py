"""What a table shows can be copied from it, however narrow the terminal is."""

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from tthc.commands.tables import headed, keep_first


def test_a_long_code_goes_on_in_the_next_line() -> None:
    table, narrow = headed("Row|Code"), Console(file=io.StringIO(), width=30)
    table.add_row("organisation-snv.xlsx:staff:17", "chuyen-vien-cchc")
    with narrow.capture() as shown:
        narrow.print(table)
    cells = [line.split("│")[1:3] for line in shown.get().splitlines() if "│" in line]
    rows, codes = ("".join(part.strip() for part in column) for column in zip(*cells, strict=True))
    assert rows.endswith("organisation-snv.xlsx:staff:17")
    assert codes.endswith("chuyen-vien-cchc")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_first_column_gives_way_before_the_last_one_is_lost(width: int) -> None:
    table, terminal = headed("Đơn vị|Xong|Trễ|Dùng|Chờ|Trả lại|Quá hạn"), Console(width=width)
    table.add_row("SNV/TCBC/snv.nguyen.van.hung", *["12.480"] * 5, "3 (+12)")
    keep_first(table, terminal, 28)
    with terminal.capture() as shown:
        terminal.print(table)
    lines = shown.get().splitlines()
    assert max(map(cell_len, lines)) <= width
    cells = [re.split("[│┃]", line)[1:-1] for line in lines if re.match("[│┃]", line)]
    columns = ["".join(part.strip() for part in column) for column in zip(*cells, strict=True)]
    assert columns[0] == "Đơn vịSNV/TCBC/snv.nguyen.van.hung"
    assert columns[-1].replace(" ", "") == "Quáhạn3(+12)"
    assert (len(cells) == 2) == (width == 120)
