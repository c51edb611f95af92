"""Every public name is made of words that are explained, and what is explained is a name of the code."""

from functools import cache
from pathlib import Path

import pytest

from tests.unit.house.naming import PublicName, Vocabulary, forms_of, public_names, vocabulary, words_of
from tests.unit.house.repository import PACKAGES, ROOT, ending

EXPLANATION = ROOT / "docs" / "explanation"


@cache
def explained() -> Vocabulary:
    return vocabulary(
        (EXPLANATION / "glossary.md").read_text("utf-8"), (EXPLANATION / "code-words.md").read_text("utf-8")
    )


@cache
def names_of_the_house() -> list[PublicName]:
    return public_names([file for file in ending(".py") if file.relative_to(ROOT).parts[0] in PACKAGES], ROOT)


def unexplained(names: list[PublicName], words: Vocabulary) -> list[str]:
    """Each name that a reader can't look up, with its file."""
    return [f"{one.name} in {one.file.name}" for one in names if not words.explains(one.name)]


def test_every_public_name_is_explained() -> None:
    assert unexplained(names_of_the_house(), explained()) == [], (
        "take the field's word, or give the name its line in docs/explanation/code-words.md"
    )


def test_what_is_explained_is_a_name_of_the_code() -> None:
    names = {one.name for one in names_of_the_house()}
    assert sorted(explained().names - names) == []
    used = set().union(*(forms_of(word) for name in names for word in words_of(name)))
    assert sorted(explained().own - used) == []


def test_a_word_that_has_a_meaning_here_is_listed_nowhere_else() -> None:
    words = explained()
    assert sorted(words.own & (words.terms | words.plain)) == []


PAGE = """# Words
## The house's own words
| word | meaning |
|---|---|
| sweep | raise what is due |

## The house's own names
| name | room | meaning |
|---|---|---|
| `Tally` | `tthc` | what is kept |

## The field's terms
Text.

- **Stores**: key, unit of work,
  index
- **Files**: SQLite

## Plain English
Text that isn't listed.

add, find, too
"""
GLOSSARY = "| English | Vietnamese | meaning |\n|---|---|---|\n| case | hồ sơ | one run |\n"
PLANTED = """
class CaseFound: ...
class Qualm: ...
class CaseQualm(Found): ...
class AddFound: ...
class Tally: ...
class TallyFound: ...
class SQLiteIndexes: ...
class Sweeping: ...
class _Hidden: ...
class NoQualm(Refusal): ...
class TooMuchQualm(errors.NoQualm): ...
def find_cases(): ...
def find(): ...
def _qualm(): ...
"""


def planted(room: Path) -> list[PublicName]:
    room.mkdir()
    (room / "planted.py").write_text(PLANTED, "utf-8")
    return public_names([room / "planted.py"], room.parent)


def test_an_unexplained_name_is_seen_and_so_is_one_of_plain_words_alone(tmp_path: Path) -> None:
    found = unexplained(planted(tmp_path / "shared"), vocabulary(GLOSSARY, PAGE))
    assert found == [
        f"{name} in planted.py" for name in ("Qualm", "CaseQualm", "AddFound", "TallyFound", "find")
    ]


def test_functions_are_read_in_shared_alone(tmp_path: Path) -> None:
    assert not {"find", "find_cases"} & {one.name for one in planted(tmp_path / "tthc")}


def test_what_each_section_lists_is_read_and_nothing_beside_it() -> None:
    assert vocabulary(GLOSSARY, PAGE) == Vocabulary(
        terms=frozenset({"case", "key", "unit", "of", "work", "index", "sqlite"}),
        plain=frozenset({"add", "find", "too"}),
        own=frozenset({"sweep"}),
        names=frozenset({"Tally"}),
    )


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("cases", "case"),
        ("indexes", "index"),
        ("queries", "query"),
        ("opened", "open"),
        ("received", "receive"),
        ("planned", "plan"),
        ("copied", "copy"),
        ("opening", "open"),
        ("merging", "merge"),
        ("splitting", "split"),
        ("sent", "send"),
    ],
)
def test_a_plural_and_a_past_are_their_word(form: str, word: str) -> None:
    assert word in forms_of(form)


def test_who_does_it_is_another_word() -> None:
    assert "save" not in forms_of("saver")
