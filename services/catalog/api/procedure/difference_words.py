"""How a difference is said to readers: fields, values and changes, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from services.catalog.domain.procedure.conditions import Urgency
from services.catalog.domain.procedure.difference import FieldChange
from services.catalog.domain.procedure.procedure import ProcedureKind
from shared.contracts.catalog.parts import DossierComponent, LegalBasis
from shared.contracts.vocabulary import TimeLimit
from shared.errors import Language
from shared.kernel import AnswerKind, CoordinationRole
from shared.working_time.wording import in_words

#: Vietnamese, English. A field that is not here is told by its own name.
FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("Tên", "Name"),
    "kind": ("Loại thủ tục", "Kind"),
    "time_limit": ("Thời hạn", "Time limit"),
    "one_stop": ("Thuộc cơ chế một cửa", "Of the one-stop set"),
    "legal_basis": ("Căn cứ pháp lý", "Legal basis"),
    "dossier": ("Thành phần hồ sơ", "Dossier"),
    "result": ("Kết quả", "Result"),
    "templates": ("Biểu mẫu", "Templates"),
    "suspension": ("Điều kiện tạm dừng", "Suspension"),
    "extension": ("Điều kiện gia hạn", "Extension"),
    "cooperating_units": ("Đơn vị phối hợp", "Co-operating units"),
    "informed_units": ("Đơn vị nhận để biết", "For information"),
    "conversion_factor": ("Hệ số quy đổi", "Conversion factor"),
    "division": ("Phòng ban chịu trách nhiệm", "Responsible division"),
    "content": ("Nội dung công việc", "Content"),
    "other_divisions": ("Phòng ban khác có thể giữ", "Other divisions"),
    "optional": ("Có thể bỏ qua", "May be skipped"),
    "official": ("Người thực hiện", "Official"),
    "urgent_limits": ("Thời hạn khi khẩn", "Limits where urgent"),
    "coordination": ("Phối hợp", "Coordination"),
    "code": ("Mã", "Code"),
    "document": ("Văn bản", "Document"),
    "title": ("Trích yếu", "Title"),
    "address": ("Địa chỉ", "Address"),
    "sha256": ("Mã băm SHA-256", "SHA-256"),
    "urgency": ("Độ khẩn", "Urgency"),
    "conditions": ("Điều kiện", "Conditions"),
    "most_times": ("Số lần nhiều nhất", "At most (times)"),
    "longest": ("Lâu nhất", "Longest"),
    "ask_before": ("Đề nghị trước khi hết hạn", "Asked for before the end"),
    "responding_agency": ("Cơ quan trả lời", "Responding agency"),
    "responding_procedure": ("Thủ tục của cơ quan trả lời", "Its procedure"),
    "answers": ("Hình thức trả lời", "Answers"),
    "silence_is_agreement": ("Im lặng là đồng ý", "Silence is agreement"),
    "goes_on_by_itself": ("Bước tự hoàn thành khi đủ trả lời", "Goes on by itself once answered"),
    "role": ("Vai trò", "Role"),
}

#: The words of values that are one of a few, by the field in which they stand.
_OF_A_FEW: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "kind": {
        ProcedureKind.INTERNAL: ("Nội bộ cơ quan", "Inside one agency"),
        ProcedureKind.COORDINATED: ("Giữa các cơ quan", "Between agencies"),
    },
    "answers": {
        AnswerKind.RESULT_DELIVERED: ("trả kết quả", "result delivered"),
        AnswerKind.AGREE: ("đồng ý", "agree"),
        AnswerKind.AGREE_WITH_COMMENTS: ("đồng ý, có ý kiến", "agree with comments"),
        AnswerKind.DISAGREE: ("không đồng ý", "disagree"),
        AnswerKind.NO_OPINION: ("không có ý kiến", "no opinion"),
    },
    "role": {
        CoordinationRole.LEAD: ("chủ trì", "lead"),
        CoordinationRole.COOPERATING: ("phối hợp", "co-operating"),
        CoordinationRole.INFORMED: ("nhận để biết", "for information"),
    },
    "urgency": {
        Urgency.NORMAL: ("thường", "normal"),
        Urgency.URGENT: ("khẩn", "urgent"),
        Urgency.VERY_URGENT: ("thượng khẩn", "very urgent"),
        Urgency.IMMEDIATE: ("hoả tốc", "immediate"),
    },
}
#: Parts of which the usual value isn't told: so it was before there was another one.
_USUAL: Mapping[str, Any] = {"role": CoordinationRole.COOPERATING, "goes_on_by_itself": False}
#: Fields with a list whose parts are said as another field's value is.
_PARTS = {"other_divisions": "division", "answers": "answers"}


class Words:
    """Says values in one language; `divisions` are the agency's, by code."""

    def __init__(self, language: Language, divisions: Mapping[str, str]) -> None:
        self.language = language
        self._divisions = divisions

    def pick(self, vi: str, en: str) -> str:
        """The one of the two that the reader reads."""
        return vi if self.language is Language.VI else en

    def field(self, name: str) -> str:
        """A field's name."""
        return self.pick(*FIELDS[name]) if name in FIELDS else name

    def value(self, value: Any, field: str = "") -> str:
        """A value in words; a dash for none."""
        for fits, say in self._sayings(field):
            if fits(value):
                return say(value)
        if field == "division" and value in self._divisions:
            return f"{self._divisions[value]} ({value})"
        if field in _OF_A_FEW and value in _OF_A_FEW[field]:
            return self.pick(*_OF_A_FEW[field][value])
        return str(value).strip() or "–"

    def items(self, value: Any, field: str = "") -> list[str]:
        """The parts of a list in words."""
        return [self.value(part, _PARTS.get(field, "")) for part in value]

    def change(self, change: FieldChange) -> str:
        """By how much a limit changed: `−6 giờ làm việc (−25 %)`; empty where that cannot be said."""
        if change.amount is None or change.per_cent is None:
            return ""
        limit = self.value(TimeLimit.of(abs(change.amount), change.after.counting))
        share = f"{_sign(change.per_cent)}{self.number(abs(change.per_cent))}\u00a0%"
        return f"{_sign(change.amount)}{limit} ({share})"

    def number(self, number: float) -> str:
        """A number as it is written in the language, without a needless decimal place."""
        shown = f"{number:.1f}".removesuffix(".0")
        return shown.replace(".", ",") if self.language is Language.VI else shown

    def _sayings(self, field: str) -> tuple[tuple[Callable[[Any], bool], Callable[[Any], str]], ...]:
        return (
            (lambda one: one is None or one == "" or one == (), lambda _: "–"),
            (
                lambda one: isinstance(one, bool),
                lambda one: self.pick(*(("Có", "Yes") if one else ("Không", "No"))),
            ),
            (lambda one: isinstance(one, TimeLimit), lambda one: in_words(one, self.language)),
            (lambda one: isinstance(one, date), lambda one: f"{one:%d/%m/%Y}"),
            (lambda one: isinstance(one, tuple), lambda one: "; ".join(self.items(one, field))),
            (lambda one: isinstance(one, LegalBasis), self._basis),
            (lambda one: isinstance(one, DossierComponent), self._component),
            (is_dataclass, self._parts),
        )

    def _basis(self, basis: LegalBasis) -> str:
        since = self.pick("từ", "from"), basis.valid_from
        until = self.pick("đến", "until"), basis.valid_until
        dates = ", ".join(f"{word} {self.value(day)}" for word, day in (since, until) if day)
        return " – ".join(filter(None, (basis.document, basis.title))) + (f" ({dates})" if dates else "")

    def _component(self, paper: DossierComponent) -> str:
        form = self.pick(*(("bản chính", "original") if paper.original else ("bản sao", "copy")))
        notes = [f"{paper.copies} {form}"]
        notes += [] if paper.required else [self.pick("nếu có", "where there is one")]
        notes += [f"{self.pick('mẫu', 'template')} {paper.template}"] if paper.template else []
        return f"{paper.name} ({', '.join(notes)})"

    def _parts(self, value: Any) -> str:
        named = ((each.name, getattr(value, each.name)) for each in fields(value))
        unusual = ((name, part) for name, part in named if name not in _USUAL or part != _USUAL[name])
        said = ((name, self.value(part, name)) for name, part in unusual)
        return "; ".join(f"{self.field(name)}: {part}" for name, part in said if part != "–")


def _sign(number: float) -> str:
    return "−" if number < 0 else "+"
