"""The refusals of access: who asks isn't known (401), or may not (403)."""

from enum import StrEnum

from shared.errors import Forbidden, Language, Refusal
from shared.kernel import Role


class TokenFault(StrEnum):
    """What is wrong with a token. The value stands in logs and metrics."""

    MISSING = "missing"
    MALFORMED = "malformed"
    ALGORITHM = "algorithm"  #: none, or one that isn't on our list, whatever the token says
    HEADER = "header"  #: wants us to take a key from where it says
    UNKNOWN_KEY = "unknown_key"
    KEYS_UNAVAILABLE = "keys_unavailable"
    SIGNATURE = "signature"
    EXPIRED = "expired"
    EARLY = "early"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    NOT_AN_ACCESS_TOKEN = "not_an_access_token"  # noqa: S105 - the name of a fault
    CLAIMS = "claims"


_SENTENCES: dict[TokenFault, tuple[str, str]] = {
    TokenFault.MISSING: (
        "Cần đăng nhập: yêu cầu không kèm mã truy cập.",
        "Sign in: the request has no access token.",
    ),
    TokenFault.MALFORMED: ("Mã truy cập không đúng định dạng.", "The access token is malformed."),
    TokenFault.ALGORITHM: (
        "Thuật toán ký của mã truy cập không được chấp nhận.",
        "The access token's signature algorithm isn't accepted.",
    ),
    TokenFault.HEADER: (
        "Phần đầu của mã truy cập có nội dung không được chấp nhận.",
        "The access token's header has something that isn't accepted.",
    ),
    TokenFault.UNKNOWN_KEY: (
        "Khóa ký của mã truy cập không được biết đến.",
        "The access token is signed with a key that isn't the issuer's.",
    ),
    TokenFault.KEYS_UNAVAILABLE: (
        "Chưa lấy được khóa của nơi cấp mã truy cập; hãy thử lại sau.",
        "The issuer's keys can't be had at the moment; try again later.",
    ),
    TokenFault.SIGNATURE: ("Chữ ký của mã truy cập không đúng.", "The access token's signature is wrong."),
    TokenFault.EXPIRED: (
        "Mã truy cập đã hết hạn; hãy đăng nhập lại.",
        "The access token has expired; sign in again.",
    ),
    TokenFault.EARLY: ("Mã truy cập chưa có hiệu lực.", "The access token isn't valid yet."),
    TokenFault.ISSUER: (
        "Mã truy cập không do nơi cấp được tin cậy cấp.",
        "The access token is from another issuer.",
    ),
    TokenFault.AUDIENCE: (
        "Mã truy cập không dành cho hệ thống này.",
        "The access token is for another audience.",
    ),
    TokenFault.NOT_AN_ACCESS_TOKEN: (
        "Đây không phải là mã truy cập (có thể là mã định danh).",
        "This isn't an access token (it may be an ID token).",
    ),
    TokenFault.CLAIMS: (
        "Mã truy cập thiếu hoặc sai thông tin bắt buộc.",
        "The access token lacks a required claim, or has a wrong one.",
    ),
}

#: What each role is called, in Vietnamese and in English.
ROLE_NAMES: dict[Role, tuple[str, str]] = {
    Role.OFFICIAL: ("công chức", "official"),
    Role.DIVISION_HEAD: ("trưởng phòng", "division head"),
    Role.AGENCY_HEAD: ("lãnh đạo cơ quan", "agency head"),
    Role.CATALOGUE_EDITOR: ("người soạn danh mục", "catalogue editor"),
    Role.REVIEWER: ("người thẩm định của Sở Nội vụ", "Home Affairs reviewer"),
    Role.PROVINCE_LEADER: ("lãnh đạo tỉnh", "province leader"),
    Role.SYSTEM: ("hệ thống tích hợp", "integrated system"),
    Role.IMPORTER: ("công cụ nhập dữ liệu", "importer"),
    Role.AUDITOR: ("kiểm toán viên", "auditor"),
    Role.OPERATOR: ("người vận hành", "operator"),
}


class Unauthenticated(Refusal):
    """There is no token, or one that can't be accepted; `fault` says why."""

    code = "unauthenticated"
    status = 401
    vi = "Cần đăng nhập."
    en = "Sign in."

    def __init__(self, *, fault: TokenFault, where: str | None = None) -> None:
        self.fault = fault
        super().__init__(where=where or "Authorization", fault=fault)

    def message(self, language: Language) -> str:
        """The sentence for a reader of `language`."""
        vietnamese, english = _SENTENCES[self.fault]
        return vietnamese if language is Language.VI else english

    @property
    def challenge(self) -> str:
        """The value of `WWW-Authenticate` (RFC 6750, section 3)."""
        if self.fault is TokenFault.MISSING:
            return 'Bearer realm="tthc"'
        description = self.message(Language.EN)
        return f'Bearer realm="tthc", error="invalid_token", error_description="{description}"'


class RoleMissing(Forbidden):
    """Who asks is known, but holds none of the roles that the rule names."""

    code = "role-missing"
    vi = "Việc này chỉ dành cho: {roles}."
    en = "This is only for: {roles}."

    def __init__(self, *, roles: tuple[Role, ...], where: str | None = None) -> None:
        super().__init__(where=where, roles=roles)
        self.roles = roles

    def message(self, language: Language) -> str:
        """The sentence for a reader of `language`, with the roles' names in it."""
        roles = self.values["roles"]
        assert isinstance(roles, tuple)
        names = ", ".join(ROLE_NAMES[role][language is Language.EN] for role in roles)
        return (self.vi if language is Language.VI else self.en).format(roles=names)


class NotInAgency(Forbidden):
    """Who asks holds no role in the agency (or the division) that the request is about."""

    code = "not-in-agency"
    vi = "Bạn không có vai trò nào tại {unit}."
    en = "You hold no role in {unit}."


class ActingForRefused(Forbidden):
    """Only an integrated system and the importer act for an official without a delegation."""

    code = "acting-for-refused"
    vi = "Bạn không được thực hiện thay cho {official}."
    en = "You may not act for {official}."


class UnitUnclear(Refusal):
    """Who asks holds roles in several units, and must say in which one this is done."""

    code = "unit-unclear"
    status = 400
    vi = "Bạn có vai trò tại nhiều đơn vị ({units}); hãy cho biết bạn thực hiện việc này tại đơn vị nào."
    en = "You hold roles in several units ({units}); say in which one you do this."
