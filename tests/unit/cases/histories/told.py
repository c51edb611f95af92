"""A history in the making, told by a few acts over three of the agencies."""

import json
from datetime import UTC, datetime
from typing import Any

from services.cases.application.histories.acts import read_act
from services.cases.domain.tree.tree import Tree, TreeCoordination, tree_of
from tests.unit.cases.histories.five_agencies import KNOWN
from tests.unit.cases.histories.world import World


class Told:
    """A history in the making, in March 2026: `day hour:minute`, in Vietnam."""

    def __init__(self, made: World) -> None:
        self.world = made

    def act(self, at: str, by: str, act: str, **said: Any) -> list[Any]:
        line = {"at": self.at(at).isoformat(), "by": by, "act": act, **said}
        return self.world.act(read_act(json.dumps(line).encode()))

    def at(self, at: str) -> datetime:
        day, _, clock = at.partition(" ")
        return datetime.fromisoformat(f"2026-03-{int(day):02}T{clock}:00+07:00").astimezone(UTC)

    def begin(self) -> None:
        """SNV's case is at its two steps that ask: B2 Finance, B3 Construction, whose silence agrees."""
        self.act("9 08:00", "snv.lan", "open", case="A", agency="SNV", procedure="SNV-01", subject="Hồ sơ")
        self.act("9 08:00", "snv.lan", "receive", case="A", step="B1")
        self.act("9 08:00", "snv.lan", "complete", case="A", step="B1")
        self.act("9 08:00", "snv.lan", "hand_off", case="A", step="B1")
        for step in ("B2", "B3"):
            self.act("9 08:00", "snv.hung", "receive", case="A", step=step)

    def ask(self, at: str, name: str, agency: str = "SXD", step: str = "B3", limit: str = "PT60M") -> None:
        said = {"coordination": name, "agency": agency, "question": "?", "limit": limit}
        self.act(at, "snv.hung", "request", case="A", step=step, **said)

    def tree(self, at: str) -> Tree:
        found = tree_of(self.world.cases["A"], self.world.records(), self.at(at), KNOWN)
        assert found is not None
        return found

    def asked(self, at: str, name: str) -> TreeCoordination:
        return next(one for one in self.tree(at).case.coordinations if one.name == name)
