"""Refusals about who handles requests to an agency that isn't live yet."""

from shared.errors import Refusal


class ContactUnreachable(Refusal):
    code = "contact-unreachable"
    status = 422
    vi = "Đầu mối liên hệ phải có ít nhất một cách liên lạc: điện thoại, thư điện tử hoặc địa chỉ."
    en = "A contact has at least one way to reach it: a telephone number, an e-mail or a postal address."


class UnfitTelephone(Refusal):
    code = "unfit-telephone"
    status = 422
    vi = "“{given}” không phải là số điện thoại như 0235 3852 123."
    en = "{given!r} is not a telephone number such as 0235 3852 123."


class UnfitEmail(Refusal):
    code = "unfit-email"
    status = 422
    vi = "“{given}” không phải là địa chỉ thư điện tử như vanthu@example.gov.vn."
    en = "{given!r} is not an e-mail address such as vanthu@example.gov.vn."


class ContactUnchanged(Refusal):
    code = "contact-unchanged"
    vi = "Đầu mối liên hệ của cơ quan {agency} đã đúng như vậy."
    en = "The contact of agency {agency} is so already."
