"""Finding a byte pattern in a stream that comes in chunks."""


class Pattern:
    """A pattern of which the `nth` occurrence matters, whichever connection it comes in."""

    def __init__(self, wanted: bytes, nth: int = 1) -> None:
        if not wanted or nth < 1:
            raise ValueError("a pattern has at least one byte, and counts from 1")
        self.wanted = wanted
        self._left = nth

    def counted(self) -> bool:
        """Count one occurrence; whether it is the one that matters."""
        self._left -= 1
        return self._left == 0


class Watch:
    """Looks at one direction of one connection. Holds back what may be the beginning of the pattern."""

    def __init__(self) -> None:
        self._window = b""  # the end of what came, as far as it is a beginning of the pattern
        self._unsent = 0  # so many of its bytes were not given on

    @property
    def holding(self) -> bool:
        """Whether bytes are held back."""
        return self._unsent > 0

    def release(self) -> bytes:
        """What is held back; the pattern is still found after it, but no longer swallowed from its start."""
        held = self._window[len(self._window) - self._unsent :]
        self._unsent = 0
        return held

    def feed(self, chunk: bytes, pattern: Pattern | None, *, whole: bool) -> tuple[bytes, bool]:
        """What may go on, and whether the occurrence that matters was seen.

        What goes on then ends with the pattern (`whole`), or just before it.
        """
        data = self._window + chunk
        sent = len(self._window) - self._unsent
        if pattern is None:
            self._window, self._unsent = b"", 0
            return data[sent:], False
        start = end = 0
        while (start := data.find(pattern.wanted, end)) >= 0:
            end = start + len(pattern.wanted)
            if pattern.counted():
                self._window, self._unsent = b"", 0
                return data[sent : end if whole else max(start, sent)], True
        kept = _beginning(data[end:], pattern.wanted)
        self._window = data[len(data) - kept :]
        self._unsent = 0 if whole else min(kept, len(data) - sent)
        return data[sent : len(data) - self._unsent], False


def _beginning(data: bytes, wanted: bytes) -> int:
    """How many of the last bytes are a beginning of the pattern."""
    longest = min(len(data), len(wanted) - 1)
    return next((size for size in range(longest, 0, -1) if data.endswith(wanted[:size])), 0)
