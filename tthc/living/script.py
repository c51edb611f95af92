"""What the data state: agencies with people and procedures, and what happened in each case."""

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
    """A case of an agency, from its opening on; of one that answers a request, from what came then."""

    key: str
    agency: str
    deeds: tuple[Deed, ...]
    procedure: str = ""
    subject: str = ""
    answers: str | None = None  #: the key of the case that asks


@dataclass(frozen=True)
class ScriptedAgency:
    """Who works in an agency, and by which procedures."""

    folder: Path
    content: Mapping[str, Any]

    @property
    def code(self) -> str:
        """Its code."""
        return str(self.content["agency"])

    @property
    def registration(self) -> Mapping[str, Any] | None:
        """As the catalog takes it; None: it is there already."""
        return self.content.get("registration")

    @property
    def live(self) -> dict[str, str] | None:
        """The decision that puts it live; None: it isn't."""
        return _texts(self.content["live"]) if "live" in self.content else None

    @property
    def contact(self) -> Mapping[str, str] | None:
        """Who is asked outside of the system while it isn't live."""
        return self.content.get("contact")

    @property
    def decision(self) -> dict[str, str] | None:
        """The decision that issues the procedures, as the catalog takes it; None: there are none."""
        return _texts(self.content["decision"]) if "decision" in self.content else None

    @property
    def divisions(self) -> list[dict[str, str]]:
        """As the catalog takes them."""
        return [{"division": code, "name": name} for code, name in self.content.get("divisions", {}).items()]

    @property
    def officials(self) -> list[dict[str, Any]]:
        """As the catalog takes them."""
        return [{"official": id_, **what} for id_, what in self.content.get("officials", {}).items()]

    @cached_property
    def procedures(self) -> Sequence[Mapping[str, Any]]:
        """As the catalog takes them, out of the catalogue that the script names."""
        if "catalogue" not in self.content:
            return []
        catalogue = loads((self.folder / self.content["catalogue"]).read_text("utf-8"))
        by_code = {one["code"]: one for one in catalogue["procedures"]}
        return [by_code[code] for code in self.content["procedures"]]


@dataclass(frozen=True)
class Script:
    """All that is played."""

    name: str
    agencies: Sequence[ScriptedAgency]  #: whom the story is of, then those that it asks
    cases: Sequence[ScriptedCase]

    @classmethod
    def read(cls, *paths: Path) -> "Script":
        """The script in these files, one after the other."""
        agencies: list[ScriptedAgency] = []
        cases: list[ScriptedCase] = []
        for path in paths:
            content = tomllib.loads(path.read_text("utf-8"))
            agencies += [ScriptedAgency(path.parent, one) for one in content["agencies"]]
            cases += [_case(one, agencies[0].code) for one in content["cases"]]
        return cls(", ".join(path.name for path in paths), agencies, cases)

    @property
    def agency(self) -> str:
        """Code of the agency that it is about."""
        return self.agencies[0].code

    @cached_property
    def works_in(self) -> Mapping[str, str]:
        """The agency of each official."""
        return {one["official"]: agency.code for agency in self.agencies for one in agency.officials}


def _case(stated: Mapping[str, Any], agency: str) -> ScriptedCase:
    deeds = tuple(Deed(*deed) for deed in stated["acts"])
    named = {name: value for name, value in stated.items() if name != "acts"}
    return ScriptedCase(**{"agency": agency, **named, "deeds": deeds})


def _texts(stated: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in stated.items()}
