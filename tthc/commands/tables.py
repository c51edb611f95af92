"""Tables whose cells are there to be copied: what is too long for its column goes on in the next line."""

from rich.table import Table


def headed(heads: str, *, show_lines: bool = False) -> Table:
    """A table with these headings, which a `|` divides. The library's own would end a long code in `…`."""
    table = Table(*heads.split("|"), show_lines=show_lines)
    for column in table.columns:
        column.overflow = "fold"
    return table
