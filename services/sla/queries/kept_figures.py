"""The rows behind figures, kept for as long as a page is looked at; then, to say what changed since.

    name = kept.name(position, epoch, asked)  # "1954321.1.4711.5f0c…"
    is_there = await kept.keep(name, rows)
    figure = await kept.find(name)

Kept is what lists are asked by, and in which order: of a row itself only its id. Each quarter of an hour has
a generation of its own, so that what is too old goes at once. The name says which: nobody looks it up.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

import msgspec

from services.sla.views.documents import CASES, STEPS
from services.sla.views.escalation_documents import ESCALATIONS
from services.sla.views.visit_documents import PASSED, REDONE, SENT_BACK, VISITS
from shared.documents.fitting import fits
from shared.documents.port import Collection, Document, Documents, full_name
from shared.documents.query import Condition
from shared.documents.values import Body, instant, parse_instant
from shared.errors import Unavailable

#: So long a list shows the rows of its figure, at least.
KEPT = timedelta(minutes=15)
#: Asked again so soon, a figure isn't written again.
_AGAIN = timedelta(minutes=1)
#: The figure's rows serve for so many quarters to say what changed since.
_QUARTERS = 8
#: How much is kept: more rows of one answer, or more answers in a quarter, are not.
ROWS, _ANSWERS = 10_000, 500
_COLLECTION = "kept_figures"

_UNIT = ("agency", "division", "official", "procedure")
_TIMES = ("agency", "procedure", "state", "late", "overdue", "due_at", "due_soon_at")
#: What lists are asked by.
_ASKED: Mapping[str, tuple[str, ...]] = {
    CASES.name: _TIMES,
    STEPS.name: (*_TIMES, "division", "official", "waiting", "receipt_overdue", "started_at"),
    ESCALATIONS.name: (
        "agency",
        "case_agency",
        "told_agency",
        "division",
        "level",
        "procedure",
        "state",
        "raised_at",
        "acknowledged_at",
    ),
    VISITS.name: (
        *_UNIT,
        "started_at",
        "ended_on",
        "done_on",
        "late",
        "late_through_others",
        "late_through_suspension",
        "late_by_objective_cause",
    ),
    SENT_BACK.name: (*_UNIT, "day", "way"),
    REDONE.name: (*_UNIT, "day", "cleared"),
    PASSED.name: ("agency", "division", "procedure", "day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFigure:
    """What a figure counted."""

    position: int  #: of the log
    until: datetime | None  #: so long its list shows these rows
    rows: Mapping[str, Sequence[Body]] | None  #: by collection; None: they are kept no more

    def is_shown(self, now: datetime) -> bool:
        """Whether a list shows these rows, and not those that there are now."""
        return self.until is not None and now < self.until

    def of(self, collection: Collection[Any], where: Sequence[Condition]) -> list[Body]:
        """The rows that fitted conditions when they were counted."""
        return [one for one in (self.rows or {}).get(collection.name, ()) if fits(one, where)]


class KeptFigures:
    """Keeps them beside the read models, where every process of the service finds them."""

    def __init__(self, documents: Documents, now: Callable[[], datetime]) -> None:
        self._documents = documents
        self._now = now

    def name(self, position: int, epoch: int, asked: object) -> str:
        """What the rows of an answer to what was asked are kept under; `epoch`: of the log."""
        told = blake2b(repr(asked).encode(), digest_size=8).hexdigest()
        return f"{_quarter(self._now())}.{epoch}.{position}.{told}"

    async def is_kept(self, name: str) -> bool:
        """Whether they are, and stay for their time from now on."""
        found = await self.find(name)
        return found.is_shown(self._now() + KEPT)

    async def keep(self, name: str, rows: Mapping[str, Sequence[Document]]) -> bool:
        """Whether there was room for them; where the store takes nothing at the moment, there is none."""
        if sum(map(len, rows.values())) > ROWS:
            return False
        until = self._now() + KEPT + _AGAIN
        body = {"until": instant(until), "rows": _packed(rows)}
        quarter, id = _parts(name)
        stored = full_name(_COLLECTION, quarter)
        try:
            if await self._documents.count(stored) >= _ANSWERS:
                return False
            await self._drop_old(quarter)
            await self._documents.upsert(stored, [Document(id, int(until.timestamp()), body)])
        except Unavailable:
            return False
        return True

    async def find(self, name: str) -> KeptFigure:
        """What was kept under a name."""
        quarter, id = _parts(name)
        found = await self._documents.get(full_name(_COLLECTION, quarter), id)
        rows = _unpacked(found.body["rows"]) if found is not None else None
        until = parse_instant(found.body["until"]) if found is not None and rows is not None else None
        return KeptFigure(position=int(id.split(".")[1]), until=until, rows=rows)

    async def _drop_old(self, quarter: int) -> None:
        """Those whose time is over; and such as a clock that was ahead has left."""
        for one in await self._documents.generations(_COLLECTION):
            if not quarter - _QUARTERS <= one <= quarter + 1:
                await self._documents.drop(_COLLECTION, one)


def _quarter(now: datetime) -> int:
    return int(now.timestamp() // KEPT.total_seconds())


def _parts(name: str) -> tuple[int, str]:
    quarter, _, id = name.partition(".")
    return int(quarter), id


def _packed(rows: Mapping[str, Sequence[Document]]) -> str:
    told = {
        name: [[one.id, *(getattr(one.body, field) for field in _ASKED[name])] for one in found]
        for name, found in rows.items()
    }
    return b64encode(zlib.compress(msgspec.json.encode(told))).decode()


def _unpacked(text: str) -> dict[str, list[Body]] | None:
    """None: they were kept by an earlier version, which asked lists by other fields."""
    told: dict[str, list[list[Any]]] = msgspec.json.decode(zlib.decompress(b64decode(text)))
    fields = {name: ("id", *_ASKED.get(name, ())) for name in told}
    if any(len(values) != len(fields[name]) for name, found in told.items() for values in found):
        return None
    return {
        name: [dict(zip(fields[name], one, strict=True)) for one in found] for name, found in told.items()
    }
