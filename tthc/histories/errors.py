"""Why a history can't be taken in: each names line and field; nothing is written then."""

from collections.abc import Sequence

from shared.errors import Findings, Refusal


class HistoryFault(Refusal):
    """What all faults of a file have in common; `where` is `file:line:field`."""

    code = "history-fault"
    status = 422


class HistoryNotFound(HistoryFault):
    code = "history-not-found"
    status = 404
    vi = "Không tìm thấy tệp {path}."
    en = "There is no file {path}."


class HistoryUnreadable(HistoryFault):
    """The file is there, but the system doesn't let us read it."""

    code = "history-unreadable"
    vi = "Không đọc được tệp {path}: {reason}."
    en = "The file {path} can't be read: {reason}."


class HistoryEmpty(HistoryFault):
    code = "history-empty"
    vi = "Tệp không có dòng nào; dòng đầu phải là phần mở đầu với “format”: “tthc-history/1”."
    en = "The file has no line; the first must be the header, with `format`: `tthc-history/1`."


class LineNotAnObject(HistoryFault):
    """`reason` is a `Text`."""

    code = "history-line-not-an-object"
    vi = "Dòng này không phải là một đối tượng JSON mã UTF-8: {reason}."
    en = "This line isn't one JSON object in UTF-8: {reason}."


class FieldRepeated(HistoryFault):
    code = "history-field-repeated"
    vi = "Trường “{name}” xuất hiện hai lần; giá trị đầu sẽ bị bỏ qua."
    en = "The field `{name}` stands there twice; the first value would be passed over."


class FieldMissing(HistoryFault):
    code = "history-field-missing"
    vi = "Thiếu trường “{name}”."
    en = "The field `{name}` is missing."


class FieldUnknown(HistoryFault):
    code = "history-field-unknown"
    vi = "Không có trường “{name}”; các trường là: {known}."
    en = "There is no field `{name}`; the fields are: {known}."


class FieldUnfit(HistoryFault):
    """`reason` is a `Text`: what should stand there, as a sentence."""

    code = "history-field-unfit"
    vi = "Giá trị không hợp lệ. {reason}"
    en = "The value isn't valid. {reason}"


class ActUnknown(HistoryFault):
    code = "history-act-unknown"
    vi = "Không có loại việc “{act}”; các loại là: {known}."
    en = "There is no act `{act}`; the acts are: {known}."


class OutsideCalendar(HistoryFault):
    code = "history-time-out-of-range"
    vi = "Thời điểm nằm ngoài các năm {first}–{last} mà lịch làm việc bao quát."
    en = "The time lies outside of the years {first} to {last} that working calendars cover."


class InFuture(HistoryFault):
    code = "history-time-in-future"
    vi = "Thời điểm {at} chưa đến; tệp chỉ chứa việc đã xảy ra."
    en = "The time {at} hasn't come; a file has only what has happened."


class OutOfOrder(HistoryFault):
    code = "history-out-of-order"
    vi = "Việc này ({at}) sớm hơn việc trước nó của “{name}” ({before}, dòng {line}); hãy xếp theo thời gian."
    en = "This act ({at}) is earlier than that before it of `{name}` ({before}, line {line}); sort by time."


class NameNotBegun(HistoryFault):
    code = "history-name-not-begun"
    vi = "Chưa dòng nào trước dòng này mở “{name}”."
    en = "No line before this one begins `{name}`."


class NameGivenTwice(HistoryFault):
    code = "history-name-given-twice"
    vi = "“{name}” đã được mở ở dòng {line}; mỗi tên chỉ dùng một lần."
    en = "`{name}` was begun on line {line}; a name is given once."


class CodeRepeated(HistoryFault):
    code = "history-code-repeated"
    vi = "Mã “{name}” xuất hiện hai lần."
    en = "The code `{name}` stands there twice."


class OtherAgencyInCatalogue(HistoryFault):
    code = "history-catalogue-of-other-agency"
    vi = "Danh mục ghi cơ quan {inside}, khác với {agency} ban hành nó."
    en = "The catalogue names {inside}, not {agency}, which issues it."


class CatalogueUnfit(HistoryFault):
    """`vi` and `en` of a fault that the catalog's own reader tells."""

    code = "history-catalogue-unfit"
    vi = "{reason}"
    en = "{reason}"


class ProcedureDiffers(HistoryFault):
    code = "history-procedure-differs"
    vi = "{agency} có thủ tục {procedure} đang có hiệu lực (lần {edition}) với nội dung khác."
    en = "{agency} has a procedure {procedure} in force (edition {edition}) with another content."


class EarlierThanInForce(HistoryFault):
    code = "history-edition-too-early"
    vi = "Ngày hiệu lực {given} sớm hơn ngày {present} của lần {edition} đang có hiệu lực tại {agency}."
    en = "The first day {given} is before {present}, that of edition {edition} in force in {agency}."


class OtherDraftOpen(HistoryFault):
    """There is one draft at a time; the file's own would stand beside it."""

    code = "history-other-draft-open"
    vi = (
        "{agency} đang soạn danh mục lần {draft} (người soạn {drafted_by}); hãy ban hành hoặc hủy dự thảo đó."
    )
    en = "{agency} is preparing edition {draft} (by {drafted_by}); issue or discard that draft first."


class EditionWaits(HistoryFault):
    """An edition that is issued would never begin, if the file's own came before its first day."""

    code = "history-edition-waits"
    vi = "Danh mục lần {edition} của {agency} có hiệu lực từ {day}; hãy nhập lại từ ngày đó."
    en = "Edition {edition} of {agency} enters into force on {day}; import again from that day on."


class AgencyOfNobody(HistoryFault):
    """`near`: what it may have been meant to be."""

    code = "history-agency-unknown"
    vi = "Không có cơ quan {agency}, cả trong hệ thống lẫn trong tệp; gần giống: {near}."
    en = "There is no agency {agency}, neither in the system nor in the file; the nearest: {near}."


class DoneByAnotherAgency(HistoryFault):
    code = "history-done-by-another-agency"
    vi = "{by} không thuộc {agency}, cơ quan của {official}."
    en = "{by} is not of {agency}, which {official} is of."


class AbsenceNotTheirs(HistoryFault):
    code = "history-absence-not-theirs"
    vi = "Chỉ {official} hoặc lãnh đạo {agency} mới được ghi nhận việc vắng mặt này."
    en = "Only {official} or the head of {agency} may record this absence."


class OfficialOfNoAgency(HistoryFault):
    code = "history-official-of-no-agency"
    vi = "Không cơ quan nào của tệp có cán bộ {official}."
    en = "No agency of the file has an official {official}."


class HistoryUnfit(Findings):
    """All that is wrong with a file, up to a bound."""

    code = "history-unfit"
    status = 422
    vi = "Tệp có {count} lỗi; chưa nhập gì."
    en = "Nothing was imported; faults in the file: {count}."


def refuse_all(path: str, faults: Sequence[Refusal]) -> None:
    """Raise them together, if there are any."""
    if faults:
        raise HistoryUnfit(where=path, found=tuple(faults))
