"""The catalog's use cases: load, decide, append. What is appended together is saved together."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from services.catalog.application.edition.checking import check
from services.catalog.application.edition.editing import edit
from services.catalog.application.edition.lifecycle import carry_next, sweep_edition
from services.catalog.application.edition.lifecycle_policy import LifecyclePolicy
from services.catalog.application.organisation.organising import (
    Decide,
    Foreseen,
    agency_of,
    decide_as_stated,
    decide_unless_there,
    foresee,
    organise,
    organise_part,
    parts,
)
from services.catalog.application.organisation.reorganising import Reorganise, reorganise, transfer
from services.catalog.application.simplification import simplify
from services.catalog.domain.current import CURRENT_AGENCY, CURRENT_CATALOGUE
from services.catalog.domain.editing import CatalogueCommand
from services.catalog.domain.edition.catalogue import CATALOGUE, catalogue_key
from services.catalog.domain.edition.catalogue_commands import DraftEdition
from services.catalog.domain.edition.lineage import LINEAGE
from services.catalog.domain.organisation.agency import AGENCY, Agency
from services.catalog.domain.organisation.agency_events import AgencyKind
from services.catalog.domain.organisation.organising import AgencyCommand
from services.catalog.domain.organisation.staff_commands import AppointOfficial
from services.catalog.domain.simplification.simplification import (
    SIMPLIFICATION,
    SimplificationCommand,
    SimplificationProgramme,
)
from shared.aggregates import Aggregate
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.pending_command import Answer
from shared.eventstore.records import CommandContext

AGGREGATES = (AGENCY, CATALOGUE, LINEAGE, CURRENT_CATALOGUE, CURRENT_AGENCY, SIMPLIFICATION)


class CatalogApplication(Application):
    """Commands on agencies and on the editions of their catalogues."""

    policy = LifecyclePolicy()

    async def organise(self, command: AgencyCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on an agency; answers its code, its version, and what happened."""
        return await self.execute(lambda work: organise(work, command, version), context)

    async def organise_all(
        self,
        commands: Sequence[AgencyCommand],
        version: int | None,
        context_of: Callable[[int], CommandContext],
    ) -> list[dict[str, Any]]:
        """Carry out many commands on agencies; what is there already, just so, is skipped.

        All are judged before the first is saved. What one save doesn't take goes in parts, cut alike each
        time: `context_of(n)` is the context of part n, under a key of its own, so that the whole may be
        sent again after any failure. Each part answers `version`, `events` and `skipped`.
        """
        await self.read(self._judge, commands, context_of(0).recorded_at)
        return await self._in_parts(commands, version, context_of, decide_unless_there)

    async def take_table(
        self, commands: Sequence[AgencyCommand], context_of: Callable[[int], CommandContext]
    ) -> list[dict[str, Any]]:
        """Carry out what a table states, in parts as `organise_all` does; `foresee` says what that is."""
        return await self._in_parts(commands, None, context_of, decide_as_stated)

    async def foresee(
        self, commands: Sequence[AgencyCommand], recorded_at: datetime
    ) -> list[Foreseen | Refusal]:
        """What each of the commands of a table would lead to, one after the other, as things stand."""
        return await self.read(foresee, partial(self.store.load, AGENCY), commands, recorded_at)

    async def reorganise(self, command: Reorganise, version: int | None, context: CommandContext) -> Answer:
        """End agencies and let others succeed them; answers what happened to each."""
        return await self.execute(lambda work: reorganise(work, command, version), context)

    async def transfer(
        self, command: AppointOfficial, leaving: str, version: int | None, context: CommandContext
    ) -> Answer:
        """Let an official go from one agency to another; answers what happened to each."""
        return await self.execute(lambda work: transfer(work, command, leaving, version), context)

    async def _in_parts(
        self,
        commands: Sequence[AgencyCommand],
        version: int | None,
        context_of: Callable[[int], CommandContext],
        decide: Decide,
    ) -> list[dict[str, Any]]:
        answers = []
        for number, part in enumerate(parts(commands)):
            first = version if number == 0 else None
            handler = partial(organise_part, commands=part, version=first, decide=decide)
            answers.append(await self.execute(handler, context_of(number)) or {})
        return answers

    def _judge(self, commands: Sequence[AgencyCommand], recorded_at: datetime) -> None:
        """Raise the first refusal that the commands would meet, one after the other, as things stand."""
        states: dict[str, Agency] = {}

        def state_of(code: str) -> Agency:
            if code not in states:
                states[code] = self.store.load(AGENCY, code).state
            return states[code]

        for command in commands:
            for event in decide_unless_there(state_of, command, recorded_at):
                AGENCY.evolve(state_of(agency_of(command)), event)

    async def kinds(self, codes: Iterable[str]) -> dict[str, AgencyKind]:
        """What those of these agencies that are registered are registered as."""
        states = {code: (await self.state(AGENCY, code))[0] for code in codes}
        return {code: state.kind for code, state in states.items() if state.kind is not None}

    async def edit(self, command: CatalogueCommand, version: int | None, context: CommandContext) -> Answer:
        """Carry out one command on an edition; answers its agency, number and version, and what happened.

        `DraftEdition` of edition 0 drafts the agency's next one, and copies what it starts from; should the
        process die over that, the sweeper goes on.
        """
        answer = await self.execute(lambda work: edit(work, command, version, self.policy), context)
        if isinstance(command, DraftEdition) and answer is not None:
            answer = {**answer, "version": await self._carry_over(command.agency, answer["edition"])}
        return answer

    async def _carry_over(self, agency: str, edition: int) -> int:
        """Copy all that the draft starts from, in as many saves as it takes; the version after that."""
        while await self.execute(lambda work: {"left": carry_next(work, agency, edition)}) != {"left": 0}:
            pass
        state, _ = await self.state(CATALOGUE, catalogue_key(agency, edition))
        return 1 + (len(state.drafted.carries) if state.drafted else 0)

    async def sweep(self, agency: str, edition: int, today: date, seen: int = 0) -> Answer:
        """Raise what has come due in one edition by `today`, a day in Vietnam; answers how much that was."""
        return await self.execute(lambda work: sweep_edition(work, agency, edition, today, self.policy, seen))

    async def check(self, agency: str, edition: int, in_force_from: date) -> list[Refusal]:
        """All that keeps an edition from being issued with that first day in force, as it stands now."""
        return await self.read(check, self._stored_state, agency, edition, in_force_from)

    def _stored_state(self, aggregate: Aggregate[Any], key: str) -> Any:
        return self.store.load(aggregate, key).state

    async def simplify(
        self, command: SimplificationCommand, version: int | None, context: CommandContext
    ) -> Answer:
        """Carry out one command on a simplification programme; answers what happened, to which proposal."""
        return await self.execute(lambda work: simplify(work, command, version), context)

    async def simplification(self, programme: str) -> tuple[SimplificationProgramme, int]:
        """A programme's state and version, as the store has it now."""
        return await self.state(SIMPLIFICATION, programme)
