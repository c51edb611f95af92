"""The agency as the data state it: who works there, by which procedures, and what happened in each case."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from json import loads
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, so many working hours before the day on which it is played."""

    hours_ago: float
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class ScriptedCase:
    """A case, from its opening on."""

    key: str
    procedure: str
    subject: str
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Script:
    """All that is played."""

    path: Path
    content: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> "Script":
        """The script in a file."""
        return cls(path, tomllib.loads(path.read_text("utf-8")))

    @property
    def agency(self) -> str:
        """Its code."""
        return str(self.content["agency"])

    @property
    def decision(self) -> dict[str, str]:
        """The decision that issues the procedures, as the catalog takes it."""
        return {name: str(value) for name, value in self.content["decision"].items()}

    @property
    def divisions(self) -> list[dict[str, str]]:
        """As the catalog takes them."""
        return [{"division": code, "name": name} for code, name in self.content["divisions"].items()]

    @property
    def officials(self) -> list[dict[str, Any]]:
        """As the catalog takes them."""
        return [{"official": id_, **what} for id_, what in self.content["officials"].items()]

    @cached_property
    def procedures(self) -> Sequence[Mapping[str, Any]]:
        """As the catalog takes them, out of the catalogue that the script names."""
        catalogue = loads((self.path.parent / self.content["catalogue"]).read_text("utf-8"))
        by_code = {one["code"]: one for one in catalogue["procedures"]}
        return [by_code[code] for code in self.content["procedures"]]

    @property
    def cases(self) -> list[ScriptedCase]:
        """Every case, in the order of the file."""
        return [
            ScriptedCase(
                one["key"], one["procedure"], one["subject"], tuple(Deed(*deed) for deed in one["acts"])
            )
            for one in self.content["cases"]
        ]
