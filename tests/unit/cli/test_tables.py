"""What a table shows can be copied from it, however narrow the terminal is."""

import io

from rich.console import Console

from tthc.commands.tables import headed


def test_a_long_code_goes_on_in_the_next_line() -> None:
    table, narrow = headed("Row|Code"), Console(file=io.StringIO(), width=30)
    table.add_row("organisation-snv.xlsx:staff:17", "chuyen-vien-cchc")
    with narrow.capture() as shown:
        narrow.print(table)
    cells = [line.split("│")[1:3] for line in shown.get().splitlines() if "│" in line]
    rows, codes = ("".join(part.strip() for part in column) for column in zip(*cells, strict=True))
    assert rows.endswith("organisation-snv.xlsx:staff:17")
    assert codes.endswith("chuyen-vien-cchc")
