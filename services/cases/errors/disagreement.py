"""What becomes of a disagreement between two agencies."""

from shared.errors import Forbidden, Refusal


class NothingDisputed(Refusal):
    code = "nothing-disputed"
    vi = "Đề nghị phối hợp số {coordination} không có ý kiến không đồng ý nào chờ quyết định."
    en = "Coordination {coordination} has no disagreement that waits for a decision."


class DisagreementAlreadyRaised(Refusal):
    code = "disagreement-already-raised"
    vi = "Việc không thống nhất đã được trình {superior}, cơ quan cấp trên của hai bên."
    en = "The disagreement stands before {superior} already, the superior of both."


class MeetingTimeMissing(Refusal):
    code = "meeting-time-missing"
    status = 422
    vi = "Phải nêu thời điểm họp, không sớm hơn {at}."
    en = "Say when the meeting is, not before {at}."


class MeetingCalledAlready(Refusal):
    code = "meeting-called-already"
    vi = "Cuộc họp đã được mời vào {meets_at}; nêu thời điểm khác nếu đổi lịch."
    en = "The meeting is called for {meets_at} already; say another time to move it."


class MeetingComesFirst(Refusal):
    code = "meeting-comes-first"
    vi = "Cơ quan chủ trì phải họp với cơ quan phối hợp trước khi trình cấp trên."
    en = "The lead agency calls a meeting first, before the superior of both is asked."


class NoSuperior(Refusal):
    code = "no-superior"
    vi = "Không có cơ quan nào được đăng ký là cấp trên của cả {asking} và {asked}."
    en = "No agency is registered above both {asking} and {asked}."


class DisagreementNotRaised(Refusal):
    code = "disagreement-not-raised"
    vi = "Ý kiến không đồng ý ở đề nghị số {coordination} chưa được đưa ra họp hoặc trình cấp trên."
    en = "The disagreement of coordination {coordination} was taken to no meeting or superior yet."


class DecisionMissing(Refusal):
    code = "decision-missing"
    status = 422
    vi = "Phải ghi nội dung quyết định."
    en = "Say what was decided."


class DecisionIsTheSuperiors(Forbidden):
    code = "decision-is-the-superiors"
    vi = "Chỉ người đứng đầu {superior} hoặc lãnh đạo tỉnh mới ghi được quyết định này."
    en = "Only the head of {superior}, or a leader of the province, may record this decision."
