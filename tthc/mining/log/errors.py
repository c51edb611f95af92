"""Why a log can't be read. Each names the place (`file:line:column`, from 1) and what to do.

The first error ends the reading: a survey that raised one has imported nothing.
"""

from shared import errors
from shared.errors import Refusal


class LogRefused(Refusal):
    """What all refusals of a log have in common."""

    code = "log-refused"
    status = 422


class LogNotFound(LogRefused):
    code = "log-not-found"
    status = 404
    vi = "Không tìm thấy tệp nhật ký {path}."
    en = "There is no log file {path}."


class LogUnreadable(LogRefused):
    """The file is there, but the system doesn't let us read it."""

    code = "log-unreadable"
    vi = "Không đọc được tệp nhật ký {path}: {reason}."
    en = "The log file {path} can't be read: {reason}."


class LogFormatUnknown(LogRefused):
    code = "log-format-unknown"
    vi = "Không đoán được định dạng từ tên tệp {path}; hãy chỉ rõ bằng --format: {formats}."
    en = "The name {path} doesn't tell the format of the log; state it with --format: {formats}."


class LogEmpty(LogRefused):
    code = "log-empty"
    vi = "Nhật ký không có sự kiện nào."
    en = "The log holds no event."


class NothingCompleted(LogEmpty):
    """There are events, and none of them is work that was done."""

    code = "nothing-completed"
    vi = "Nhật ký có {count} sự kiện, nhưng theo lifecycle:transition thì không việc nào đã xong: {states}."
    en = "The log holds {count} events, but by their lifecycle:transition none is completed work: {states}."


class LogChanged(LogRefused):
    """The file isn't the one that was surveyed: some other process writes to it."""

    code = "log-changed"
    vi = "Nội dung nhật ký đã thay đổi trong lúc đọc, tại hồ sơ {case}; hãy đọc lại từ đầu."
    en = "The log changed while it was being read, at case {case}; start again."


class GzipTruncated(LogRefused):
    code = "gzip-truncated"
    vi = "Tệp nén gzip bị cắt cụt: dữ liệu dừng tại đây mà chưa kết thúc. Hãy lấy lại bản đầy đủ."
    en = "The gzip file is cut short: the data stop here without an end. Fetch the whole file again."


class GzipDamaged(LogRefused):
    code = "gzip-damaged"
    vi = "Tệp không phải là gzip hoặc đã bị hỏng, từ vị trí này trở đi."
    en = "The file isn't gzip, or is damaged from here on."


class EncodingWrong(LogRefused):
    code = "encoding-wrong"
    vi = "Ký tự tại đây không đúng bảng mã {encoding}; hãy chuyển tệp sang UTF-8."
    en = "The characters here aren't {encoding}; convert the file to UTF-8."


class ColumnMissing(errors.ColumnMissing, LogRefused):
    """A column that is needed, or that the caller named, isn't in the header: says which option names it."""

    vi = "Không có cột '{column}' trong dòng tiêu đề (có: {columns}); hãy chỉ tên cột bằng {option}."
    en = "There is no column '{column}' in the header (it has: {columns}); name the right one with {option}."


class ColumnRepeated(LogRefused):
    code = "column-repeated"
    vi = "Cột '{column}' xuất hiện nhiều lần trong dòng tiêu đề (có: {columns}); hãy đổi tên một cột."
    en = "The column '{column}' stands more than once in the header (it has: {columns}); rename one."


class KeyMissing(LogRefused):
    """An XES key that the caller named stands nowhere in the log."""

    code = "key-missing"
    vi = "Khoá '{key}' không xuất hiện ở đâu trong nhật ký; hãy kiểm tra {option}."
    en = "The key '{key}' stands nowhere in the log; check {option}."


class RowMalformed(LogRefused):
    code = "row-malformed"
    vi = (
        "Dòng này không đúng định dạng CSV: dấu ngoặc kép không đóng hoặc đặt sai chỗ, "
        "hoặc một ô dài quá {limit} ký tự."
    )
    en = (
        "This row isn't CSV: a quote isn't closed or stands inside a field, "
        "or a field is longer than {limit} characters."
    )


class RowUneven(errors.RowUneven, LogRefused):
    """As in every other table that is read."""


class XmlMalformed(LogRefused):
    """`reason` is the XML parser's own text."""

    code = "xml-malformed"
    vi = "Tệp XES không phải là XML hợp lệ: {reason}."
    en = "The XES file isn't well-formed XML: {reason}."


