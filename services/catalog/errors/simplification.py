"""Refusals about programmes that simplify procedures."""

from shared.errors import Forbidden, NotFound, Refusal


class ProgrammeNotFound(NotFound):
    code = "simplification-programme-not-found"
    vi = "Không có chương trình đơn giản hóa {programme}."
    en = "There is no simplification programme {programme}."


class ProgrammeAlreadyOpen(Refusal):
    code = "simplification-programme-already-open"
    vi = "Mã chương trình đơn giản hóa {programme} đã được sử dụng."
    en = "The code {programme} of a simplification programme is already used."


class ProgrammeFull(Refusal):
    code = "simplification-programme-full"
    vi = "Một chương trình đơn giản hóa có tối đa {most} đề xuất."
    en = "A simplification programme holds at most {most} proposals."


class TargetUnfit(Refusal):
    code = "simplification-target-unfit"
    status = 422
    vi = "Chương trình cần ít nhất một chỉ tiêu, mỗi chỉ tiêu từ 1 đến 100 phần trăm và chỉ nêu một lần."
    en = "A programme needs a target at least, each of 1 to 100 per cent and named once."


class AgencyOutsideProgramme(Refusal):
    code = "agency-outside-programme"
    status = 422
    vi = "Chương trình {programme} không bao gồm thủ tục của {agency}."
    en = "The programme {programme} doesn't take in the procedures of {agency}."


class SimplificationWithoutReason(Refusal):
    code = "simplification-without-reason"
    status = 422
    vi = "Cần nêu lý do."
    en = "A reason is needed."


class NotSimpler(Refusal):
    code = "not-simpler"
    status = 422
    vi = (
        "Đề xuất cho thủ tục {procedure} phải nêu cách đơn giản hóa và không được tăng số bước hay thời hạn: "
        "bỏ hoặc gộp bước thì số bước phải giảm; rút ngắn thời hạn thì thời hạn phải giảm, theo cùng cách "
        "tính; bãi bỏ thủ tục thì không nêu bước và thời hạn."
    )
    en = (
        "A proposal for procedure {procedure} names how it becomes simpler and adds neither steps nor time: "
        "fewer or merged steps lower their number; a shorter limit is lower, counted alike; a procedure that "
        "is removed has no steps and no limit."
    )


class ProposalNotFound(NotFound):
    code = "simplification-proposal-not-found"
    vi = "Chương trình {programme} không có đề xuất số {proposal}."
    en = "The programme {programme} has no proposal {proposal}."


class ProposalSettled(Refusal):
    code = "simplification-proposal-not-open-to-this"
    vi = "Đề xuất số {proposal} không ở trạng thái cho phép thực hiện việc này."
    en = "Proposal {proposal} is not in a state that allows this."


class EditionNotYetInForce(Refusal):
    code = "simplification-edition-not-issued"
    vi = "Danh mục lần {edition} của {agency} chưa được ban hành nên chưa thực hiện được đề xuất."
    en = "Edition {edition} of the catalogue of {agency} is not issued, so it carries nothing out yet."


class NotCarriedOut(Refusal):
    code = "simplification-not-carried-out"
    vi = "Danh mục lần {edition} chưa thể hiện đề xuất: {procedure} còn nhiều bước hoặc thời hạn hơn dự kiến."
    en = "Edition {edition} doesn't have what was accepted: {procedure} has more steps or time than expected."


class NoBaseline(Refusal):
    code = "simplification-no-baseline"
    status = 422
    vi = "{agency} chưa ban hành danh mục nào nên chưa có gì để so sánh."
    en = "{agency} has not issued any catalogue, so there is nothing to compare with."


class MayNotOpenProgramme(Forbidden):
    code = "may-not-open-simplification-programme"
    vi = "Chỉ lãnh đạo cơ quan (cho cơ quan mình), Sở Nội vụ hoặc người vận hành mới được mở chương trình."
    en = "Only an agency's head (for that agency), a reviewer or an operator may open a programme."


class MayNotProposeSimplification(Forbidden):
    code = "may-not-propose-simplification"
    vi = "Chỉ người biên tập danh mục của {agency} mới được đề xuất đơn giản hóa thủ tục của {agency}."
    en = "Only a catalogue editor of {agency} may propose to simplify its procedures."


class MayNotDecideOnSimplification(Forbidden):
    code = "may-not-decide-on-simplification"
    vi = "Chỉ lãnh đạo {agency} mới được quyết định về đề xuất này."
    en = "Only the head of {agency} may decide on this proposal."
