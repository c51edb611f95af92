"""Days that people type: `2026-11-30`."""

from datetime import date

import typer

from shared.errors import Text
from tthc.language import reader_language


def read_day(text: str) -> date:
    """The day. Raises `typer.BadParameter` in the language of the reader."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        unfit = Text(
            f"“{text}” không phải là ngày, ví dụ 2026-11-30.", f"'{text}' is no day, such as 2026-11-30."
        )
        raise typer.BadParameter(unfit.told(reader_language())) from None
