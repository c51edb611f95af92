"""Why a log that can be read can't be imported; told before anything is."""

from tthc.mining.log.errors import LogRefused


class DeadlineBeforeOpening(LogRefused):
    """No clock can be due before it starts."""

    code = "deadline-before-opening"
    vi = "Hồ sơ {case} có thời hạn {deadline} không muộn hơn lúc bắt đầu {opened_at}."
    en = "The deadline {deadline} of case {case} isn't later than its opening at {opened_at}."


class CaseInFuture(LogRefused):
    code = "case-in-future"
    vi = "Hồ sơ {case} có sự kiện chưa xảy ra ({time}); chỉ nhập được việc đã xảy ra."
    en = "Case {case} has an event that hasn't happened yet ({time}); only what has happened is imported."
