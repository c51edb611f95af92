"""What is changed, and what is left as it is."""

import ast
from pathlib import Path

import pytest

from tests.mutants.__main__ import ROOT, drawn
from tests.mutants.drawing import mutants_of
from tests.mutants.rooms import rooms_in, suite_of

HERE = Path("toy.py")


def changes(source: str) -> list[tuple[str, str, str]]:
    """Kind, before and after of each change."""
    return [(one.kind, one.before, one.after) for one in mutants_of(HERE, source.encode())]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("late = a < b", [("turned", "a < b", "(a >= b)")]),
        ("late = a <= b", [("turned", "a <= b", "(a > b)")]),
        ("same = a is not b", [("turned", "a is not b", "(a is b)")]),
        ("there = a not in b", [("turned", "a not in b", "(a in b)")]),
        ("day = a < b == c", [("turned", "a < b == c", f"({one} c)") for one in ("a < b !=", "a >= b ==")]),
        ("may = a and b", [("swapped", "a and b", "(a or b)")]),
        ("may = a or b or c", [("swapped", "a or b or c", "(a and b and c)")]),
        ("BOUND = 4", [("constant", "4", "5")]),
        ("on = found(strictly=True)", [("constant", "True", "False")]),
        ("def f(s):\n    s.x = y", [("dropped", "s.x = y", "pass")]),
        ("def f(s):\n    s.x += y", [("dropped", "s.x += y", "pass")]),
        ("def f(s):\n    note(s)", [("dropped", "note(s)", "pass")]),
        ("def f(s):\n    raise Late", [("dropped", "raise Late", "pass")]),
        ("def f(s):\n    return s['day']", [("constant", "'day'", "'day~'")]),
    ],
)
def test_each_kind_of_change(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""A module."""',
        "def f():\n    '''What it does.'''",
        "NAME = 'cases'",
        "@dataclass(frozen=True, slots=True)\nclass Case:\n    number: str",
        "def f(a: Literal[1, 2]) -> Literal[3]: ...",
        "pairs = zip(a, b, strict=True)",
        "def f(n):\n    return f'{n} cases'",
        "def f(a):\n    return a",
    ],
)
def test_what_no_behaviour_shows_is_left_as_it_is(source: str) -> None:
    assert changes(source) == []


def test_a_change_stands_in_its_own_place_also_behind_letters_of_two_bytes() -> None:
    source = 'NOTE = "Đã chuyển"; late = a < b\n'.encode()
    (mutant,) = [one for one in mutants_of(HERE, source) if one.kind == "turned"]
    assert mutant.applied(source).decode() == 'NOTE = "Đã chuyển"; late = (a >= b)\n'
    assert str(mutant) == "toy.py:1  turned: a < b → (a >= b)"


def test_every_change_of_the_rooms_is_another_program() -> None:
    files = [path for _, _, files in rooms_in(ROOT) for path in files]
    for path in files[::20]:
        source = (ROOT / path).read_bytes()
        before = ast.dump(ast.parse(source))
        for mutant in mutants_of(path, source):
            assert ast.dump(ast.parse(mutant.applied(source))) != before, str(mutant)


def test_the_same_seed_draws_the_same() -> None:
    assert drawn(ROOT, 20, 7) == drawn(ROOT, 20, 7) != drawn(ROOT, 20, 8)
    assert {one.path.parts[1] for one in drawn(ROOT, 20, 7, "services/sla")} == {"sla"}


def test_every_service_has_its_rooms_and_every_room_its_tests() -> None:
    rooms = {(service, room): files for service, room, files in rooms_in(ROOT)}
    services = {path.name for path in (ROOT / "services").iterdir() if (path / "domain").is_dir()}
    assert {service for service, _ in rooms} == services
    missing = [
        suite for files in rooms.values() for suite in suite_of(files[0]) if not (ROOT / suite).exists()
    ]
    assert missing == []
