"""How far a long piece of work is: a moving bar for people, a line now and then where nobody watches."""

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from tthc.commands.terminal import Terminal

_PERCENT_PER_LINE = 10


class ProgressBar:
    """Shows how far one piece of work is: `with ProgressBar(terminal, "Hồ sơ", "Cases", 1434) as bar:`."""

    def __init__(self, terminal: Terminal, vi: str, en: str, total: int | None = None) -> None:
        self._terminal = terminal
        self._label = terminal.translated(vi, en)
        self._total = total
        self._done = 0
        self._told = 0  #: per cent
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._terminal.progress:
            counted = [MofNCompleteColumn()] if self._total is not None else []
            columns = (TextColumn("{task.description}"), BarColumn(), *counted, TimeElapsedColumn())
            self._bar = Progress(*columns, console=self._terminal.err)
            self._task = self._bar.add_task(self._label, total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add(self, done: int) -> None:
        """So much more of the total is done."""
        self._done += done
        self.at(self._done, self._total or self._done)

    def at(self, done: int, total: int) -> None:
        """So much of a total is done."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif not self._terminal.json:
            self._tell(100 * done // max(total, 1))

    def _tell(self, percent: int) -> None:
        reached = percent - percent % _PERCENT_PER_LINE
        if reached > self._told:
            self._told = reached
            self._terminal.err.print(f"{self._label}: {reached} %")
