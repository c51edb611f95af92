"""What a reading or an import does otherwise than the log says, told to whoever asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.errors import Language


class NoticeKind(StrEnum):
    """Why a notice is given."""

    OPENED_AT_FIRST_EVENT = "opened-at-first-event"
    SORTED_BY_TIME = "sorted-by-time"
    DEADLINE_ABSENT = "deadline-absent"
    EVENTS_NOT_COMPLETED = "events-not-completed"
    CASES_NOT_COMPLETED = "cases-not-completed"
    COLUMN_ABSENT = "column-absent"


_TEXTS = {
    NoticeKind.OPENED_AT_FIRST_EVENT: {
        Language.VI: "{count} hồ sơ có mọi sự kiện trước ngày bắt đầu, nên mở từ sự kiện đầu tiên: {names}.",
        Language.EN: "{count} cases start after all of their events; each opens at its first event: {names}.",
    },
    NoticeKind.SORTED_BY_TIME: {
        Language.VI: "{count} hồ sơ có các dòng không theo thứ tự thời gian; đã được sắp xếp lại: {names}.",
        Language.EN: "{count} cases have rows out of time order; they were sorted by time: {names}.",
    },
    NoticeKind.DEADLINE_ABSENT: {
        Language.VI: "Nhật ký không nêu thời hạn của {count} hồ sơ nên không đối chiếu số quá hạn: {names}.",
        Language.EN: "The log states no deadline of {count} cases, so late cases aren't compared: {names}.",
    },
    NoticeKind.EVENTS_NOT_COMPLETED: {
        Language.VI: "{count} sự kiện chưa phải việc đã xong (lifecycle:transition), không tính: {names}.",
        Language.EN: "{count} events aren't completed work (lifecycle:transition), so left out: {names}.",
    },
    NoticeKind.CASES_NOT_COMPLETED: {
        Language.VI: "{count} hồ sơ không có việc nào đã xong, không được tính: {names}.",
        Language.EN: "{count} cases of which nothing is completed were left out: {names}.",
    },
    NoticeKind.COLUMN_ABSENT: {
        Language.VI: "Nhật ký thiếu {count} cột không bắt buộc: {names}.",
        Language.EN: "The log lacks {count} columns that it may lack: {names}.",
    },
}
NAMED = 5  #: names in a message


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about the cases, columns or states of these names."""

    kind: NoticeKind
    names: tuple[str, ...]
    counted: int | None = None  #: None: as many as there are names

    @property
    def count(self) -> int:
        """How many cases, columns or events it is about."""
        return len(self.names) if self.counted is None else self.counted

    def told(self, language: Language) -> dict[str, Any]:
        """As JSON."""
        return {"kind": self.kind.value, "count": self.count, "message": self.message(language)}

    def message(self, language: Language) -> str:
        """The sentence for a reader of `language`."""
        names = ", ".join(self.names[:NAMED]) + (", …" if len(self.names) > NAMED else "")
        return _TEXTS[self.kind][language].format(count=self.count, names=names)


def absent_columns(names: Sequence[str]) -> tuple[Notice, ...]:
    """The notice of columns or keys that a log lacks and may lack; none where it has them all."""
    return (Notice(NoticeKind.COLUMN_ABSENT, tuple(names)),) if names else ()
