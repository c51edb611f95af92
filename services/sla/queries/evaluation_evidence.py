"""What read models know for evaluations: where somebody had a part, what came back, who works where."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from services.sla.domain.coming_back import WayBack
from services.sla.domain.evaluation.periods import EvaluationPeriod
from services.sla.domain.evaluation.work import ReturnedWork
from services.sla.queries.scorecard_rows import case_event
from services.sla.views.clocks import CLOCK_VIEW
from services.sla.views.documents import OPEN, STEPS
from services.sla.views.staff import (
    CLOSED_PERIODS,
    OFFICIALS,
    STAFF_VIEW,
    ClosedPeriodDocument,
    StaffDocument,
)
from services.sla.views.visit_documents import SENT_BACK, VISITS, SentBackDocument
from services.sla.views.visits import VISIT_VIEW
from shared.documents.port import Documents
from shared.documents.query import any_of, asc, eq, gte, holds, lt
from shared.documents.reader import Reader
from shared.documents.values import parse_instant

#: What sends completed work back; a refusal says that a step isn't one's own.
_RETURNS = (WayBack.RETURNED, WayBack.REOPENED, WayBack.CASE_REOPENED, WayBack.ANSWER_RETURNED)


class EvaluationEvidence:
    """Finds what an evaluation stands on."""

    def __init__(self, documents: Documents) -> None:
        self._visits = Reader(documents, VISIT_VIEW)
        self._clocks = Reader(documents, CLOCK_VIEW)
        self._staff = Reader(documents, STAFF_VIEW)

    async def cases(self, official: str, period: EvaluationPeriod) -> list[str]:
        """The numbers of the cases in which something of theirs was open, ended or came back in a period."""
        begun = lt("started_at", period.ends)
        first, after = period.first_day.isoformat(), period.day_after.isoformat()
        ended = [eq("official", official), gte("ended_on", first), begun]
        back = [holds("redone_by", official), gte("day", first), lt("day", after)]
        open_now = [eq("official", official), any_of("state", OPEN), begun]
        held = [holds("held_before", official), begun]
        found = {one.case_number for one in await self._visits.all(VISITS, ended)}
        found |= {one.case_number for one in await self._visits.all(SENT_BACK, back)}
        for where in (open_now, held):
            found |= {one.case_number for one in await self._clocks.all(STEPS, where)}
        return sorted(found)

    async def returned(self, cases: Sequence[str]) -> Mapping[str, dict[tuple[str, int], list[ReturnedWork]]]:
        """What was sent back in these cases, by the step and the visit that is redone."""
        found: dict[str, dict[tuple[str, int], list[ReturnedWork]]] = {}
        for back in await self._visits.all(SENT_BACK, [any_of("case_number", cases)], [asc("at")]):
            if back.way in _RETURNS:
                of_case = found.setdefault(back.case_number, defaultdict(list))
                for one in back.redone:
                    of_case[one.step, one.visit].append(_returned(back))
        return found

    async def placed(self, official: str) -> list[StaffDocument]:
        """Where an official works or worked, those where they do first."""
        found = await self._staff.all(OFFICIALS, [eq("official", official)])
        return sorted(found, key=lambda one: (one.left, one.agency))

    async def staff(self, agency: str) -> list[StaffDocument]:
        """Who works or worked in an agency."""
        found = await self._staff.all(OFFICIALS, [eq("agency", agency)])
        return sorted(found, key=lambda one: one.official)

    async def closed(self) -> list[ClosedPeriodDocument]:
        """Every period that was closed."""
        return await self._staff.all(CLOSED_PERIODS, (), [asc("closed_at")])


def _returned(back: SentBackDocument) -> ReturnedWork:
    says = case_event(back.case_number, back.version)
    return ReturnedWork(
        at=parse_instant(back.at),
        grounds=back.grounds,
        reason=back.cleared.reason if back.cleared is not None else "",
        cleared_by=back.cleared.by if back.cleared is not None else None,
        events=(says,),
    )
