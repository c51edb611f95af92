"""The catalog's use cases: load, decide, append. What is appended together is saved together."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from services.catalog.application.edition.checking import Check, check, reviewing_agency
from services.catalog.application.edition.editing import edit
from services.catalog.application.edition.import_plan import Changes, Import
from services.catalog.application.edition.import_trial import judge
from services.catalog.application.edition.importing import import_part
from services.catalog.application.edition.lifecycle import sweep_edition
from services.catalog.application.edition.predecessors import carry_next
from services.catalog.application.organisation.organising import (
    AgencyCommand,
    Trial,
    decide_unless_there,
    organise,
    organise_part,
    parts,
)
from services.catalog.application.organisation.reorganising import reorganise, transfer
from services.catalog.application.organisation.tables import R, StatedTable, TableTaken, foresee, take_part
from services.catalog.application.simplification import simplify
from services.catalog.domain.deciders import AGENCY, CATALOGUE, SIMPLIFICATION
from services.catalog.domain.edition.catalogue import catalogue_key
from services.catalog.domain.edition.drafting import DraftEdition
from services.catalog.domain.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.domain.organisation.agency import Agency, AgencyKind
from services.catalog.domain.organisation.reorganisation import Reorganisation
from services.catalog.domain.organisation.transferring import TransferOfficial
from services.catalog.domain.simplification.simplification import SimplificationProgramme
from shared.decider import Act, Decider, GivenCommand
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.records import Answer, CommandContext


class CatalogApplication(Application):
    """Commands on agencies and on the editions of their catalogues."""

    policy = LifecyclePolicy()

    async def organise(self, given: GivenCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on an agency; answers its code, its version, and what happened."""
        return await self.execute(lambda work: organise(work, given, version), context)

    async def engage(
        self,
        agency: str,
        commands: Sequence[AgencyCommand],
        act: Act,
        version: int | None,
        context_of: Callable[[int], CommandContext],
    ) -> Answer:
        """Carry out many commands on an agency's divisions and officials; who is there just so is skipped.

        All are judged before the first is saved. What one save doesn't take goes in parts, cut alike each
        time: `context_of(n)` is the context of part n, under a key of its own, so that the whole may be
        sent again after any failure. Answers the agency, its version, the `events`, and how many `skipped`.
        """
        await self.read(self._judge, commands, act)
        _, reached = await self.state(AGENCY, agency)
        events, skipped = list[str](), 0
        for number, part in enumerate(parts(commands)):
            first = version if number == 0 else None
            handler = partial(organise_part, commands=part, act=act, version=first)
            answer = await self.execute(handler, context_of(number)) or {}
            events += answer["events"]
            reached, skipped = answer["version"], skipped + answer["skipped"]
        return {"agency": agency, "version": reached, "events": events, "skipped": skipped}

    def _judge(self, commands: Sequence[AgencyCommand], act: Act) -> None:
        """Raise the first refusal that the commands would meet, one after the other, as things stand."""
        trial = Trial(self._stored_agency, decide_unless_there)
        for command in commands:
            trial.decide(command, act)

    async def take_table(
        self,
        table: StatedTable[R],
        act: Act,
        context_of: Callable[[int], CommandContext],
        *,
        dry_run: bool = False,
    ) -> TableTaken[R]:
        """Take in all that a table states, in parts as `engage` does; `dry_run`: say what that is.

        Raises `TableUnfit` with everything that is wrong in it, before anything is saved.
        """
        foreseen = await self.read(foresee, self._stored_agency, table, act)
        if dry_run:
            return foreseen
        counted: Counter[str] = Counter()
        for number, part in enumerate(parts([row.command for row in table.rows])):
            handler = partial(take_part, commands=part, act=act)
            counted.update(await self.execute(handler, context_of(number)))
        return replace(
            foreseen,
            added=counted["added"],
            changed=counted["changed"],
            unchanged=counted["unchanged"],
        )

    def _stored_agency(self, code: str) -> Agency:
        return self.store.load(AGENCY, code).state  # type: ignore[no-any-return]

    async def reorganise(
        self, command: Reorganisation, act: Act, version: int | None, context: CommandContext
    ) -> Answer:
        """End agencies and let others succeed them; answers what happened to each."""
        return await self.execute(lambda work: reorganise(work, command, act, version), context)

    async def transfer(
        self, command: TransferOfficial, act: Act, version: int | None, context: CommandContext
    ) -> Answer:
        """Let an official go from one agency to another; answers what happened to each."""
        return await self.execute(lambda work: transfer(work, command, act, version), context)

    async def kinds(self, codes: Iterable[str]) -> dict[str, AgencyKind]:
        """What those of these agencies that are registered are registered as."""
        states = {code: (await self.state(AGENCY, code))[0] for code in codes}
        return {code: state.kind for code, state in states.items() if state.kind is not None}

    async def edit(self, given: GivenCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on an edition; answers its agency, number and version, and what happened.

        A draft copies what it starts from; should the process die over that, the sweeper goes on.
        """
        answer = await self.execute(lambda work: edit(work, given, version, self.policy), context)
        if isinstance(given.command, DraftEdition) and answer is not None:
            answer = {**answer, "version": await self._carry_over(answer["agency"], answer["edition"])}
        return answer

    async def _carry_over(self, agency: str, edition: int) -> int:
        """Copy all that the draft starts from, in as many saves as it takes; the version after that."""
        while await self.execute(lambda work: {"left": carry_next(work, agency, edition)}) != {"left": 0}:
            pass
        state, _ = await self.state(CATALOGUE, catalogue_key(agency, edition))
        return 1 + (len(state.drafted.carries) if state.drafted else 0)

    async def judge_import(self, asked: Import, act: Act) -> Changes:
        """What an import of a catalogue would do. Raises the first refusal that it would meet."""
        changes: Changes = await self.read(judge, self._stored_state, asked, act, self.policy)
        return changes

    async def import_catalogue(
        self, asked: Import, act: Act, version: int | None, context_of: Callable[[int], CommandContext]
    ) -> dict[str, Any]:
        """Import into the open draft, or into a new one. `context_of(n)` is the context of part n."""
        await self.judge_import(asked, act)
        events: list[str] = []
        part = 0
        while True:
            first = version if part == 0 else None
            handler = partial(import_part, asked=asked, act=act, version=first, policy=self.policy)
            answer: dict[str, Any] = await self.execute(handler, context_of(part)) or {}
            events += answer["events"]
            if answer["done"]:
                return {**answer, "events": events}
            part += 1

    async def sweep(self, agency: str, edition: int, today: date, seen: int = 0) -> Answer:
        """Raise what has come due in one edition by `today`, a day in Vietnam; answers how much that was."""
        return await self.execute(lambda work: sweep_edition(work, agency, edition, today, self.policy, seen))

    async def reviewing_agency(self, agency: str, edition: int) -> str:
        """The agency that an edition's last round of comments lies before, whether it is open or not."""
        return await self.read(reviewing_agency, self._stored_state, agency, edition)

    async def check(self, asked: Check) -> list[Refusal]:
        """All that keeps an edition from being issued with that first day in force, as it stands now."""
        return await self.read(check, self._stored_state, asked, self.policy)

    def _stored_state(self, aggregate: Decider[Any], key: str, /) -> Any:
        return self.store.load(aggregate, key).state

    async def simplify(self, given: GivenCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on a simplification programme; answers what happened, to which proposal."""
        return await self.execute(lambda work: simplify(work, given, version), context)

    async def simplification(self, programme: str) -> tuple[SimplificationProgramme, int]:
        """A programme's state and version, as the store has it now."""
        return await self.state(SIMPLIFICATION, programme)
