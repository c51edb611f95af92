"""Standard output and error as they are: a console of another encoding, a pipe that nobody reads, or nothing.

No text and no reader ends a command in an exception, or changes its exit code. What a console can't show is
written as near to it as it can: Windows' cp1258 has tones of their own, ASCII the bare letters. JSON keeps
everything, as escapes.
"""

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: What isn't a letter with marks, by what stands for it on any console.
_PLAIN = {
    **{"đ": "d", "Đ": "D", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "..."},
    **{"·": "-", "•": "*", "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "×": "x", "✓": "v", "✗": "x"},
    **{"«": '"', "»": '"', "\u00a0": " ", "\u202f": " "},
}

Replace = Callable[[UnicodeError], tuple[str, int]]


class _UnreadPipe(io.FileIO):
    """A file whose reader may have left, as `head` does: what comes after that goes nowhere."""

    def write(self, data: "ReadableBuffer", /) -> int:
        """The number of bytes that were taken."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes


def settle_streams(arguments: Sequence[str]) -> None:
    """Make `sys.stdout` and `sys.stderr` take any text. `arguments`: of the command line."""
    sys.stdout = _settled(sys.stdout, "json" if "--json" in arguments else "plain")
    sys.stderr = _settled(sys.stderr, "plain")


def _settled(stream: TextIO | None, form: str) -> TextIO:
    if stream is None:  # it was closed before we began
        return Path(os.devnull).open("w", encoding="utf-8")
    if type(stream) is not io.TextIOWrapper:
        return stream  # somebody put their own there
    codec = codecs.lookup(stream.encoding)
    handler = f"tthc-{form}-{codec.name}"
    codecs.register_error(handler, _escaped if form == "json" else _shown_in(codec))
    if stream.isatty():  # its reader doesn't leave; and Windows' own takes no bytes
        stream.reconfigure(errors=handler)
        return stream
    stream.flush()
    raw = _UnreadPipe(stream.fileno(), "w", closefd=False)
    buffered = io.BufferedWriter(raw)
    return io.TextIOWrapper(
        buffered,
        stream.encoding,
        handler,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """As JSON has it: UTF-16, each half as four digits."""
    assert isinstance(error, UnicodeEncodeError)
    halves = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4)), error.end


def _shown_in(codec: codecs.CodecInfo) -> Replace:
    """Gives for what a codec can't write what comes next to it there."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeEncodeError)
        return "".join(map(nearest, error.object[error.start : error.end])), error.end

    def nearest(mark: str) -> str:
        return next((text for text in _forms(mark) if _can_write(codec, text)), "?")

    return replace


def _forms(mark: str) -> tuple[str, ...]:
    """Ways to write a character, the best first: the tone as a mark of its own, then without any marks."""
    decomposed = unicodedata.normalize("NFKD", mark)
    tones = "".join(one for one in decomposed if one in _TONES)
    letter = unicodedata.normalize("NFC", "".join(one for one in decomposed if one not in _TONES))
    bare = "".join(one for one in decomposed if not unicodedata.combining(one))
    return (f"{letter}{tones}", _PLAIN.get(mark, ""), bare) if mark in _PLAIN else (f"{letter}{tones}", bare)


def _can_write(codec: codecs.CodecInfo, text: str) -> bool:
    try:
        codec.encode(text)
    except UnicodeEncodeError:
        return False
    return True
