"""Why a what-if can't be told."""

from tthc.mining.log.errors import LogRefused


class LimitsUnreadable(LogRefused):
    """The file of limits can't be read, or is far larger than any catalogue."""

    code = "limits-unreadable"
    vi = "Không đọc được tệp thời hạn {path}: phải là tệp CSV hoặc JSON bằng UTF-8, không quá {most} byte."
    en = "The file of limits {path} can't be read: it must be CSV or JSON in UTF-8, of at most {most} bytes."


class LimitsFormless(LogRefused):
    code = "limits-formless"
    vi = "Tệp thời hạn {path} không có thủ tục nào; cần cột step và limit (CSV), hoặc một thủ tục (JSON)."
    en = "The file {path} holds no limits; it needs columns step and limit (CSV), or a procedure (JSON)."


class LimitsOfSeveralProcedures(LogRefused):
    code = "limits-of-several-procedures"
    vi = "Tệp {path} có các thủ tục {procedures}; hãy chọn một thủ tục bằng --procedure."
    en = "The file {path} holds the procedures {procedures}; choose one with --procedure."


class LimitInvalid(LogRefused):
    code = "limit-invalid"
    vi = "Thời hạn '{limit}' của bước {step} không hợp lệ; ví dụ: PT8H (giờ làm việc), P3D (ngày làm việc)."
    en = "The limit '{limit}' of step {step} isn't one; such as PT8H (working hours), P3D (working days)."


class LimitTooLong(LogRefused):
    """No calendar is sure to reach its end."""

    code = "limit-too-long"
    vi = "Thời hạn {limit} của bước {step} quá dài; tối đa là {longest}."
    en = "The limit {limit} of step {step} is too long; {longest} is the most that can be counted."


class LimitWithoutStep(LogRefused):
    code = "limit-without-step"
    vi = "Thời hạn '{limit}' không ghi bước nào; hãy ghi mã bước, hoặc * cho cả hồ sơ."
    en = "The limit '{limit}' names no step; name its code, or * for the whole case."


class LimitRepeated(LogRefused):
    code = "limit-repeated"
    vi = "Bước {step} có nhiều thời hạn trong cùng một tệp."
    en = "The step {step} has several limits in one file."


class LimitsFitNothing(LogRefused):
    """A file for another procedure, most likely."""

    code = "limits-fit-nothing"
    vi = "Không bước nào trong tệp {path} có trong các hồ sơ; các bước của hồ sơ: {steps}."
    en = "No step of {path} occurs in the cases; these have: {steps}."


class PeriodInvalid(LogRefused):
    code = "period-invalid"
    vi = "'{period}' không phải là một khoảng thời gian, ví dụ 2011-01..2011-12."
    en = "'{period}' isn't a period, such as 2011-01..2011-12."


class NoCasesInPeriod(LogRefused):
    code = "no-cases-in-period"
    vi = "Không có hồ sơ nào phù hợp; hãy kiểm tra cơ quan, thủ tục và khoảng thời gian."
    en = "No case fits; check the agency, the procedure and the period."
