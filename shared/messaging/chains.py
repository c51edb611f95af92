"""The order that a relay keeps in each partition: a record names the one that stands before it."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable

#: No store takes so many events without telling any in some partition: a jump by more is no relay's.
MAX_JUMP = 10**9


class Chains:
    """The sequences that stand in partitions; tells a record that a relay can't have put behind them."""

    def __init__(self) -> None:
        self._standing: dict[Hashable, list[int]] = defaultdict(list)

    def take(self, chain: Hashable, previous: int, sequence: int) -> bool:
        """The next record of a chain; False for one that names a predecessor before what stands there."""
        if sequence - previous > MAX_JUMP:
            return False
        standing = self._standing[chain]
        after = bisect_right(standing, previous)
        if after < len(standing) and standing[after] < sequence:
            return False
        insort(standing, sequence)
        return True
