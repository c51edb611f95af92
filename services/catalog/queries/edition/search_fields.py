"""What the search's index knows of a procedure, field by field.

Texts come as the read model has them, in small letters, with and without diacritics, their words parted by
blanks. What folding means is said in `shared.documents.folding` alone, for what is kept and what is asked.
"""

from enum import StrEnum

import tantivy

from services.catalog.views.edition.search import SearchedProcedure
from shared.documents.folding import folded, words_of
from shared.documents.port import Document

#: The tokenizer that parts words at blanks.
WORDS = "words"


class Field(StrEnum):
    """What is known of a procedure."""

    ID = "id"  #: its document's, in the catalogue's view
    EDITION = "edition"
    KIND = "kind"
    UNIT = "unit"
    CODE = "code"  #: its words, without diacritics
    PLACE = "place"  #: among those that fit equally well: by agency, then code
    NAME = "name"
    NAME_FOLDED = "name_folded"
    TEXT = "text"
    TEXT_FOLDED = "text_folded"


_VALUES = (Field.ID, Field.EDITION, Field.KIND, Field.UNIT, Field.CODE)
_TEXTS = (Field.NAME, Field.NAME_FOLDED, Field.TEXT, Field.TEXT_FOLDED)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for value in _VALUES:
        builder.add_text_field(value, stored=value is Field.ID, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(Field.PLACE, fast=True, tokenizer_name="raw", index_option="basic")
    for text in _TEXTS:
        builder.add_text_field(text, tokenizer_name=WORDS)
    return builder.build()


SCHEMA = _schema()


def indexed(document: Document) -> tantivy.Document:
    """A procedure of the read model, as the index takes it."""
    procedure: SearchedProcedure = document.body
    made = tantivy.Document()
    made.add_text(Field.ID, document.id)
    made.add_text(Field.EDITION, edition_key(procedure.agency, procedure.edition))
    made.add_text(Field.KIND, procedure.kind)
    for unit in procedure.units:
        made.add_text(Field.UNIT, unit)
    made.add_text(Field.CODE, code_key(words_of(procedure.procedure)))
    made.add_text(Field.PLACE, _place(procedure.agency, procedure.procedure))
    for text in _TEXTS:
        made.add_text(text, getattr(procedure, text))
    return made


def edition_key(agency: str, edition: int) -> str:
    """An edition, as `Field.EDITION` names it."""
    return f"{agency}\0{edition}"


def code_key(words: list[str]) -> str:
    """A code of these words, as `Field.CODE` names it."""
    return " ".join(map(folded, words))


def _place(agency: str, code: str) -> str:
    """In letters and digits, since a range of texts is asked for in the language of queries."""
    return "x" + f"{agency}\0{code}".encode().hex()
