"""Who may organise agencies."""

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
