"""Everything that the SLA service refuses."""

from shared.errors import Findings, Forbidden, NotFound, Refusal


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


class DayNotProvisional(Refusal):
    code = "day-not-provisional"
    vi = "Ngày {day} trong lịch đã chắc chắn, không cần xác nhận."
    en = "{day} is certain in the calendar already; there is nothing to confirm."


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


# ---- evaluation


class PeriodUnreadable(Refusal):
    code = "period-unreadable"
    status = 422
    vi = "Không đọc được kỳ đánh giá {period}: viết 2026-03 cho tháng, 2026-Q1 cho quý, 2026 cho năm."
    en = "{period} is no period: write 2026-03 for a month, 2026-Q1 for a quarter, 2026 for a year."


class PolicyFieldWrong(Refusal):
    """`wanted` is a `Text`."""

    code = "policy-field-wrong"
    status = 422
    vi = "Trường {field} của chính sách đánh giá là {value}; phải là {wanted}."
    en = "The field {field} of the evaluation policy is {value}; it must be {wanted}."


class PolicyWrong(Findings):
    code = "policy-wrong"
    status = 422
    vi = "Chính sách đánh giá có {count} trường sai."
    en = "The evaluation policy has {count} wrong fields."


class DaysUnclear(Refusal):
    code = "days-unclear"
    status = 422
    vi = "Hãy nêu ngày đầu và ngày cuối (from, to), không sớm hơn ngày đầu; hoặc một tháng (month)."
    en = "Say the first day and the last (from, to), no earlier than the first; or else a month (month)."


class MayNotAdoptPolicies(Forbidden):
    code = "may-not-adopt-policies"
    vi = (
        "Quy định về cảnh báo quá hạn của {agency} do thủ trưởng cơ quan đó, hoặc lãnh đạo tỉnh, cơ quan "
        "thẩm định, người vận hành ban hành."
    )
    en = (
        "A policy on overdue work of {agency} is adopted by the agency's head, or by the province's leaders, "
        "reviewers or operators."
    )


class PolicyInThePast(Refusal):
    code = "policy-in-the-past"
    status = 422
    vi = "Quy định không thể có hiệu lực từ {day}: hãy chọn hôm nay hoặc một ngày sau đó."
    en = "A policy can't be in force from {day}: take today or a later day."


class LevelsOutOfOrder(Refusal):
    code = "levels-out-of-order"
    status = 422
    vi = (
        "Các cấp phải theo thứ tự official, division_head, agency_head, province, mỗi cấp một lần, cấp trên "
        "không sớm hơn cấp dưới."
    )
    en = (
        "Levels go in the order official, division_head, agency_head, province, each once, and none is told "
        "before one below it."
    )


class PolicySaysNothing(Refusal):
    code = "policy-says-nothing"
    vi = "Quy định đang có hiệu lực đã nêu đúng như vậy."
    en = "The policy in force says just that already."


class EscalationNotFound(NotFound):
    code = "escalation-not-found"
    vi = "Hồ sơ {case_number} không có cảnh báo như vậy ở cấp {level}."
    en = "Case {case_number} has no such escalation at level {level}."


class EscalationOver(Refusal):
    code = "escalation-over"
    vi = "Cảnh báo ở cấp {level} của hồ sơ {case_number} đã kết thúc."
    en = "The escalation of case {case_number} at level {level} has ended."


class EscalationAcknowledgedAlready(Refusal):
    code = "escalation-acknowledged-already"
    vi = "Cảnh báo ở cấp {level} của hồ sơ {case_number} đã có người tiếp nhận."
    en = "The escalation of case {case_number} at level {level} has been acknowledged already."


class NotToldOfEscalation(Forbidden):
    code = "not-told-of-escalation"
    vi = "Chỉ người được cảnh báo ở cấp {level} mới tiếp nhận được cảnh báo của hồ sơ {case_number}."
    en = "Only who is told at level {level} may acknowledge the escalation of case {case_number}."


