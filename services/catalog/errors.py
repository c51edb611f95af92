"""Every refusal of the catalog service: its code, its HTTP status, and its sentence in both languages.

`where` is the field, or the place in an edition (`procedures/P01/stages/2/steps/S03`; stages are
counted from 1), or `file:line:column` in a file that is read in.
"""

from shared.errors import Forbidden, NotFound, Refusal

# --- who may -------------------------------------------------------------------------------------


class MayNotRegisterAgency(Forbidden):
    code = "may-not-register-agency"
    vi = "Chỉ quản trị hệ thống hoặc người nhập dữ liệu mới được đăng ký cơ quan."
    en = "Only an operator or an importer may register an agency."


class MayNotOrganise(Forbidden):
    code = "may-not-organise"
    vi = (
        "Chỉ lãnh đạo {agency}, quản trị hệ thống hoặc người nhập dữ liệu mới được thay đổi tổ chức của "
        "{agency}."
    )
    en = "Only the head of {agency}, an operator or an importer may change the organisation of {agency}."


class MayNotGrantRole(Forbidden):
    code = "may-not-grant-role"
    vi = "Lãnh đạo cơ quan không được giao hoặc rút vai trò {roles}; việc này do quản trị hệ thống thực hiện."
    en = "An agency head may not give or take away the role {roles}; an operator does that."


class MayNotEditCatalogue(Forbidden):
    code = "may-not-edit-catalogue"
    vi = "Chỉ người biên tập danh mục của {agency} hoặc người nhập dữ liệu mới được soạn danh mục."
    en = "Only a catalogue editor of {agency} or an importer may draft its catalogue."


class MayNotIssueCatalogue(Forbidden):
    code = "may-not-issue-catalogue"
    vi = "Chỉ lãnh đạo {agency} hoặc người nhập dữ liệu mới được ban hành danh mục."
    en = "Only the head of {agency} or an importer may issue its catalogue."


# --- codes and texts -----------------------------------------------------------------------------


class MalformedAgencyCode(Refusal):
    code = "malformed-agency-code"
    status = 422
    vi = "Mã cơ quan {given} không đúng: tối đa 35 ký tự gồm A–Z, 0–9, các phần cách nhau bằng dấu chấm."
    en = "{given} is not an agency code: at most 35 of A–Z and 0–9, in parts joined by dots."


class MalformedCode(Refusal):
    code = "malformed-code"
    status = 422
    vi = "Mã {given} không đúng: tối đa 40 ký tự gồm chữ không dấu và số, các phần cách nhau bằng . _ hoặc -."
    en = "{given} is not a code: at most 40 plain letters and digits, in parts joined by . _ or -."


class MalformedOfficial(Refusal):
    code = "malformed-official"
    status = 422
    vi = "Định danh {given} không đúng: tối đa 80 chữ không dấu, số và . _ + @ -, đầu là chữ hoặc số."
    en = "{given} is not an official's id: at most 80 of A–Z, a–z, 0–9, . _ + @ -, a letter or digit first."


class UnusableText(Refusal):
    code = "unusable-text"
    status = 422
    vi = "Nội dung ở đây phải có từ 1 đến {longest} ký tự và không chứa ký tự điều khiển."
    en = "The text here must have 1 to {longest} characters, and no control characters."


# --- agencies ------------------------------------------------------------------------------------


class AgencyNotRegistered(NotFound):
    code = "agency-not-registered"
    vi = "Cơ quan {agency} chưa được đăng ký."
    en = "Agency {agency} is not registered."


class AgencyAlreadyRegistered(Refusal):
    code = "agency-already-registered"
    vi = "Mã cơ quan {agency} đã được sử dụng."
    en = "The agency code {agency} is already used."


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


# --- editions ------------------------------------------------------------------------------------


class UnfitEdition(Refusal):
    code = "unfit-edition"
    status = 422
    vi = "Lần ban hành phải là số nguyên từ 1 trở lên, không phải {edition}."
    en = "An edition is a whole number from 1, not {edition}."


