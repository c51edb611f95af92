"""Every room that the import contracts know stands in the table by which newcomers find their way."""

import re
from configparser import ConfigParser

from tests.unit.house.repository import ROOT

_ROOM = re.compile(r"`([a-z_]+)`")


def rooms_in_contracts(text: str) -> set[str]:
    """The rooms of a service, as the layers name them."""
    contracts = ConfigParser()
    contracts.read_string(text)
    layers = contracts["importlinter:contract:rooms-of-a-service"]["layers"]
    return set(re.findall(r"[a-z_]+", layers))


def rooms_in_table(text: str) -> set[str]:
    """The rooms in the first column of a table."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {room for cell in rows for room in _ROOM.findall(cell)}


def test_the_table_of_rooms_names_those_that_the_contracts_know() -> None:
    named = rooms_in_table((ROOT / "CONTRIBUTING.md").read_text())
    assert named == rooms_in_contracts((ROOT / ".importlinter").read_text())


def test_a_room_that_is_missing_would_be_seen() -> None:
    layers = "[importlinter:contract:rooms-of-a-service]\nlayers =\n    api\n    (tables) | views\n"
    assert rooms_in_contracts(layers) - rooms_in_table("| `api` | x |\n| `views` | `y` |") == {"tables"}
