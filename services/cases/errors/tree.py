"""Trees of cases over agencies, when one is asked for."""

from shared.errors import Refusal


class CaseNotBegun(Refusal):
    code = "case-not-begun"
    status = 404
    vi = "Hồ sơ {case} chưa được mở vào {as_of}."
    en = "Case {case} had not begun at {as_of}."


class ReferenceUnclear(Refusal):
    code = "reference-unclear"
    status = 409
    vi = "Nhiều hồ sơ có số ngoài hệ thống {reference}: {cases}. Hãy nêu số hồ sơ."
    en = "Several cases have the reference {reference}: {cases}. Say the number of one."


class TreeTooLarge(Refusal):
    code = "tree-too-large"
    status = 422
    vi = "Hồ sơ {case_number} kéo theo hơn {most} hồ sơ; không thể xem toàn bộ một lần."
    en = "Case {case_number} has more than {most} cases below it; they can't be shown at once."


class EventNotThere(Refusal):
    code = "event-not-there"
    status = 404
    vi = "Hồ sơ {case_number} không có sự kiện {version}."
    en = "Case {case_number} has no event {version}."