class XesMalformed(LogRefused):
    code = "xes-malformed"
    vi = "Phần tử <{element}> không được đặt trong <{parent}> của tệp XES (IEEE 1849)."
    en = "In XES (IEEE 1849), an element <{element}> can't stand inside <{parent}>."


class XesRootWrong(LogRefused):
    code = "xes-root-wrong"
    vi = "Đây không phải tệp XES: phần tử gốc là <{element}>, không phải <log>."
    en = "This isn't XES: the root element is <{element}>, not <log>."


class TraceAttributeLate(LogRefused):
    """IEEE 1849 puts a trace's attributes before its events."""

    code = "trace-attribute-late"
    vi = "Thuộc tính '{key}' của <trace> phải đứng trước các <event> của nó (IEEE 1849)."
    en = "The attribute '{key}' of a <trace> must stand before its events (IEEE 1849)."


class EventOutsideTrace(LogRefused):
    code = "event-outside-trace"
    vi = "Sự kiện nằm ngoài hồ sơ: <event> phải ở ngay trong một <trace>."
    en = "An event outside a case: an <event> must stand directly in a <trace>."


class DoctypeForbidden(LogRefused):
    """A document type can define entities that swell or fetch; XES has none."""

    code = "doctype-forbidden"
    vi = "Tệp XES không được chứa khai báo <!DOCTYPE>."
    en = "An XES file can't have a <!DOCTYPE> declaration."


class ValueEmpty(LogRefused):
    """An event without its case, its activity or its time."""

    code = "value-empty"
    vi = "Sự kiện thiếu giá trị '{column}'; giá trị này được lấy theo {option}."
    en = "An event without a value for '{column}', which {option} names."


class TextUnusable(LogRefused):
    """A control character in a name: nobody could read it, and no catalogue takes it."""

    code = "text-unusable"
    vi = "'{column}' có ký tự điều khiển {character}; hãy xóa ký tự đó."
    en = "There is a control character {character} in '{column}'; take it out."


class NameTooLong(LogRefused):
    code = "name-too-long"
    vi = "'{column}' có {characters} ký tự, quá {longest} ký tự của một tên trong danh mục; hãy rút ngắn."
    en = "'{column}' has {characters} characters, more than the {longest} of a catalogue's names; shorten it."


class TimestampInvalid(LogRefused):
    code = "timestamp-invalid"
    vi = "'{value}' trong '{column}' không phải là thời điểm ISO 8601, ví dụ 2026-11-23T14:05:00+07:00."
    en = "'{value}' in '{column}' isn't an ISO 8601 time, such as 2026-11-23T14:05:00+07:00."


class TimestampOutOfRange(LogRefused):
    """A time that no working calendar covers: most often what a system writes for "never" or "not known"."""

    code = "timestamp-out-of-range"
    vi = (
        "'{value}' trong '{column}' nằm ngoài các năm {first}–{last} (UTC) mà lịch làm việc bao quát; "
        "hãy sửa lại. Ngày bắt đầu hoặc thời hạn không có hay chưa biết thì để trống."
    )
    en = (
        "'{value}' in '{column}' is outside of the years {first} to {last} (UTC) that working calendars "
        "cover; correct it. A start or deadline that there isn't, or that isn't known, stays empty."
    )


class CaseTooLong(LogRefused):
    """Working time is counted over the life of a case, and can't be counted so far."""

    code = "case-too-long"
    vi = "Hồ sơ {case} kéo dài từ {start} đến {end}, quá {years} năm; hãy sửa thời điểm bị sai."
    en = "Case {case} lasts from {start} to {end}, longer than {years} years; correct the time that is wrong."


class CaseContradicted(LogRefused):
    """Rows of one case state different starts or deadlines."""

    code = "case-contradicted"
    vi = "Hồ sơ {case} có hai giá trị '{column}' khác nhau: {first} và {second}."
    en = "Case {case} has two different values of '{column}': {first} and {second}."


class EventBeforeCase(LogRefused):
    """Some, but not all, of a case's events are earlier than its start; or its only one is."""

    code = "event-before-case"
    vi = "Sự kiện '{activity}' ({time}) của hồ sơ {case} xảy ra trước khi hồ sơ bắt đầu ({start})."
    en = "The event '{activity}' ({time}) of case {case} is earlier than the case's start ({start})."


class ActivityUnknown(LogRefused):
    """An event whose activity isn't in the order or the procedure that it is held against."""

    code = "activity-unknown"
    vi = "Hoạt động '{activity}' không có trong thủ tục được suy ra từ nhật ký."
    en = "The activity '{activity}' isn't in the procedure derived from the log."