class MayNotAdopt(Forbidden):
    code = "may-not-adopt"
    vi = "Chỉ người đứng đầu {scope} hoặc lãnh đạo tỉnh được quyết định chính sách đánh giá ở đó."
    en = "Only the head of {scope} or a leader of the province may decide on the evaluation policy there."


class PolicyAdoptedAlready(Refusal):
    code = "policy-adopted-already"
    vi = "Chính sách {policy} phiên bản {version} đã được ban hành; hãy nêu phiên bản mới."
    en = "Version {version} of policy {policy} is adopted already; give the new one another number."


class NoPolicyInForce(Refusal):
    """Before 2026, or of a public employee whose unit has adopted none."""

    code = "no-policy-in-force"
    vi = "Không có chính sách đánh giá nào có hiệu lực ngày {day} cho đối tượng này; hãy ban hành chính sách."
    en = "No evaluation policy was in force on {day} for such an official; adopt one, or name one to try."


class UnknownPolicy(NotFound):
    code = "unknown-policy"
    vi = "Không tìm thấy chính sách đánh giá {policy}."
    en = "There is no evaluation policy {policy}."


class UnknownOfficial(NotFound):
    code = "unknown-official"
    vi = "Không tìm thấy công chức, viên chức {official}."
    en = "There is no official {official}."


class EvaluatesOneself(Forbidden):
    code = "evaluates-oneself"
    vi = "Không ai tự chấm điểm hay quyết định kết quả đánh giá của chính mình."
    en = "Nobody enters points or decides on their own evaluation."


class MayNotEvaluate(Forbidden):
    code = "may-not-evaluate"
    vi = "Chỉ lãnh đạo của {official} được chấm điểm, và chỉ người đứng đầu được chốt kết quả đánh giá."
    en = "Only who leads {official} may enter points, and only the agency's head may close the evaluation."


class EvaluationIsClosed(Refusal):
    code = "evaluation-is-closed"
    vi = "Kỳ {period} đã được chốt theo {decision}."
    en = "The period {period} was closed by {decision}."


class EnteredAlready(Refusal):
    code = "entered-already"
    vi = "Nội dung này đã được nhập đúng như vậy; không có gì thay đổi."
    en = "This is entered already, just so; nothing would change."


class EvaluationNotClosed(Refusal):
    code = "evaluation-not-closed"
    vi = "Kỳ {period} chưa được chốt nên chưa có gì để điều chỉnh."
    en = "The period {period} isn't closed, so there is nothing to correct yet."


class NothingToCorrect(Refusal):
    code = "nothing-to-correct"
    vi = "Kết quả kỳ {period} không khác kết quả đã chốt."
    en = "The results of {period} are those that it was closed or last corrected with."


class OfficialsIncomplete(Refusal):
    code = "officials-incomplete"
    vi = "Kỳ {period} chưa chốt cho ai: chưa nhập điểm tiêu chí chung của {officials}."
    en = "Nobody's {period} is closed: general points aren't entered for {officials}."


class PeriodNotOver(Refusal):
    code = "period-not-over"
    vi = "Kỳ {period} chưa kết thúc nên chưa thể chốt."
    en = "The period {period} isn't over, so it can't be closed yet."


class TooManyPoints(Refusal):
    code = "too-many-points"
    status = 422
    vi = "{points} vượt quá mức tối đa {most}."
    en = "{points} is more than {most}, the most there can be."


class PeriodUnclear(Refusal):
    code = "period-unclear"
    status = 422
    vi = "“{period}” không phải là kỳ báo cáo; ví dụ 2026-W48, 2026-11, 2026-Q4, 2026."
    en = "'{period}' is no period of a report; such are 2026-W48, 2026-11, 2026-Q4, 2026."


class ReportEditionUnknown(NotFound):
    code = "report-edition-unknown"
    vi = "Báo cáo kỳ {period} không có bản {edition}."
    en = "The report on {period} has no edition {edition}."
