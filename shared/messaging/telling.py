"""What a relay tells in an epoch: noted at its beginning, and kept to as long as it lasts.

A type that is told no more leaves its old records in the chain of predecessors: told again from the store,
the next one names an earlier one, which every consumer takes for a fork. One that is told from now on has
events behind every consumer's position. So either begins a new epoch, whose chains are whole.
"""

from shared.eventstore.application import Application
from shared.eventstore.records import Position
from shared.messaging.publication_mapper import PublicationMapper

RUNBOOK = "docs/runbook/relay-stopped.md"


class TellingChanged(Exception):
    """Events that the store has are told otherwise than this epoch began with."""

    def __init__(self, service: str, untold: list[str], told: list[str]) -> None:
        changes = [f"no longer tells {name}" for name in untold] + [f"now tells {name}" for name in told]
        super().__init__(
            f"{service} {', '.join(changes)}, of which its store has events: begin a new epoch "
            f"(tthc store new-epoch {service}). Nothing is published. More: {RUNBOOK}"
        )


async def check_telling(application: Application, mapper: PublicationMapper) -> None:
    """Note what is told in this epoch. Raises `TellingChanged` where events are told otherwise since."""
    tells = _told(application, mapper)
    readers = {name: f"tells|{mapper.source}|{name}" for name in sorted(tells)}
    noted = await application.read(_positions, application, list(readers.values()))
    # Odd: it is told. Positions only rise, so each change adds one.
    known = dict(zip(readers, noted, strict=True))
    changed = [name for name, at in known.items() if at and bool(at % 2) != tells[name]]
    await _require_none_stored(application, mapper, changed)
    fresh = [Position(readers[name], 1 if tells[name] else 2) for name, at in known.items() if not at]
    fresh += [Position(readers[name], known[name] + 1) for name in changed]
    if fresh:
        await application.record(fresh)


def _told(application: Application, mapper: PublicationMapper) -> dict[str, bool]:
    """Of each type of event that the store may hold, whether it is told."""
    aggregates = application.store.aggregates.values()
    return {event.__name__: mapper.tells(event) for aggregate in aggregates for event in aggregate.events}


async def _require_none_stored(
    application: Application, mapper: PublicationMapper, changed: list[str]
) -> None:
    """Raises `TellingChanged` where the store has events of types that are told otherwise."""
    if not changed:
        return
    there = await application.read(application.store.count_by_type)
    tells, stored = _told(application, mapper), [name for name in changed if there.get(name)]
    if stored:
        untold = [name for name in stored if not tells[name]]
        raise TellingChanged(mapper.service.value, untold, [name for name in stored if tells[name]])


def _positions(application: Application, readers: list[str]) -> list[int]:
    return [application.store.position(reader) for reader in readers]
