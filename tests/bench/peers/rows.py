"""Rounds of ours beside the peer's, and the medians of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table

from tests.bench.pairs import Pair, medians
from tests.bench.peers.flowable_engine import NAME

#: Cases in flight, and how many times the peer's steps a second ours are to be settled.
GOALS = {32: 4.0, 500: 5.0}


@dataclass(frozen=True, slots=True)
class Round:
    """Steps a second of one round, and milliseconds of CPU a step in all processes that had a part in it.

    The peer's are None where there is none.
    """

    accepted: float
    settled: float
    cpu: float
    peer: float | None = None
    peer_cpu: float | None = None


@dataclass(frozen=True, slots=True)
class PeerRow:
    """The medians of all rounds with so many cases in flight."""

    in_flight: int
    accepted: float
    settled: float
    cpu: float
    peer: float | None
    peer_cpu: float | None
    ratio: float | None
    rounds: int

    @property
    def plain(self) -> dict[str, float | str | None]:
        """As a row of the table."""
        return {
            "profile": "peers",
            "in_flight": self.in_flight,
            "accepted_steps_a_second": round(self.accepted),
            "steps_a_second": round(self.settled),
            "peer_steps_a_second": None if self.peer is None else round(self.peer),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "goal": GOALS[self.in_flight],
            "cpu_milliseconds_a_step": round(self.cpu, 2),
            "peer_cpu_milliseconds_a_step": None if self.peer_cpu is None else round(self.peer_cpu, 2),
            "rounds": self.rounds,
        }


def row_of(in_flight: int, rounds: Sequence[Round]) -> PeerRow:
    """The medians of the rounds; the peer's of those that it had a part in."""

    def middle(values: Iterable[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return median(known) if known else None

    beside = [Pair(one.settled, one.peer) for one in rounds if one.peer is not None]
    return PeerRow(
        in_flight=in_flight,
        accepted=median(one.accepted for one in rounds),
        settled=median(one.settled for one in rounds),
        cpu=median(one.cpu for one in rounds),
        peer=middle(one.peer for one in rounds),
        peer_cpu=middle(one.peer_cpu for one in rounds),
        ratio=medians(beside).ratio if beside else None,
        rounds=len(rounds),
    )


def peer_table(rows: Sequence[PeerRow]) -> Table:
    """For people."""
    table = Table(title=f"Steps a second beside {NAME}, medians of the rounds")
    names = (
        "in flight",
        "accepted",
        "settled",
        NAME,
        "settled over it",
        "goal",
        "CPU a step, ms",
        f"{NAME}'s",
        "rounds",
    )
    for name in names:
        table.add_column(name, justify="right")
    for row in rows:
        values = list(row.plain.values())[1:]
        table.add_row(*("–" if value is None else str(value) for value in values))
    return table
