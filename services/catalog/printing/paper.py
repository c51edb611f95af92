"""A decision and its appendix as they stand on paper: texts in their places, and nothing left to work out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, and by what authority."""

    authority: str  #: "KT. GIÁM ĐỐC"; empty: the head signs in their own right
    position: str  #: "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
    name: str  #: empty in a draft


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A row of the appendix's table."""

    name: str
    unit: str
    official: str
    content: str
    result: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRows:
    """Steps side by side, under one number."""

    number: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRows:
    """A procedure in the appendix's table; its number, name and total stand once beside its steps."""

    number: str
    name: str
    total: str
    stages: tuple[StageRows, ...]  #: one at least, with one step at least

    @property
    def height(self) -> int:
        """In rows."""
        return sum(len(stage.steps) for stage in self.stages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """The catalogue, behind the decision on pages of its own."""

    heading: str  #: "PHỤ LỤC"
    title: str
    belongs_to: str  #: "(Kèm theo Quyết định số …)"
    columns: tuple[str, ...]  #: headings; the third spans two columns
    procedures: tuple[ProcedureRows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPaper:
    """A decision that issues a catalogue. Texts are as printed: capitals where capitals stand."""

    draft_mark: str  #: "DỰ THẢO"; empty on a decision that is issued
    parent: str  #: the agency above the issuer; empty where none is printed
    issuer: str
    number: str  #: "Số: 05/QĐ-SNV"
    national_name: str
    motto: str
    place_and_date: str
    title: str
    excerpt: str
    authority: str  #: who decides: "GIÁM ĐỐC SỞ NỘI VỤ"
    grounds: tuple[str, ...]
    decides: str  #: "QUYẾT ĐỊNH:"
    articles: tuple[tuple[str, str], ...]  #: "Điều 1.", and what it says
    signature: Signature
    recipients_heading: str
    recipients: tuple[str, ...]
    appendix: Appendix
    subject: str  #: for the file's properties
    dated: date  #: the decision's day; of a draft the day that it is laid out on
