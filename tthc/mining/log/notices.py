"""What an import does otherwise than the log says, told to who imports it."""

from dataclasses import dataclass
from enum import StrEnum

from shared.errors import Language


class NoticeKind(StrEnum):
    """Why a notice is given."""

    OPENED_AT_FIRST_EVENT = "opened-at-first-event"
    SORTED_BY_TIME = "sorted-by-time"
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
    NoticeKind.COLUMN_ABSENT: {
        Language.VI: "Nhật ký thiếu {count} cột không bắt buộc: {names}.",
        Language.EN: "The log lacks {count} columns that it may lack: {names}.",
    },
}
_NAMED = 5  #: names in a message; all of them are in the notice


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about the cases or columns of these names."""

    kind: NoticeKind
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many cases or columns it is about."""
        return len(self.names)

    def message(self, language: Language) -> str:
        """The sentence for a reader of `language`."""
        names = ", ".join(self.names[:_NAMED]) + (", …" if self.count > _NAMED else "")
        return _TEXTS[self.kind][language].format(count=self.count, names=names)
