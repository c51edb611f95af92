"""Refusals about the difference of two editions."""

from shared.errors import NotFound, Refusal


class NoEditionBefore(NotFound):
    code = "no-edition-before"
    vi = "Trước danh mục lần {edition} của {agency} chưa có lần ban hành nào để so sánh."
    en = "There is no edition before edition {edition} of the catalogue of {agency} to compare it with."


class SameEdition(Refusal):
    code = "same-edition"
    status = 422
    vi = "Hãy chọn hai lần ban hành khác nhau để so sánh, không phải cùng lần {edition}."
    en = "Choose two editions that differ in number; both given are edition {edition}."
