"""The words that the code's public names are made of, and where each is explained.

A class of any package, and a function of `shared`, is made of the domain's words (the glossary), of the
field's or of the house's own, with plain English between them; or it stands with its meaning on the page.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"SQLite|[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
#: Forms that no rule makes.
_IRREGULAR = {
    "fell": "fall",
    "given": "give",
    "found": "find",
    "held": "hold",
    "kept": "keep",
    "known": "know",
    "left": "leave",
    "made": "make",
    "sent": "send",
    "went": "go",
    "withdrawn": "withdraw",
}
#: What a refusal stands on in the end: it is explained by its own sentences.
_REFUSALS = frozenset({"Refusal", "Exception", "ValueError", "LookupError", "RuntimeError"})


@dataclass(frozen=True, slots=True)
class PublicName:
    """A class or function that other files may use."""

    name: str
    file: Path


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is explained: words, and whole names of the code."""

    terms: frozenset[str]  #: the domain's and the field's
    plain: frozenset[str]
    own: frozenset[str]  #: the house's, each with a meaning
    names: frozenset[str]  #: of the code, each with a meaning

    def explains(self, name: str) -> bool:
        """Whether a reader can look the name up; plain words alone name nothing."""
        if name in self.names:
            return True
        words = [forms_of(word) for word in words_of(name)]
        known = self.terms | self.own
        return any(word & known for word in words) and all(word & (known | self.plain) for word in words)


def words_of(name: str) -> list[str]:
    """The words of a name in small letters: `TopicAhead` and `topic_ahead` are topic and ahead."""
    return [word.lower() for word in _WORD.findall(name)]


def forms_of(word: str) -> set[str]:
    """The word, and what it may be the plural or the past of: opened is a form of open."""
    forms = {word, _IRREGULAR.get(word, word)}
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            forms |= {stem + instead}
            if not instead and stem[-1] == stem[-2]:
                forms.add(stem[:-1])  # planned
    return forms


def vocabulary(glossary: str, page: str) -> Vocabulary:
    """The glossary's first column, and the sections of the page of the code's words."""
    plain = _words_in(_section(page, "Plain English").partition("\n\n")[2])
    listed = " ".join(
        re.findall(r"^- \*\*.*\*\*: ((?:.|\n  )*)", _section(page, "The field's terms"), re.MULTILINE)
    )
    named = re.findall(r"^\| `(\w+)`", _section(page, "The house's own names"), re.MULTILINE)
    return Vocabulary(
        terms=(_words_in(listed) | _first_column(glossary)) - plain,  # a unit of work explains no `of`
        plain=plain,
        own=_first_column(_section(page, "The house's own words")),
        names=frozenset(named),
    )


def _first_column(table: str) -> frozenset[str]:
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    return _words_in(" ".join(rows[1:]))


def _section(page: str, title: str) -> str:
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def _words_in(text: str) -> frozenset[str]:
    return frozenset(word for name in re.findall(r"[A-Za-z]+", text) for word in words_of(name))


def public_names(files: Iterable[Path], root: Path) -> list[PublicName]:
    """Every public class but refusals, and every public function of `shared`."""
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files}
    classes = [
        (file, node) for file, tree in trees.items() for node in tree.body if isinstance(node, ast.ClassDef)
    ]
    refusals = _refusals([node for _, node in classes])
    found = [PublicName(node.name, file) for file, node in classes if node.name not in refusals]
    for file, tree in trees.items():
        if file.relative_to(root).parts[0] == "shared":
            found += [PublicName(name, file) for name in _functions(tree)]
    return [one for one in found if not one.name.startswith("_")]


def _functions(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _refusals(classes: list[ast.ClassDef]) -> set[str]:
    """The classes that descend from a refusal or another exception, as far as their files tell."""
    found = set(_REFUSALS)
    while more := {node.name for node in classes if found & set(map(_base, node.bases))} - found:
        found |= more
    return found


def _base(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]
