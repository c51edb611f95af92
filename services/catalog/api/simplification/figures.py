"""A programme's figures: read from the editions, added up by the domain, told as data."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.simplification.figures import (
    Extent,
    PortfolioFigures,
    ProcedureFigures,
    Sum,
    portfolio_figures,
    procedure_figures,
)
from services.catalog.domain.simplification.programmes import Measure, Target
from services.catalog.domain.simplification.simplification import Means, ProposalState
from services.catalog.queries.catalog import CatalogQueries
from services.catalog.schemas.simplification import (
    ProcedureFiguresAnswer,
    ProgrammeFigures,
    ProgressAnswer,
    SumAnswer,
)
from services.catalog.views.simplification import ProgrammeDocument, ProposalDocument

_DECIDED = (ProposalState.ACCEPTED.value, ProposalState.CARRIED_OUT.value)
Expected = dict[str, dict[str, list[Extent | None]]]  #: by agency, then by procedure


class FiguresReader:
    """Reads the editions of the baseline and of another day, agency by agency."""

    def __init__(self, queries: CatalogQueries) -> None:
        self._contents = queries.contents
        self._organisation = queries.organisation
        self._queries = queries.simplification

    async def figures(
        self, programme: ProgrammeDocument, agencies: Sequence[str] | None, on: date
    ) -> ProgrammeFigures:
        """The figures over these agencies; None: over all."""
        baseline_on = date.fromisoformat(programme.baseline_on)
        expected = _expected(await self._queries.proposals(programme.programme, agencies))
        rows: list[ProcedureFigures] = []
        counted = 0
        for agency in await self._agencies(agencies):
            baseline = await self._contents.baseline(agency, baseline_on)
            if baseline is None:
                continue
            before = await self._procedures(agency, baseline)
            now = await self._contents.in_force(agency, on)
            after = await self._procedures(agency, max(now.edition, baseline) if now else baseline)
            rows += procedure_figures(agency, before, after, expected.get(agency, {}))
            counted += 1
        return _told(programme, on, counted, portfolio_figures(rows))

    async def _agencies(self, agencies: Sequence[str] | None) -> Sequence[str]:
        if agencies is not None:
            return agencies
        return [one.agency for one in await self._organisation.agencies()]

    async def _procedures(self, agency: str, edition: int) -> tuple[Procedure, ...]:
        return (await self._contents.issued(agency, edition)).procedures


def _expected(proposals: Sequence[ProposalDocument]) -> Expected:
    expected: Expected = defaultdict(lambda: defaultdict(list))
    for one in proposals:
        if one.status in _DECIDED:
            expected[one.agency][one.procedure].append(_extent(one))
    return expected


def _extent(proposal: ProposalDocument) -> Extent | None:
    if Means.REMOVED.value in proposal.means:
        return None
    return Extent(time=proposal.expected_time, steps=proposal.expected_steps)


def _told(programme: ProgrammeDocument, on: date, agencies: int, found: PortfolioFigures) -> ProgrammeFigures:
    targets = [Target(measure=Measure(one.measure), per_cent=one.per_cent) for one in programme.targets]
    return ProgrammeFigures(
        programme=programme.programme,
        baseline_on=date.fromisoformat(programme.baseline_on),
        on=on,
        agencies=agencies,
        procedures_left=_sum(found.removed),
        procedures_not_simplified=_sum(found.simplified),
        steps=_sum(found.steps),
        working_minutes=_sum(found.working_minutes),
        calendar_days=_sum(found.calendar_days),
        not_comparable=found.not_comparable,
        progress=[
            ProgressAnswer(
                measure=one.target.measure,
                per_cent=one.target.per_cent,
                now=_rounded(one.now),
                expected=_rounded(one.expected),
                reached=one.reached,
            )
            for one in found.progress(targets)
        ],
        procedures=[
            ProcedureFiguresAnswer.model_validate(one, from_attributes=True) for one in found.procedures
        ],
    )


def _sum(found: Sum) -> SumAnswer:
    return SumAnswer(
        **asdict(found),
        share=_rounded(found.share()),
        expected_share=_rounded(found.share(expected=True)),
    )


def _rounded(share: float | None) -> float | None:
    """To one decimal place, downwards: what is short of a target must not look as if it were reached."""
    return None if share is None else int(share * 10 + (0 if share >= 0 else -0.999999)) / 10