class EditionNotFound(NotFound):
    code = "edition-not-found"
    vi = "Không có danh mục lần {edition} của {agency}."
    en = "There is no edition {edition} of the catalogue of {agency}."


class EditionAlreadyDrafted(Refusal):
    code = "edition-already-drafted"
    vi = "Danh mục lần {edition} của {agency} đã được lập."
    en = "Edition {edition} of the catalogue of {agency} is already drafted."


class EditionAlreadyIssued(Refusal):
    code = "edition-already-issued"
    vi = "Danh mục lần {edition} của {agency} đã ban hành, không sửa được nữa; hãy lập lần ban hành mới."
    en = "Edition {edition} of the catalogue of {agency} is issued and no longer changes; draft the next one."


class EditionNotIssued(Refusal):
    code = "edition-not-issued"
    vi = "Danh mục lần {edition} của {agency} chưa ban hành."
    en = "Edition {edition} of the catalogue of {agency} is not issued yet."


class EditionEmpty(Refusal):
    code = "edition-empty"
    vi = "Danh mục lần {edition} của {agency} chưa có thủ tục nào."
    en = "Edition {edition} of the catalogue of {agency} has no procedure."


class EditionFull(Refusal):
    code = "edition-full"
    vi = "Một danh mục có tối đa {most} thủ tục."
    en = "A catalogue holds at most {most} procedures."


class DecisionIncomplete(Refusal):
    code = "decision-incomplete"
    status = 422
    vi = "Quyết định ban hành phải có số, ngày và người ký."
    en = "The decision that issues a catalogue needs a number, a date and a signer."


class InForceBeforeDecision(Refusal):
    code = "in-force-before-decision"
    status = 422
    vi = "Danh mục không thể có hiệu lực từ {in_force_from}, trước ngày quyết định {decision_date}."
    en = "The catalogue cannot be in force from {in_force_from}, before its decision of {decision_date}."


# --- procedures ----------------------------------------------------------------------------------


class ProcedureNotInEdition(NotFound):
    code = "procedure-not-in-edition"
    vi = "Danh mục này không có thủ tục {procedure}."
    en = "There is no procedure {procedure} in this edition."


class ProcedureCodeUsed(Refusal):
    code = "procedure-code-used"
    vi = "Mã thủ tục {procedure} đã được dùng trong danh mục này."
    en = "The procedure code {procedure} is already used in this edition."


class ProcedureUnchanged(Refusal):
    code = "procedure-unchanged"
    vi = "Không có gì thay đổi: thủ tục {procedure} đã đúng như vậy."
    en = "Nothing to change: procedure {procedure} already stands so."


class ProcedureOfOneStop(Refusal):
    code = "procedure-of-one-stop"
    status = 422
    vi = "Thủ tục {procedure} thuộc cơ chế một cửa, không đưa vào danh mục này."
    en = "Procedure {procedure} belongs to the one-stop set and has no place in this catalogue."


class ProcedureTooLarge(Refusal):
    code = "procedure-too-large"
    status = 422
    vi = "Thủ tục {procedure} quá dài: {bytes} byte, tối đa {most}; hãy rút gọn nội dung các bước."
    en = (
        "Procedure {procedure} is too long: {bytes} bytes, at most {most}; shorten the contents of its steps."
    )


class StageCodeRepeated(Refusal):
    code = "stage-code-repeated"
    status = 422
    vi = "Thủ tục {procedure} có hai giai đoạn cùng mã {stage}."
    en = "Procedure {procedure} has two stages with the code {stage}."


class StepCodeRepeated(Refusal):
    code = "step-code-repeated"
    status = 422
    vi = "Thủ tục {procedure} có hai bước cùng mã {step}."
    en = "Procedure {procedure} has two steps with the code {step}."


class ProcedureWithoutStages(Refusal):
    code = "procedure-without-stages"
    status = 422
    vi = "Thủ tục {procedure} chưa có giai đoạn nào."
    en = "Procedure {procedure} has no stage."


