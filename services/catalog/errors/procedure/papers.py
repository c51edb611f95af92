"""Refusals about a procedure's legal basis, dossier and templates."""

from shared.errors import Refusal


class LegalBasisReversed(Refusal):
    code = "legal-basis-reversed"
    status = 422
    vi = "Văn bản {document} được ghi hết hiệu lực trước khi có hiệu lực."
    en = "The document {document} is said to end before it begins."


class LegalBasisExpired(Refusal):
    code = "legal-basis-expired"
    status = 422
    vi = (
        "Thủ tục {procedure} căn cứ {document}, nhưng văn bản này hết hiệu lực sau ngày "
        "{valid_until}, trước ngày {day}."
    )
    en = "Procedure {procedure} rests on {document}, which ends with {valid_until}, before {day}."


class TemplateUnknown(Refusal):
    code = "template-unknown"
    status = 422
    vi = (
        "Thành phần hồ sơ “{component}” của thủ tục {procedure} dùng mẫu {template}, nhưng thủ tục "
        "không có mẫu này."
    )
    en = (
        "The component “{component}” of procedure {procedure} uses the template {template}, which it "
        "doesn't have."
    )


class TemplateCodeRepeated(Refusal):
    code = "template-code-repeated"
    status = 422
    vi = "Thủ tục {procedure} có hai mẫu cùng mã {template}."
    en = "Procedure {procedure} has two templates with the code {template}."


class UnfitAddress(Refusal):
    code = "unfit-address"
    status = 422
    vi = (
        "Địa chỉ của mẫu {template} phải có dạng https://… hoặc http://…, không quá {longest} ký tự, "
        "không có dấu cách."
    )
    en = (
        "The address of template {template} must be https://… or http://…, without blanks, at most "
        "{longest} long."
    )


class UnfitChecksum(Refusal):
    code = "unfit-checksum"
    status = 422
    vi = "Mã băm SHA-256 của mẫu {template} phải gồm 64 chữ số thập lục phân viết thường."
    en = "The SHA-256 of template {template} must be 64 lower-case hexadecimal digits."
