"""Refusals about agencies, their divisions and their people, and about who may organise them."""

from shared.errors import Forbidden, NotFound, Refusal


class AgencyNotRegistered(NotFound):
    code = "agency-not-registered"
    vi = "Cơ quan {agency} chưa được đăng ký."
    en = "Agency {agency} is not registered."


class AgencyAlreadyRegistered(Refusal):
    code = "agency-already-registered"
    vi = "Mã cơ quan {agency} đã được sử dụng."
    en = "The agency code {agency} is already used."


class AgencyDiffers(Refusal):
    code = "agency-differs"
    vi = (
        "Cơ quan {agency} đã đăng ký là “{present}”, khác với “{stated}”: đổi tên, chuyển cấp trên hoặc "
        "tổ chức lại phải theo quyết định."
    )
    en = (
        "Agency {agency} is registered with {present}, not {stated}: renaming, moving or reorganising it "
        "takes a decision."
    )


class UnfitParent(Refusal):
    code = "unfit-parent"
    status = 422
    vi = (
        "Cơ quan {agency} không thể trực thuộc {parent}: cấp tỉnh không có cấp trên; sở và huyện trực thuộc "
        "tỉnh; xã trực thuộc huyện hoặc tỉnh; cấp trên phải được đăng ký trước."
    )
    en = (
        "Agency {agency} cannot stand under {parent}: a province has no parent; departments and districts "
        "stand under a province, communes under a district or a province; the parent is registered first."
    )


class UnfitWave(Refusal):
    code = "unfit-wave"
    status = 422
    vi = "Đợt triển khai phải là số nguyên từ 1 trở lên, không phải {given}."
    en = "A rollout wave is a whole number from 1, not {given}."


class DivisionAlreadyExists(Refusal):
    code = "division-already-exists"
    vi = "Cơ quan {agency} đã có phòng ban mang mã {division}."
    en = "Agency {agency} already has a division {division}."


class DivisionUnknown(Refusal):
    code = "division-unknown"
    status = 422
    vi = "Cơ quan {agency} không có phòng ban {division}."
    en = "Agency {agency} has no division {division}."


class RolesMissing(Refusal):
    code = "roles-missing"
    status = 422
    vi = "Việc bổ nhiệm {official} phải nêu ít nhất một vai trò."
    en = "The appointment of {official} must name a role at least."


class RoleNotForOfficials(Refusal):
    code = "role-not-for-officials"
    status = 422
    vi = "Vai trò {roles} dành cho hệ thống, không giao được qua bổ nhiệm."
    en = "The role {roles} is for clients of the system and cannot be given by appointment."


class HeadWithoutDivision(Refusal):
    code = "head-without-division"
    status = 422
    vi = "Trưởng phòng {official} phải thuộc ít nhất một phòng ban."
    en = "{official}, a division head, must belong to a division at least."


class AppointmentUnchanged(Refusal):
    code = "appointment-unchanged"
    vi = "Không có gì thay đổi: {official} đã được bổ nhiệm đúng như vậy."
    en = "Nothing to change: {official} is already appointed so."


class DivisionNameUnchanged(Refusal):
    code = "division-name-unchanged"
    vi = "Không có gì thay đổi: phòng ban {division} đã mang tên này."
    en = "Nothing to change: the division {division} is called so already."


class DivisionStillStaffed(Refusal):
    code = "division-still-staffed"
    vi = "Phòng ban {division} còn {count} người ({officials}); hãy bố trí họ trước khi đóng phòng ban."
    en = "{count} people still work in the division {division} ({officials}); place them elsewhere first."


class OfficialNotAppointed(NotFound):
    code = "official-not-appointed"
    vi = "{official} không được bổ nhiệm tại cơ quan {agency}."
    en = "{official} has no appointment in agency {agency}."


class TransferToSameAgency(Refusal):
    code = "transfer-to-same-agency"
    status = 422
    vi = "Không thể điều chuyển {official} đến chính cơ quan {agency}; hãy bổ nhiệm lại."
    en = "{official} can't be transferred to {agency} itself; appoint them anew there."


class MayNotRegisterAgency(Forbidden):
    code = "may-not-register-agency"
    vi = "Chỉ người vận hành hoặc người nhập dữ liệu mới được đăng ký cơ quan."
    en = "Only an operator or an importer may register an agency."


class MayNotOrganise(Forbidden):
    code = "may-not-organise"
    vi = (
        "Chỉ lãnh đạo {agency}, người vận hành hoặc người nhập dữ liệu mới được thay đổi tổ chức của "
        "{agency}."
    )
    en = "Only the head of {agency}, an operator or an importer may change the organisation of {agency}."


class MayNotReorganise(Forbidden):
    code = "may-not-reorganise"
    vi = "Chỉ người vận hành hoặc người nhập dữ liệu mới được ghi nhận quyết định về tổ chức của {agency}."
    en = "Only an operator or an importer may record what is decided about {agency}."


class MayNotGrantRole(Forbidden):
    code = "may-not-grant-role"
    vi = "Lãnh đạo cơ quan không được giao hoặc rút vai trò {roles}; việc này do người vận hành thực hiện."
    en = "An agency head may not give or take away the role {roles}; an operator does that."
