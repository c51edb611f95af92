"""What a header's catalogues add to what is in force: in the order that their chains need, then issued."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.catalog.domain.edition.editions import Editions
from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.domain.procedure.writing import written
from shared.client.services import Services
from shared.client.tokens import IMPORTER
from shared.contracts.topics import Service
from shared.errors import Findings, Refusal
from tthc.histories.errors import EarlierThanInForce, EditionWaits, OtherDraftOpen, ProcedureDiffers
from tthc.histories.header import FileCatalogue, Header
from tthc.histories.organisation import key_of
from tthc.histories.province import Province
from tthc.histories.standing import Standing

#: An agency and the code of a procedure.
_Of = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEdition:
    """An edition that a catalogue of the file becomes, with what is in force before it."""

    issued: FileCatalogue
    procedures: tuple[Procedure, ...]  #: that are new
    edition: int
    is_first: bool
    working_calendar: str
    at: datetime  #: when it is drafted and issued


@dataclass(slots=True)
class _Pending:
    number: int  #: in the header
    issued: FileCatalogue
    procedures: list[Procedure]


@dataclass(slots=True)
class Ordering:
    """Issues one catalogue after the other, in memory."""

    province: Province
    found: Mapping[str, Standing]
    at: datetime
    made: list[NewEdition] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)
    _in_force: set[_Of] = field(default_factory=set)

    def order(self, header: Header) -> None:
        """Note what is to be issued, and what is refused by its place."""
        for code, standing in self.found.items():
            if standing.present is not None:
                self._in_force |= {(code, procedure) for procedure in standing.present.procedures}
        catalogues = sorted(enumerate(header.catalogues), key=lambda one: (one[1].in_force_from, one[0]))
        pending = [_Pending(number, issued, [*issued.procedures()]) for number, issued in catalogues]
        while pending:
            one, procedures = self._next(pending)
            self._issue(one, procedures)
            one.procedures = [each for each in one.procedures if each not in procedures]
            if not one.procedures:
                pending.remove(one)

    def _next(self, pending: Sequence[_Pending]) -> tuple[_Pending, list[Procedure]]:
        """One whose procedures lead to what is in force; else a part of one; else any, to be refused."""
        firsts = list({one.issued.agency: one for one in reversed(pending)}.values())[::-1]
        ready = [(one, [each for each in one.procedures if self._leads_on(each)]) for one in firsts]
        whole = [(one, some) for one, some in ready if len(some) == len(one.procedures)]
        partly = [(one, some) for one, some in ready if some]
        return next(iter(whole or partly), (firsts[0], firsts[0].procedures))

    def _leads_on(self, procedure: Procedure) -> bool:
        return all(one in self._in_force for one in procedure.leads_to())

    def _issue(self, one: _Pending, procedures: list[Procedure]) -> None:
        place, agency = f"1:catalogues[{one.number}]", one.issued.agency
        base = Editions.of(self.province.load, agency).base
        before = base.procedures if base else {}
        new = [each for each in procedures if each.code not in before]
        self.faults += self._differing(one, procedures, before)
        self._in_force |= {(agency, each.code) for each in procedures}
        if new:
            self._issue_new(place, one.issued, tuple(new), before)

    def _differing(
        self, one: _Pending, procedures: Sequence[Procedure], before: Mapping[str, Procedure]
    ) -> Iterator[Refusal]:
        """What is in force under the same code, and says something else."""
        agency, codes = one.issued.agency, [each.code for each in one.issued.procedures()]
        place = f"1:catalogues[{one.number}].catalogue.procedures"
        for code in (each.code for each in procedures if _says_else(each, before.get(each.code))):
            where, edition = f"{place}[{codes.index(code)}]", self._number(agency, -1)
            yield ProcedureDiffers(where=where, agency=agency, procedure=code, edition=edition)

    def _issue_new(
        self, place: str, issued: FileCatalogue, new: tuple[Procedure, ...], before: Mapping[str, Procedure]
    ) -> None:
        agency, standing = issued.agency, self.found.get(issued.agency)
        made = NewEdition(
            issued=issued,
            procedures=new,
            edition=self._number(agency),
            is_first=not before,
            working_calendar=self._calendar(agency),
            at=max([self.at, *([standing.present.entered_at] if standing and standing.present else [])]),
        )
        if fault := [*self._in_the_way(place, made, standing)]:
            self.faults += fault
            return
        try:
            edition = 1 + Editions.of(self.province.load, agency).newest
            self.province.issue(issued, [*before.values(), *new], edition, made.working_calendar, made.at)
        except Refusal as refusal:
            self.faults += [*_at(place, refusal)]
            return
        self.made.append(made)

    def _in_the_way(self, place: str, made: NewEdition, standing: Standing | None) -> Iterator[Refusal]:
        agency, first_day = made.issued.agency, made.issued.in_force_from
        base = Editions.of(self.province.load, agency).base
        if base is not None and base.issue is not None and first_day < base.issue.in_force_from:
            yield EarlierThanInForce(
                where=f"{place}.in_force_from",
                given=first_day,
                present=base.issue.in_force_from,
                edition=self._number(agency, -1),
                agency=agency,
            )
        if standing is None:
            return
        if waiting := standing.waiting:
            edition, day = waiting["edition"], waiting["in_force_from"]
            yield EditionWaits(where=f"{place}.agency", edition=edition, agency=agency, day=day)
        draft = standing.draft
        if draft and not is_own(draft, made):
            yield OtherDraftOpen(
                where=f"{place}.agency", agency=agency, draft=draft["edition"], drafted_by=draft["drafted_by"]
            )

    def _number(self, agency: str, more: int = 0) -> int:
        """Of the agency's next edition."""
        standing = self.found.get(agency)
        has = (standing.newest if standing else 0) - bool(standing and standing.draft)
        return has + 1 + more + sum(one.issued.agency == agency for one in self.made)

    def _calendar(self, agency: str) -> str:
        standing = self.found.get(agency)
        present = standing.present if standing else None
        return present.working_calendar if present else self.province.agency(agency).working_calendar


