"""What a procedure rests on and works with: legal basis, the dossier's components, templates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A document that the procedure rests on. Law moves, so it has dates."""

    document: str  #: number and notation, with the article that is meant: "Điều 46 Nghị định 138/2020/NĐ-CP"
    title: str = ""
    valid_from: date | None = None  #: None: not stated
    valid_until: date | None = None  #: the last day; None: still in force


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierComponent:
    """A paper that a case's dossier needs."""

    name: str
    copies: int = 1
    original: bool = True  #: otherwise a copy will do
    required: bool = True  #: otherwise "where there is one"
    template: str = ""  #: the code of one of the procedure's templates; empty: free form


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A form to be filled in; its content lies elsewhere."""

    code: str  #: unique in the procedure
    name: str
    address: str = ""  #: where it can be had
    sha256: str = ""  #: of the content, in hexadecimal; empty: not recorded
