"""What every command shares: the reader's language, where output goes, and how errors end it."""

import asyncio
import json as json_text
import sys
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape

from shared.errors import Language, Refusal
from shared.settings import LogFormat, Settings, SettingsInvalid, load_settings
from shared.telemetry.logs import configure_logging
from tthc.language import reader_language, translated
from tthc.mining.log.errors import LogRefused

T = TypeVar("T")


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    REFUSED = 1  #: by a service; or a check found something
    USAGE = 2  #: wrong options, or an input that can't be read
    INTERRUPTED = 130


class Terminal:
    """The reader: results go to stdout, everything else to stderr."""

    def __init__(self, *, json: bool = False, language: Language | None = None) -> None:
        self.json = json
        self.language = language or reader_language()
        self.out = Console(file=sys.stdout, highlight=False)
        self.err = Console(file=sys.stderr, highlight=False)

    @property
    def progress(self) -> bool:
        """Whether a moving progress bar makes sense."""
        return not self.json and self.err.is_terminal

    def translated(self, vi: str, en: str) -> str:
        """The text in the reader's language."""
        return translated(vi, en, self.language)

    def note(self, vi: str, en: str) -> None:
        """A line for people, on stderr; none with `--json`."""
        if not self.json:
            self.err.print(escape(self.translated(vi, en)), soft_wrap=True)

    def error(self, text: str) -> None:
        """An error, on stderr."""
        self.err.print(f"[bold red]{self.translated('Lỗi', 'Error')}:[/] {escape(text)}", soft_wrap=True)

    def result(self, value: Mapping[str, Any]) -> None:
        """One JSON object on stdout."""
        sys.stdout.write(json_text.dumps(value, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()

    def failure(self, code: str, message: str, **further: Any) -> None:
        """Why the command ends: for people on stderr; with `--json` one object on stdout, as results are."""
        if self.json:
            self.result({"code": code, "message": message, **further})
        else:
            self.error(message)

    def _tell(self, refusal: Refusal) -> None:
        message, where = refusal.message(self.language), refusal.where
        if self.json:
            self.failure(refusal.problem, message, **({"where": where} if where else {}))
        else:
            self.error(f"{where}: {message}" if where and where not in message else message)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do the work; a refusal is told and ends the command with its exit code."""
        with self.refusals():
            return asyncio.run(work)

    @contextmanager
    def refusals(self, code: ExitCode = ExitCode.REFUSED) -> Iterator[None]:
        """Tell a refusal that comes out of the block, place first, and end the command with this code."""
        try:
            yield
        except Refusal as refusal:
            self._tell(refusal)
            raise typer.Exit(ExitCode.USAGE if isinstance(refusal, LogRefused) else code) from refusal
        except SettingsInvalid as error:
            self.failure("settings-invalid", str(error))
            raise typer.Exit(ExitCode.USAGE) from error
        except KeyboardInterrupt as interrupt:
            raise typer.Exit(ExitCode.INTERRUPTED) from interrupt

    def settings(self, **given: Any) -> Settings:
        """The settings, and from here on only warnings are logged, unless the settings say otherwise.

        Ends the command where the settings can't be used.
        """
        with self.refusals():
            settings = load_settings(**given)
        level = settings.log_level if "log_level" in settings.model_fields_set else "WARNING"
        configure_logging(level, LogFormat.CONSOLE if self.err.is_terminal else settings.log_format)
        return settings
