"""What can be wrong with a record, as its dead letter tells."""

from enum import StrEnum

from shared.errors import Language, Refusal, Text


class MalformedReason(StrEnum):
    """Why a record can't be an event of this system."""

    NULL_VALUE = "null-value"
    TOO_LARGE = "too-large"
    NULL_KEY = "null-key"
    NULL_HEADER = "null-header"
    NOT_UTF8 = "not-utf8"
    DUPLICATE_HEADER = "duplicate-header"
    MISSING_ATTRIBUTE = "missing-attribute"
    BAD_ATTRIBUTE = "bad-attribute"
    BAD_SEQUENCE = "bad-sequence"
    WRONG_SOURCE = "wrong-source"
    CONTRADICTION = "contradiction"
    NOT_JSON = "not-json"
    NOT_A_NUMBER = "not-a-number"
    LONE_SURROGATE = "lone-surrogate"
    TOO_DEEP = "too-deep"
    WRONG_SHAPE = "wrong-shape"
    WRONG_ID = "wrong-id"
    WRONG_PARTITION = "wrong-partition"
    FORK = "fork"


_SENTENCES: dict[MalformedReason, tuple[str, str]] = {
    MalformedReason.NULL_VALUE: ("bản ghi không có nội dung", "the record has no value"),
    MalformedReason.TOO_LARGE: ("bản ghi quá lớn", "the record is too large"),
    MalformedReason.NULL_KEY: ("bản ghi không có khóa", "the record has no key"),
    MalformedReason.NULL_HEADER: ("một tiêu đề không có giá trị", "a header has no value"),
    MalformedReason.NOT_UTF8: ("có phần không phải UTF-8", "a part is not UTF-8"),
    MalformedReason.DUPLICATE_HEADER: ("một tiêu đề xuất hiện hai lần", "a header stands twice"),
    MalformedReason.MISSING_ATTRIBUTE: ("thiếu một thuộc tính bắt buộc", "a required attribute is missing"),
    MalformedReason.BAD_ATTRIBUTE: (
        "một thuộc tính có giá trị không hợp lệ",
        "an attribute has a value that it can't have",
    ),
    MalformedReason.BAD_SEQUENCE: ("số thứ tự không hợp lệ", "a sequence number is not one"),
    MalformedReason.WRONG_SOURCE: ("nguồn gửi không đúng", "the source is not one of this system"),
    MalformedReason.CONTRADICTION: ("hai phần của bản ghi mâu thuẫn nhau", "two parts contradict each other"),
    MalformedReason.NOT_JSON: ("nội dung không phải là một đối tượng JSON", "the value is not a JSON object"),
    MalformedReason.NOT_A_NUMBER: (
        "nội dung chứa một số không biểu diễn được trong JSON",
        "the value has a number that JSON doesn't have",
    ),
    MalformedReason.LONE_SURROGATE: (
        "nội dung chứa ký tự thay thế đơn lẻ",
        "the value has a lone surrogate, which is no character",
    ),
    MalformedReason.TOO_DEEP: ("nội dung lồng nhau quá sâu", "the value is nested too deep"),
    MalformedReason.WRONG_SHAPE: (
        "nội dung không đúng mô hình của loại sự kiện",
        "the value doesn't fit the event type's model",
    ),
    MalformedReason.WRONG_ID: (
        "mã sự kiện không phải là mã suy ra từ luồng và phiên bản của nó",
        "the id is not the one that follows from its stream and version",
    ),
    MalformedReason.WRONG_PARTITION: (
        "bản ghi nằm ở phân vùng mà khóa của nó không thuộc về",
        "the record stands in a partition that its key doesn't belong to",
    ),
    MalformedReason.FORK: (
        "bản ghi không nối tiếp sự kiện đã nhận sau cùng trong phân vùng",
        "the record doesn't follow what was taken last in its partition",
    ),
}


def in_words(reason: str, otherwise: str) -> Text:
    """What a dead letter's reason says, in both languages; of another kind of reason, `otherwise`."""
    if reason not in list(MalformedReason):
        return Text(otherwise, otherwise)
    return Text(*_SENTENCES[MalformedReason(reason)])


class MalformedRecord(Refusal):
    """A record that is no event of this system. `where` is the header, or the field of the value."""

    code = "malformed-record"
    status = 422
    vi = "Bản ghi sự kiện không hợp lệ: {sentence} ({detail})."
    en = "The record is not a valid event: {sentence} ({detail})."

    def __init__(self, *, reason: MalformedReason, detail: str, where: str | None = None) -> None:
        self.reason = reason
        super().__init__(where=where, reason=reason, detail=detail)

    def message(self, language: Language) -> str:
        vi, en = _SENTENCES[self.reason]
        template, sentence = (self.vi, vi) if language is Language.VI else (self.en, en)
        return template.format(sentence=sentence, detail=self.values["detail"])
