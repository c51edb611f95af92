"""Who may do what in the catalog."""

from shared.errors import Forbidden


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


class MayNotReorganise(Forbidden):
    code = "may-not-reorganise"
    vi = "Chỉ quản trị hệ thống hoặc người nhập dữ liệu mới được ghi nhận quyết định về tổ chức của {agency}."
    en = "Only an operator or an importer may record what is decided about {agency}."


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
