"""What the figures on work are called, and what they mean: one wording on every dashboard."""

from deploy.grafana.panels import Words

CASES_OPEN = Words("Hồ sơ đang xử lý", "open cases", "Hồ sơ chưa kết thúc.", "Cases that haven't ended.")
CASES_DUE_SOON = Words(
    "Hồ sơ sắp đến hạn",
    "cases due soon",
    "Hồ sơ chưa trễ hạn và đã dùng phần lớn thời hạn.",
    "Open cases that aren't late, and most of their time is used.",
)
CASES_OVERDUE = Words(
    "Hồ sơ quá hạn",
    "overdue cases",
    "Hồ sơ đang xử lý đã qua thời điểm đến hạn.",
    "Open cases that are past their due instant.",
)
STEPS_OPEN = Words(
    "Bước đang xử lý",
    "open steps",
    "Các bước đang được một đơn vị giữ.",
    "Steps that some unit holds.",
)
STEPS_DUE_SOON = Words(
    "Bước sắp đến hạn",
    "steps due soon",
    "Các bước chưa trễ hạn và đã dùng phần lớn thời hạn.",
    "Open steps that aren't late, and most of their time is used.",
)
STEPS_OVERDUE = Words(
    "Bước quá hạn",
    "overdue steps",
    "Các bước đang xử lý đã qua thời điểm đến hạn, không chờ cơ quan khác.",
    "Open steps past their due instant that wait for no other agency.",
)
STEPS_OVERDUE_WAITING = Words(
    "Bước quá hạn, chờ cơ quan khác",
    "overdue, waiting for another agency",
    "Các bước đã qua thời điểm đến hạn và đang chờ cơ quan khác trả lời.",
    "Open steps past their due instant that wait for another agency's answer.",
)
RECEIPTS_OVERDUE = Words(
    "Chưa tiếp nhận đúng hạn",
    "not received in time",
    "Các bước mà khi quá thời điểm phải tiếp nhận vẫn chưa ai tiếp nhận.",
    "Open steps that nobody took up by when they were to be received, or since.",
)
ESCALATIONS = Words(
    "Cảnh báo lên cấp trên",
    "escalations",
    "Cảnh báo mà nguyên nhân vẫn còn, mọi cấp.",
    "Escalations whose cause stands, over all levels.",
)
UNACKNOWLEDGED = Words(
    "Cảnh báo chưa ai xác nhận",
    "escalations that nobody acknowledges",
    "Đã báo từ ít nhất 8 giờ làm việc, nguyên nhân vẫn còn, chưa ai xác nhận; theo cấp được báo.",
    "Told at least 8 working hours ago, the cause stands, and nobody sees to it; by the level that was told.",
)
WAITING = Words(
    "Chờ phối hợp",
    "coordination waits",
    "Câu trả lời mà cơ quan đang chờ từ cơ quan khác.",
    "Answers that agencies wait for from others.",
)
OWED = Words(
    "Đề nghị phối hợp chưa trả lời",
    "answers owed",
    "Câu trả lời mà cơ quan còn nợ cơ quan khác.",
    "Answers that agencies owe others.",
)
OWED_OVERDUE = Words(
    "Trả lời phối hợp quá hạn",
    "overdue answers to other agencies",
    "Các đề nghị phối hợp của cơ quan khác chưa được trả lời khi đã đến hạn.",
    "What other agencies asked for and that was not answered when it was due.",
)
BUCK_PASSING = Words(
    "Đùn đẩy trách nhiệm",
    "buck-passing",
    "Số lần tham gia chuyển việc qua lại mà không có tiến triển, trong 30 ngày.",
    "Parts in work that was passed on without progress, on the last 30 days.",
)
IN_TIME = Words(
    "Tỷ lệ đúng hạn",
    "share in time",
    "Phần các bước hoàn thành trong 30 ngày mà không trễ hạn.",
    "Of the steps that were completed on the last 30 days, the share in time.",
)
DETECTION = Words(
    "Từ lúc đến hạn đến lúc phát hiện",
    "detection delay",
    "19 trong 20 lần quá hạn được phát hiện trong khoảng thời gian này.",
    "19 in 20 are noticed within this time after they were due.",
)
HAND_OFF = Words(
    "Từ lúc chuyển giao đến lúc tiếp nhận",
    "hand-off time",
    "9 trong 10 lần chuyển giao của 24 giờ qua được tiếp nhận trong ngần ấy thời gian làm việc.",
    "9 hand-offs in 10 of the last 24 hours were received within this working time.",
)
#: The levels of the ladder, as they are told.
LEVELS = {
    "official": "công chức · official",
    "division_head": "trưởng phòng · division head",
    "agency_head": "lãnh đạo cơ quan · agency head",
    "province": "cấp tỉnh · province",
}


def by_wave(words: Words) -> Words:
    """The same, of each rollout wave."""
    return _of(words, "theo đợt", "by wave", "Theo đợt triển khai.", "By rollout wave.")


def by_agency(words: Words) -> Words:
    """The same, of the agencies with most of it."""
    return _of(
        words, "theo cơ quan", "by agency", "Mười cơ quan có nhiều nhất.", "The ten agencies with most of it."
    )


def over_time(words: Words) -> Words:
    """The same, as it came about."""
    return _of(words, "theo thời gian", "over time", "Diễn biến.", "How it came about.")


def _of(words: Words, vi: str, en: str, more_vi: str, more_en: str) -> Words:
    return Words(
        f"{words.vi} {vi}",
        f"{words.en} {en}",
        f"{words.meaning_vi} {more_vi}",
        f"{words.meaning_en} {more_en}",
    )
