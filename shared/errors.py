"""The family of refusals: each says what is wrong, where, and what to do, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from shared.vietnam_time import differ_by_seconds, written


class Language(StrEnum):
    """A language that people are answered in; Vietnamese first."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a sentence in both languages, for a reader who isn't known yet."""

    vi: str
    en: str

    def told(self, language: Language) -> str:
        """What a reader of the language is told."""
        return self.vi if language is Language.VI else self.en

    def __str__(self) -> str:
        return self.en


class Refusal(Exception):
    """A command, query or input that is refused. Subclasses state `code`, `status` and both messages.

    The messages are templates: `{name}` stands for the keyword argument of that name.
    `where` is the place: a JSON pointer, a field, a step's code, or `file:line:column`.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409  #: the HTTP status that it becomes
    vi: ClassVar[str] = "Yêu cầu bị từ chối."
    en: ClassVar[str] = "The request was refused."

    def __init__(self, *, where: str | None = None, **values: object) -> None:
        self.where = where
        self.values = values
        super().__init__(self.message(Language.EN))

    @property
    def problem(self) -> str:
        """What programs may decide by."""
        return self.code

    def message(self, language: Language) -> str:
        """The sentence for a reader of `language`."""
        template = self.vi if language is Language.VI else self.en
        return template.format_map(_in_words(self.values, language))

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (type(self), self.where, self.values))


def _in_words(values: Mapping[str, object], language: Language) -> dict[str, str]:
    """The values as people write them; to the second where minutes would write two instants alike."""
    to_the_second = differ_by_seconds(one for one in values.values() if isinstance(one, datetime))

    def word(value: object) -> str:
        match value:
            case date():
                return written(value, vietnamese=language is Language.VI, to_the_second=to_the_second)
            case Text():
                return value.told(language)
        return str(value)

    return {name: word(value) for name, value in values.items()}


def _restore(kind: type[Refusal], where: str | None, values: dict[str, object]) -> Refusal:
    return kind(where=where, **values)


class Findings(Refusal):
    """Refused for everything that was found wrong at once; each of `found` says its own place."""

    def __init__(self, *, found: Sequence[Refusal], where: str | None = None, **values: object) -> None:
        super().__init__(where=where, found=found, count=len(found), **values)
        self.found = found

    def __reduce__(self) -> tuple[object, ...]:
        values = {name: value for name, value in self.values.items() if name != "count"}
        return (_restore, (type(self), self.where, values))


class NotFound(Refusal):
    """`what` is a `Text`."""

    code = "not-found"
    status = 404
    vi = "Không tìm thấy {what} {key}."
    en = "There is no {what} {key}."


class Forbidden(Refusal):
    """Who asks may not; says which rule it was."""

    code = "forbidden"
    status = 403
    vi = "Bạn không có quyền thực hiện việc này: {rule}."
    en = "You may not do this: {rule}."


class Unavailable(Refusal):
    """For the moment; `retry_after` in seconds."""

    code = "unavailable"
    status = 503
    vi = "Hệ thống tạm thời chưa phục vụ được ({reason}); hãy thử lại sau {retry_after} giây."
    en = "Not available for the moment ({reason}); try again in {retry_after} seconds."


class DiskFull(Unavailable):
    """There is no room left to write; it passes by itself when somebody makes room."""

    code = "disk-full"
    vi = (
        "Đĩa đã đầy nên chưa ghi được gì ({reason}); người vận hành cần giải phóng chỗ. "
        "Hãy thử lại sau {retry_after} giây."
    )
    en = (
        "The disk is full, so nothing was written ({reason}); operators must make room. "
        "Try again in {retry_after} seconds."
    )


# ---- when an act took effect


class EffectiveTooEarly(Refusal):
    code = "effective-too-early"
    status = 422
    vi = "Thời điểm có hiệu lực {at} sớm hơn sự việc làm căn cứ cho nó, diễn ra lúc {not_before}."
    en = "The effective time {at} is earlier than what it builds on, which was at {not_before}."


class EffectiveInFuture(Refusal):
    code = "effective-in-future"
    status = 422
    vi = "Thời điểm có hiệu lực {at} chưa đến (thời điểm ghi nhận là {recorded_at})."
    en = "The effective time {at} has not come yet (recorded at {recorded_at})."


class RecordedTooLate(Refusal):
    code = "recorded-too-late"
    status = 422
    vi = (
        "Việc có hiệu lực lúc {at} được ghi nhận muộn hơn {days} ngày cho phép; với hồ sơ, người đứng đầu cơ"
        " quan có thể ghi nhận kèm lý do chấp thuận."
    )
    en = (
        "What took effect at {at} is recorded later than the {days} days that are allowed; on a case, the"
        " agency's head may record it with an approval."
    )


# ---- tables that are read from a file; `where` is `file:line:column`


class ColumnMissing(Refusal):
    code = "column-missing"
    status = 422
    vi = "Tệp {file}, dòng {line}: thiếu cột {column}."
    en = "{file}, line {line}: the column {column} is missing."


class RowUneven(Refusal):
    code = "row-uneven"
    status = 422
    vi = "Tệp {file}, dòng {line}: có {cells} ô, trong khi dòng tiêu đề có {columns} cột."
    en = "{file}, line {line}: {cells} cells, where the header has {columns} columns."
