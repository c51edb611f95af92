"""The catalog's use cases: load, decide, append. What is appended together is saved together."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from services.catalog.application.editing import POLICY, edit, issue_next
from services.catalog.application.organising import (
    UNSTATED,
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
from services.catalog.application.reorganising import Reorganise, reorganise, transfer
from services.catalog.application.times import VIETNAM
from services.catalog.domain import (
    AGENCY,
    CATALOGUE,
    Agency,
    AgencyCommand,
    AgencyKind,
    AppointOfficial,
    CatalogueCommand,
)
from shared.errors import Refusal
from shared.eventstore.application import Application
from shared.eventstore.job import Answer
from shared.eventstore.records import CommandContext

AGGREGATES = (AGENCY, CATALOGUE)


class CatalogApplication(Application):
    """Commands on agencies and on the editions of their catalogues."""

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
            act = partial(organise_part, commands=part, version=first, decide=decide)
            answers.append(await self.execute(act, context_of(number)) or {})
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

        `DraftEdition` of edition 0 drafts the agency's next one.
        """
        return await self.execute(lambda work: edit(work, command, version), context)


__all__ = [
    "AGGREGATES",
    "POLICY",
    "UNSTATED",
    "VIETNAM",
    "CatalogApplication",
    "Foreseen",
    "Reorganise",
    "agency_of",
    "issue_next",
]
