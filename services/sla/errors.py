"""Everything that the SLA service refuses."""

from shared.errors import Forbidden, NotFound, Refusal


class UnknownCalendar(NotFound):
    code = "unknown-calendar"
    vi = "Không tìm thấy lịch làm việc {calendar}."
    en = "There is no working calendar {calendar}."


class ClockNotFound(NotFound):
    code = "clock-not-found"
    vi = "Chưa có đồng hồ theo dõi thời hạn của hồ sơ {case_number}."
    en = "There is no clock of case {case_number}."


class VisitNotFound(NotFound):
    code = "visit-not-found"
    vi = "Hồ sơ {case_number} không có lần xử lý thứ {visit} của bước {step}."
    en = "Case {case_number} has no visit {visit} of step {step}."


class CoordinationClockNotFound(NotFound):
    code = "coordination-clock-not-found"
    vi = "Hồ sơ {case_number} không có đề nghị phối hợp số {coordination} phải tính thời hạn."
    en = "Case {case_number} has no coordination {coordination} whose time is counted."


class MayNotDefineCalendars(Forbidden):
    code = "may-not-define-calendars"
    vi = "Chỉ người vận hành hoặc người nhập dữ liệu được xác lập lịch làm việc."
    en = "Only an operator or an importer may define working calendars."


class CalendarDefinedAlready(Refusal):
    code = "calendar-defined-already"
    vi = "Lịch làm việc {calendar} đã được xác lập; hãy sửa đổi thay vì xác lập lại."
    en = "Calendar {calendar} is defined already; change it instead."


class UnknownTimeZone(Refusal):
    code = "unknown-time-zone"
    status = 422
    vi = "Không có múi giờ nào tên là {time_zone}."
    en = "There is no time zone named {time_zone}."


class WeekIncomplete(Refusal):
    code = "week-incomplete"
    status = 422
    vi = "Giờ làm việc phải được nêu cho đủ bảy ngày, từ thứ Hai đến Chủ nhật; ở đây có {days} ngày."
    en = "Working hours are given for seven days, Monday to Sunday; here are {days}."


class NoWorkingHours(Refusal):
    code = "no-working-hours"
    status = 422
    vi = "Lịch làm việc phải có ít nhất một ngày làm việc trong tuần."
    en = "A working calendar needs at least one working day a week."


class HoursOverlap(Refusal):
    """Hours of one day that overlap, are out of order, or end before they begin."""

    code = "hours-overlap"
    status = 422
    vi = "Các khoảng giờ làm việc {hours} chồng lên nhau hoặc không theo thứ tự."
    en = "The working hours {hours} overlap or are out of order."


class DayNotedAlready(Refusal):
    code = "day-noted-already"
    vi = "Ngày {day} đã có trong lịch là ngày nghỉ lễ hoặc ngày làm bù."
    en = "The calendar has {day} already, as a holiday or a make-up day."


class DifferenceNotedAlready(Refusal):
    code = "difference-noted-already"
    vi = "Lịch đã ghi đúng giờ làm việc này cho cơ quan {agency} từ {first_day} đến {last_day}."
    en = "The calendar has just these hours for {agency} from {first_day} to {last_day} already."


class MakeUpDayWorkedAnyway(Refusal):
    code = "make-up-day-worked-anyway"
    status = 422
    vi = "Ngày {day} vốn là ngày làm việc nên không thể là ngày làm bù."
    en = "{day} is a working day anyway, so it can't be a make-up day."


class DayNotNoted(Refusal):
    code = "day-not-noted"
    vi = "Ngày {day} không phải là ngày nghỉ lễ hay ngày làm bù trong lịch."
    en = "The calendar has {day} neither as a holiday nor as a make-up day."


class LocalDifferenceWrong(Refusal):
    code = "local-difference-wrong"
    status = 422
    vi = "Lịch riêng từ {first_day} đến {last_day}: ngày cuối phải không trước ngày đầu."
    en = "A local difference from {first_day} to {last_day}: its last day can't be before its first."


class LimitUnreadable(Refusal):
    code = "limit-unreadable"
    status = 422
    vi = "Không đọc được thời hạn {duration}: dùng PT8H hoặc PT90M cho giờ làm việc, P3D cho ngày."
    en = "The limit {duration} can't be read: write PT8H or PT90M for working hours, P3D for days."


class DaysUnclear(Refusal):
    code = "days-unclear"
    status = 422
    vi = "Hãy nêu ngày đầu và ngày cuối (from, to), không sớm hơn ngày đầu; hoặc một tháng (month)."
    en = "Say the first day and the last (from, to), no earlier than the first; or else a month (month)."


class PeriodUnclear(Refusal):
    code = "period-unclear"
    status = 422
    vi = "“{period}” không phải là kỳ báo cáo; ví dụ 2026-W48, 2026-11, 2026-Q4, 2026."
    en = "'{period}' is no period of a report; such are 2026-W48, 2026-11, 2026-Q4, 2026."
