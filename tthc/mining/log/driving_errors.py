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


class TooManyActivities(LogRefused):
    """Each activity is a step of the derived procedure."""

    code = "too-many-activities"
    vi = "Nhật ký có {count} hoạt động, trong khi một thủ tục có tối đa {most} bước; hãy gộp các hoạt động."
    en = "The log has {count} activities, and a procedure has at most {most} steps; merge some of them."


class TooManyDivisions(LogRefused):
    code = "too-many-divisions"
    vi = (
        "Hoạt động '{activity}' do {divisions} bộ phận thực hiện, quá {most} bộ phận của một bước; "
        "hãy nêu cột nhóm bằng --group-column, hoặc gộp các nhóm."
    )
    en = (
        "The activity '{activity}' is done by {divisions} divisions, more than the {most} of a step; "
        "name a column of groups with --group-column, or merge groups."
    )


class LimitsTooLong(LogRefused):
    """The steps' limits together, as the catalogue demands, can't be counted from every day."""

    code = "limits-too-long"
    vi = "Thời hạn của các bước cộng lại là {limit}, quá mức {longest} có thể tính; hãy tách nhật ký."
    en = "The steps' limits add up to {limit}, more than the {longest} that can be counted; split the log."
