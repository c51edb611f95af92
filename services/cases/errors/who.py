"""Who may."""

from shared.errors import Forbidden, Refusal


class MayNotOpen(Forbidden):
    code = "may-not-open"
    vi = "Chỉ cán bộ, lãnh đạo của cơ quan {agency} hoặc hệ thống được đăng ký mới được mở hồ sơ."
    en = "Only officials and heads of {agency}, or a registered system, may open its cases."


class MayNotImport(Forbidden):
    code = "may-not-import"
    vi = "Chỉ vai trò nhập dữ liệu mới được đánh dấu hồ sơ là nhập từ nhật ký và nêu lần ban hành của nó."
    en = "Only the importer role may mark a case as imported, and name the edition of such a one."


class MayNotAssign(Forbidden):
    code = "may-not-assign"
    vi = "Chỉ trưởng đơn vị {division} hoặc lãnh đạo cơ quan mới được phân công bước này."
    en = "Only the head of division {division} or the agency head may assign this step."


class NotOfHoldingDivision(Forbidden):
    code = "not-of-holding-division"
    vi = "Bước này do phòng ban {division} giữ; chỉ cán bộ của phòng ban đó mới được thực hiện."
    en = "Division {division} holds this step; only its officials may work on it."


class AssignedToAnother(Forbidden):
    code = "assigned-to-another"
    vi = "Bước này đã giao cho cán bộ {official}; chỉ người đó hoặc trưởng phòng được thực hiện."
    en = "This step belongs to {official}; only that official or the division head may work on it."


class AgencyHeadOnly(Forbidden):
    code = "agency-head-only"
    vi = "Chỉ lãnh đạo cơ quan {agency} mới được thực hiện việc này."
    en = "Only the head of agency {agency} may do this."


class MayNotCompleteCase(Forbidden):
    code = "may-not-complete-case"
    vi = "Chỉ cán bộ của phòng ban giữ bước cuối cùng hoặc lãnh đạo cơ quan mới được hoàn thành hồ sơ."
    en = "Only officials of the division that holds the last step, or the agency head, may complete the case."


class MayNotRemark(Forbidden):
    code = "may-not-remark"
    vi = "Chỉ cán bộ, lãnh đạo của cơ quan {agency} hoặc hệ thống được đăng ký mới được bổ sung vào hồ sơ."
    en = "Only officials and heads of {agency}, or a registered system, may add to this case."


class NoPartInCase(Forbidden):
    code = "no-part-in-case"
    vi = "Chỉ cán bộ của phòng ban đang giữ một bước của hồ sơ hoặc lãnh đạo {agency} mới được làm việc này."
    en = "Only officials of a division that holds a step of the case, or the head of {agency}, may do this."


class GivenByAnother(Forbidden):
    code = "given-by-another"
    vi = "Việc này do {official} ghi nhận; chỉ người đó mới được rút lại."
    en = "{official} told that; nobody else may take it back."


class DelegationUnitUnclear(Refusal):
    code = "delegation-unit-unclear"
    status = 400
    vi = (
        "Ủy quyền có hiệu lực tại nhiều phòng ban ({divisions}); hãy cho biết bạn thực hiện tại phòng "
        "ban nào."
    )
    en = "The delegation holds in several divisions ({divisions}); say in which one you do this."


class ApprovalIsTheHeads(Forbidden):
    code = "approval-is-the-heads"
    vi = "Chỉ người đứng đầu {agency} mới được chấp thuận việc ghi nhận muộn."
    en = "Only the head of {agency} may approve of what is recorded so late."


class ApprovalNotNeeded(Refusal):
    code = "approval-not-needed"
    status = 422
    vi = (
        "Việc này được ghi nhận trong vòng {days} ngày nên không cần chấp thuận; người thực hiện tự ghi nhận."
    )
    en = "This is recorded within {days} days and needs no approval: whoever did it records it."


class PostUnclear(Refusal):
    code = "post-unclear"
    status = 400
    vi = "{official} làm việc tại các phòng ban {divisions}; hãy cho biết việc này thuộc phòng ban nào."
    en = "{official} works in {divisions}; say in which of these divisions it was done."
