"""Why a log that can be read can't be imported; told before anything is."""

from shared.errors import Refusal
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
        "Hoạt động '{activity}' do {divisions} phòng ban thực hiện, quá {most} phòng ban của một bước; "
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


# ---- by what the agency has already


class AgencyEnded(Refusal):
    code = "log-of-ended-agency"
    status = 409
    vi = "{agency} không còn từ ngày {ended_from}; hãy chỉ cơ quan khác bằng --agency."
    en = "{agency} has ended on {ended_from}; name another agency with --agency."


class DraftOpen(Refusal):
    """There is one draft at a time; a log's own would stand beside it."""

    code = "other-draft-in-progress"
    status = 409
    vi = (
        "{agency} đang soạn danh mục lần {draft} (từ ngày {since}, người soạn {drafted_by}); hãy ban hành "
        "hoặc hủy dự thảo đó rồi nhập lại, hoặc chỉ cơ quan khác bằng --agency. Chưa nhập gì."
    )
    en = (
        "{agency} is preparing edition {draft} (since {since}, by {drafted_by}); issue or discard that draft "
        "and import again, or name another agency with --agency. Nothing was imported."
    )


class EditionWaits(Refusal):
    """An edition that is issued would never begin, if the log's own came before its first day."""

    code = "edition-waits-for-its-day"
    status = 409
    vi = (
        "Danh mục lần {edition} của {agency} đã ban hành, có hiệu lực từ ngày {in_force_from}; hãy nhập lại "
        "từ ngày đó, hoặc chỉ cơ quan khác bằng --agency. Chưa nhập gì."
    )
    en = (
        "Edition {edition} of {agency} is issued and enters into force on {in_force_from}; import again from "
        "that day on, or name another agency with --agency. Nothing was imported."
    )


class ProcedureTaken(Refusal):
    """The log's procedure would come into the place of one that people have made."""

    code = "procedure-code-taken"
    status = 409
    vi = (
        "Danh mục lần {edition} của {agency} đã có thủ tục {other}; hãy đặt cho thủ tục {procedure} của "
        "nhật ký một mã khác bằng --procedure. Chưa nhập gì."
    )
    en = (
        "Edition {edition} of {agency} has a procedure {other} already; give the log's procedure {procedure} "
        "another code with --procedure. Nothing was imported."
    )


class CatalogueFull(Refusal):
    code = "catalogue-full"
    status = 409
    vi = "Danh mục của {agency} đã có {most} thủ tục, là mức tối đa; hãy chỉ cơ quan khác bằng --agency."
    en = "The catalogue of {agency} has {most} procedures, which is the most; name another with --agency."