class StageWithoutSteps(Refusal):
    code = "stage-without-steps"
    status = 422
    vi = "Giai đoạn {stage} của thủ tục {procedure} chưa có bước nào."
    en = "Stage {stage} of procedure {procedure} has no step."


class StepWithoutDivision(Refusal):
    code = "step-without-division"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} chưa có phòng ban chịu trách nhiệm."
    en = "Step {step} of procedure {procedure} has no responsible division."


class StepWithoutContent(Refusal):
    code = "step-without-content"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} chưa có nội dung công việc."
    en = "Step {step} of procedure {procedure} has no content."


class StepDivisionUnknown(Refusal):
    code = "step-division-unknown"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} giao cho {division}, nhưng cơ quan không có phòng ban này."
    en = (
        "Step {step} of procedure {procedure} is given to {division}, a division that the agency does not "
        "have."
    )


class StepDivisionRepeated(Refusal):
    code = "step-division-repeated"
    status = 422
    vi = "Bước {step} của thủ tục {procedure} nêu phòng ban {division} hai lần."
    en = "Step {step} of procedure {procedure} names the division {division} twice."


class CountingsMixed(Refusal):
    code = "countings-mixed"
    status = 422
    vi = (
        "Thủ tục {procedure} tính thời hạn tổng bằng {total_vi} nhưng bước {step} tính bằng {limit_vi}: "
        "trong một thủ tục chỉ dùng một cách tính."
    )
    en = (
        "Procedure {procedure} states its total as {total_en}, but step {step} has {limit_en}: one "
        "procedure uses one way of counting."
    )


class SumsDisagree(Refusal):
    code = "sums-disagree"
    status = 422
    vi = (
        "Thủ tục {procedure} ghi thời hạn tổng {stated_vi}, nhưng các bước dài nhất của từng giai đoạn "
        "({steps}) cộng lại là {sum_vi}."
    )
    en = (
        "Procedure {procedure} states a total of {stated_en}, but the longest steps of its stages ({steps}) "
        "add up to {sum_en}."
    )


# --- files that are read in ----------------------------------------------------------------------


class FileUnreadable(Refusal):
    code = "file-unreadable"
    status = 422
    vi = "Không đọc được tệp {file}, dòng {line}: tệp phải là CSV mã hóa UTF-8."
    en = "{file} cannot be read at line {line}: it must be CSV in UTF-8."


class ColumnMissing(Refusal):
    code = "column-missing"
    status = 422
    vi = "Tệp {file}, dòng {line}: thiếu cột {column}."
    en = "{file}, line {line}: the column {column} is missing."


class RowUneven(Refusal):
    code = "row-uneven"
    status = 422
    vi = "Tệp {file}, dòng {line}: có {cells} ô, trong khi dòng tiêu đề có {columns} cột."
    en = "{file}, line {line}: {cells} cells, where the header has {columns} columns."


class CellUnfit(Refusal):
    code = "cell-unfit"
    status = 422
    vi = "Tệp {file}, dòng {line}, cột {column}: {reason_vi}"
    en = "{file}, line {line}, column {column}: {reason_en}"


class FileWithoutAgencies(Refusal):
    code = "file-without-agencies"
    status = 422
    vi = "Tệp {file} không có cơ quan nào."
    en = "{file} has no agency in it."


# ---- when it may have been


class EffectiveInFuture(Refusal):
    code = "effective-in-future"
    status = 422
    vi = "Thời điểm có hiệu lực {at} chưa đến (thời điểm ghi nhận là {recorded_at})."
    en = "The effective time {at} has not come yet (recorded at {recorded_at})."


class RecordedTooLate(Refusal):
    code = "recorded-too-late"
    status = 422
    vi = "Việc có hiệu lực lúc {at} được ghi nhận muộn hơn {days} ngày cho phép."
    en = "What took effect at {at} is recorded later than the {days} days that are allowed."
