"""Tables whose cells are there to be copied: what is too long for its column goes on in the next line."""

from rich.console import Console
from rich.table import Table

#: Wider than any table.
_UNBOUND = 1_000
_LEAST = 8


def headed(heads: str, *, show_lines: bool = False) -> Table:
    """A table with these headings, which a `|` divides. The library's own would end a long code in `…`."""
    table = Table(*heads.split("|"), show_lines=show_lines)
    for column in table.columns:
        column.overflow = "fold"
    return table


def keep_first(table: Table, console: Console, wanted: int) -> None:
    """Keep the first column so wide, as far as the terminal has room beside the others' longest words.

    A table that is wider than its terminal loses its last columns.
    """
    table.columns[0].width = 1
    least = console.measure(table, options=console.options.update(max_width=_UNBOUND)).minimum
    table.columns[0].width = max(_LEAST, min(wanted, console.width - least + 1))
