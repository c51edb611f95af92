"""A small system that agrees with itself, and ways to damage its files behind its back."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from eventsourcing.persistence import StoredEvent

from shared.eventstore.seal import sealed
from shared.runtime.findings import Area, Findings
from shared.settings import Settings, load_settings
from tests.hosting import ADDRESS, hosted
from tests.integration.importlog.importing import SERVICES, imported, small_plan
from tthc.operations.opening import opened
from tthc.operations.verify import verify


async def make_system(folder: Path) -> None:
    """Three cases, one of them late, through all four services, in files."""
    async with hosted(folder / "data", *SERVICES) as world:
        await imported(world, small_plan(folder))
        await world.settle()


class Damaged:
    """A copy of the system, to be damaged and checked."""

    def __init__(self, system: Path, copy: Path) -> None:
        shutil.copytree(system / "data", copy)
        self.folder = copy

    @property
    def settings(self) -> Settings:
        return load_settings(data_dir=self.folder, address=ADDRESS)

    async def findings(self) -> Findings:
        """What the check finds."""
        async with opened(self.settings) as services:
            return await verify(services, self.settings, within=0)

    async def found(self, area: Area) -> list[str]:
        """What it finds in one area, each as one line."""
        findings = await self.findings()
        return [str(one) for one in findings.disagreements if one.area is area]

    def execute(self, store: str, statement: str, *values: object) -> int:
        """Run a statement on `cases.events` or the like; how many rows it touched."""
        connection = sqlite3.connect(self.folder / f"{store}.sqlite")
        with connection:
            touched = connection.execute(statement, values).rowcount
        connection.close()
        return touched

    def rows(self, store: str, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """Ask `cases.events` or the like."""
        connection = sqlite3.connect(self.folder / f"{store}.sqlite")
        rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows

    def row(self, service: str, event: str, number: int = 0) -> tuple[str, int]:
        """Stream and version of a stored event of a type: the first one, or a later one."""
        text = "SELECT originator_id, originator_version FROM stored_events WHERE topic = ? ORDER BY rowid"
        stream, version = self.rows(f"{service}.events", text, event)[number]
        return stream, version

    def delete_row(self, service: str, stream: str, version: int) -> None:
        """Delete a stored event."""
        text = "DELETE FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        assert self.execute(f"{service}.events", text, stream, version) == 1

    def change_event(
        self, service: str, stream: str, version: int, *, seals: bool = True, **fields: object
    ) -> None:
        """Change fields of a stored event, as somebody who has the program, or (`seals`) only the file."""
        topic, content = self._event(service, stream, version)
        for name, value in fields.items():
            content["untold" if name in content.get("untold", {}) else "event"][name] = value
        state = _sealed(stream, version, topic, content) if seals else msgspec.json.encode(content)
        text = "UPDATE stored_events SET state = ? WHERE originator_id = ? AND originator_version = ?"
        assert self.execute(f"{service}.events", text, state, stream, version) == 1

    def copy_event(self, service: str, stream: str, version: int, to_stream: str, to_version: int) -> None:
        """Store an event a second time, elsewhere."""
        topic, content = self._event(service, stream, version)
        state = _sealed(to_stream, to_version, topic, content)
        text = "INSERT INTO stored_events VALUES (?, ?, ?, ?)"
        assert self.execute(f"{service}.events", text, to_stream, to_version, topic, state) == 1

    def _event(self, service: str, stream: str, version: int) -> tuple[str, dict[str, Any]]:
        text = "SELECT topic, state FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        ((topic, state),) = self.rows(f"{service}.events", text, stream, version)
        return topic, msgspec.json.decode(state)

    def move_position(self, service: str, topic: str, by: int) -> str:
        """Move a consumer's position; its name."""
        like = f"{service}|%|{topic}|1|0"
        ((reader,),) = self.rows(
            f"{service}.events", "SELECT application_name FROM tracking WHERE application_name LIKE ?", like
        )
        text = "UPDATE tracking SET notification_id = notification_id + ? WHERE application_name = ?"
        assert self.execute(f"{service}.events", text, by, reader) == 1
        return str(reader)


def _sealed(stream: str, version: int, topic: str, content: dict[str, Any]) -> bytes:
    unsealed = msgspec.json.encode({name: value for name, value in content.items() if name != "sum"})
    return sealed(StoredEvent(stream, version, topic, unsealed)).state
