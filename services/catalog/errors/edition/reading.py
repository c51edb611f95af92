"""Refusals of the public pages."""

from shared.errors import NotFound, Refusal


class NoSuchProcedureInForce(NotFound):
    code = "no-such-procedure-in-force"
    vi = "Ngày {on} {agency} không có thủ tục {procedure} đang có hiệu lực."
    en = "{agency} has no procedure {procedure} in force on {on}."


class EditionNotPublic(NotFound):
    code = "edition-not-public"
    vi = "{agency} không có danh mục lần {edition} đã ban hành."
    en = "{agency} has issued no edition {edition}."


class ProcedureNotPublic(NotFound):
    code = "procedure-not-public"
    vi = "Danh mục lần {edition} của {agency} không có thủ tục {procedure}."
    en = "Edition {edition} of {agency} has no procedure {procedure}."


class CursorUnreadable(Refusal):
    code = "cursor-unreadable"
    status = 422
    vi = "Không tìm được trang tiếp theo từ vị trí này; hãy tìm lại từ đầu."
    en = "There is no next page from this place; search again from the beginning."