def _says_else(procedure: Procedure, before: Procedure | None) -> bool:
    return before is not None and written(before) != written(procedure)


def is_own(draft: Mapping[str, Any], made: NewEdition) -> bool:
    """Whether an earlier run of the import has begun the draft."""
    return draft["drafted_by"] == IMPORTER or datetime.fromisoformat(draft["drafted_at"]) == made.at


def _at(place: str, refusal: Refusal) -> Iterator[Refusal]:
    for one in refusal.found if isinstance(refusal, Findings) else (refusal,):
        one.where = f"{place}.{one.where}" if one.where else place
        yield one


async def issue(services: Services, made: NewEdition, found: Mapping[str, Standing]) -> None:
    """Draft it, fill it, issue it; what an earlier run has done stays as it is."""
    agency, at = made.issued.agency, {"at": made.at.isoformat()}
    path = f"/agencies/{agency}/editions"
    standing = found.get(agency)
    draft = standing.draft if standing else None
    if draft is None or not is_own(draft, made):
        body = {**at, "empty": made.is_first}
        drafted = await services.post(
            Service.CATALOG, path, key=key_of("draft", path, made.edition), json=body
        )
        edition, has = int(drafted["edition"]), set[str]()
    else:
        edition, has = int(draft["edition"]), {*draft["procedures"]}
    for one in made.procedures:
        if one.code not in has:
            body = {**at, "procedure": written(one)}
            key = key_of("procedure", path, edition, one.code)
            await services.post(Service.CATALOG, f"{path}/{edition}/procedures", key=key, json=body)
    order = {
        **at,
        "decision_number": made.issued.decision_number,
        "decision_date": str(made.issued.decision_date),
        "signed_by": made.issued.signed_by,
        "in_force_from": str(made.issued.in_force_from),
        "working_calendar": made.working_calendar,
    }
    key = key_of("issue", path, edition)
    await services.post(Service.CATALOG, f"{path}/{edition}/issue", key=key, json=order)
