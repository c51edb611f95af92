"""A file held against the system before anything is written: what is to be made, or all that is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.cases.application.histories import acts
from services.cases.domain.near import nearest
from services.catalog.domain.edition.in_force import begin_of
from shared.client.services import Services
from shared.errors import Refusal
from shared.kernel import day_of
from tthc.histories import absences, organisation
from tthc.histories.absences import Leave
from tthc.histories.editions import NewEdition, Ordering
from tthc.histories.errors import AgencyOfNobody, refuse_all
from tthc.histories.file import History
from tthc.histories.organisation import Additions, additions
from tthc.histories.province import Province
from tthc.histories.standing import Standing, look


@dataclass(frozen=True, kw_only=True)
class HistoryPlan:
    """What a file adds to the system besides its cases."""

    history: History
    found: Mapping[str, Standing]
    additions: tuple[Additions, ...]
    editions: tuple[NewEdition, ...]
    leaves: tuple[Leave, ...]
    at: datetime  #: when what is new begins


async def plan_history(services: Services, history: History, now: datetime) -> HistoryPlan:
    """Look at the system. Raises `HistoryUnfit` with all that the catalog's rules refuse in the header."""
    first_day = history.first_day or day_of(now)
    at = begin_of(first_day)
    found = await look(services, history.header, {agency for agency, _ in history.cases})
    made, editions, leaves, faults = _judged(history, found, first_day, at)
    for one in faults:
        one.where = history.where(one.where or "")
    refuse_all(str(history.path), faults)
    return HistoryPlan(history=history, found=found, additions=made, editions=editions, leaves=leaves, at=at)


def _judged(
    history: History, found: Mapping[str, Standing], first_day: date, at: datetime
) -> tuple[tuple[Additions, ...], tuple[NewEdition, ...], tuple[Leave, ...], list[Refusal]]:
    province = Province()
    province.know(found)
    made = tuple(additions(history.header, found, first_day))
    faults = [*organisation.judge(made, province, at)]
    ordering = Ordering(province, found, at)
    ordering.order(history.header)
    faults += _agencies_of_nobody(history, found)
    leaves, unfit = absences.leaves(history.absences, history.header, found)
    faults += [*ordering.faults, *unfit, *absences.judge(leaves, province)]
    return made, tuple(ordering.made), tuple(leaves), faults


def _agencies_of_nobody(history: History, found: Mapping[str, Standing]) -> Iterator[Refusal]:
    """Where a case is opened in an agency that neither the system nor the file has."""
    known = {*found, *(one.code for one in history.header.organisation)}
    for one in history.acts:
        if isinstance(one.act, acts.Open) and one.act.agency not in known:
            agency, near = one.act.agency, nearest(one.act.agency, known)
            yield AgencyOfNobody(where=f"{one.line}:agency", agency=agency, near=near)
