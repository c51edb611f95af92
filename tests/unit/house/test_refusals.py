"""Every refusal has a code of its own meaning, and both languages say the same."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from string import Formatter

import pytest

from shared.errors import Refusal
from tests.unit.house.repository import PACKAGES, ROOT, ending, module_names


def refusals(parent: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """All that are defined in the packages."""
    for kind in parent.__subclasses__():
        if kind.__module__.partition(".")[0] in ("shared", "services", "tthc", "dev"):
            yield kind
        yield from refusals(kind)


@pytest.fixture(scope="module")
def kinds() -> list[type[Refusal]]:
    for name in module_names():
        import_module(name)
    return list(refusals())


def ambiguous(kinds: Iterable[type[Refusal]]) -> dict[str, set[str]]:
    """Codes that mean several things: of other names or statuses, or given twice in one package."""
    meanings: dict[str, set[str]] = defaultdict(set)
    places: dict[str, list[str]] = defaultdict(list)
    for kind in kinds:
        if "code" in vars(kind):
            meanings[kind.code].add(f"{kind.__name__} {kind.status}")
            places[kind.code].append(".".join(kind.__module__.split(".")[:2]))
    twice = {code: set(where) for code, where in places.items() if len(set(where)) < len(where)}
    return {code: found for code, found in meanings.items() if len(found) > 1} | twice


def names_in(template: str) -> set[str]:
    """The template's placeholders; `reason_vi` and `reason_en` are one, told in the reader's language."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return {name.removesuffix("_vi").removesuffix("_en") for name in names}


def has_words(template: str) -> bool:
    """Whether it says anything besides what is put into it: another's sentence needs no translation."""
    return any(letter.isalpha() for text, *_ in Formatter().parse(template) for letter in text)


def codes_in(source: str) -> list[str]:
    """The codes that a file's classes state, by its text."""
    return [
        statement.value.value
        for kind in ast.walk(ast.parse(source))
        if isinstance(kind, ast.ClassDef)
        for statement in kind.body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "code"
        if isinstance(statement.value, ast.Constant)
    ]


def test_every_refusal_whose_code_stands_in_a_file_is_looked_at(kinds: list[type[Refusal]]) -> None:
    written = Counter(
        code
        for path in ending(".py")
        if path.relative_to(ROOT).parts[0] in PACKAGES
        for code in codes_in(path.read_text("utf-8"))
    )
    found = Counter(kind.code for kind in kinds if "code" in vars(kind))
    assert written["case-not-opened"] == 1
    assert found == written


def test_a_service_refuses_and_does_not_fail(kinds: list[type[Refusal]]) -> None:
    of_services = [kind for kind in kinds if kind.__module__.startswith("services.")]
    assert [kind for kind in of_services if not 400 <= kind.status < 500] == []
    assert [kind for kind in of_services if not {"code", "vi", "en"} <= vars(kind).keys()] == []


def test_a_code_means_one_thing_everywhere(kinds: list[type[Refusal]]) -> None:
    assert ambiguous(kinds) == {}


def test_every_refusal_speaks_both_languages(kinds: list[type[Refusal]]) -> None:
    silent = [kind for kind in kinds if not kind.vi.strip() or not kind.en.strip()]
    assert silent == []
    assert [kind for kind in kinds if kind.vi == kind.en and has_words(kind.en)] == []


def test_both_languages_name_the_same_things(kinds: list[type[Refusal]]) -> None:
    assert [kind for kind in kinds if names_in(kind.vi) != names_in(kind.en)] == []


def test_codes_are_words_with_hyphens(kinds: list[type[Refusal]]) -> None:
    assert [kind.code for kind in kinds if re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.code) is None] == []


def test_a_code_with_two_meanings_is_seen() -> None:
    one = type("Late", (), {"code": "late", "status": 409, "__module__": "services.a.errors"})
    other = type("Tardy", (), {"code": "late", "status": 422, "__module__": "services.b.errors"})
    assert ambiguous([one, other]) == {"late": {"Late 409", "Tardy 422"}}
    assert ambiguous([one, one]) == {"late": {"services.a"}}
    assert ambiguous([one]) == {}


def test_a_sentence_in_one_language_is_told_from_another_s_sentence() -> None:
    assert has_words("{service} is away")
    assert not has_words("{service}: {detail}")


def test_placeholders_that_differ_are_seen() -> None:
    assert names_in("Muộn {days} ngày ({reason_vi}).") == names_in("{days} late ({reason_en}).")
    assert names_in("Muộn {days} ngày.") != names_in("Late by {hours}.")
