"""Histories that are taken in: an act is refused by the line on which it stands."""

from shared.errors import Forbidden, Refusal


class ActDiffers(Refusal):
    code = "act-differs"
    vi = "Việc thứ {place} đã được nhập trước đây với nội dung khác; chỉ thêm được việc mới vào sau."
    en = "Act {place} was taken in before with another content; only new acts behind it can be added."


class ActOutOfPlace(Refusal):
    code = "act-out-of-place"
    status = 422
    vi = "Việc thứ {place} đến trước những việc đứng trước nó; mới có {known} việc được nhập."
    en = "Act {place} came before those that precede it; {known} are taken in so far."


class ActUnreadable(Refusal):
    """`reason` is the reader's own text."""

    code = "act-unreadable"
    status = 422
    vi = "Không đọc được việc này: {reason}."
    en = "This act can't be read: {reason}."


class NotOfACase(Refusal):
    code = "act-not-of-a-case"
    status = 422
    vi = "Việc “{act}” không thuộc hồ sơ nào; hãy ghi nhận ở dịch vụ danh mục."
    en = "An act of kind `{act}` is of no case; the catalog takes it."


class NameUnknown(Refusal):
    code = "history-name-unknown"
    status = 422
    vi = "Chưa có dòng nào trước đó mở hồ sơ hoặc đề nghị phối hợp “{name}”."
    en = "No line before this one begins the case or coordination `{name}`."


class ReferenceTaken(Refusal):
    code = "external-reference-taken"
    vi = "{agency} đã có hồ sơ mang số tham chiếu “{name}”: {case_number}."
    en = "{agency} has a case with the external reference `{name}` already: {case_number}."


class NotYetHappened(Refusal):
    code = "act-not-happened-yet"
    status = 422
    vi = "Việc này có thời điểm {at} chưa đến; tệp chỉ chứa việc đã xảy ra."
    en = "This act has the time {at}, which hasn't come; a file has only what has happened."


class LimitUnreadable(Refusal):
    code = "limit-unreadable"
    status = 422
    vi = "“{limit}” không phải là thời hạn theo giờ làm việc, ví dụ PT16H."
    en = "`{limit}` isn't a limit in working hours, such as PT16H."


class NobodyKnownThere(Refusal):
    code = "history-nobody-known"
    status = 422
    vi = "Chưa biết cán bộ nào của {agency}, nên {by} không làm việc này cho cơ quan đó được."
    en = "No official of {agency} is known, so {by} can't have done this for it."


class MayNotTakeOver(Forbidden):
    code = "may-not-take-over"
    vi = "Vai trò nhập dữ liệu của bạn không gồm {agency}."
    en = "Your importer's role isn't for {agency}."
