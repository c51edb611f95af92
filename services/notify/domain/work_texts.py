"""What notifications say of steps that somebody got to do or nobody holds, and of desks handed over."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
WORK_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.STEP_TO_DO: {
        Language.VI: (
            "Có bước cần xử lý: {step}, hồ sơ {case}",
            "Bước {step} của hồ sơ {case} được chuyển đến, người chuyển: {official}; hạn xử lý {due}.",
        ),
        Language.EN: (
            "To do: step {step}, case {case}",
            "Step {step} of case {case} was passed on by {official}; it is due at {due}.",
        ),
    },
    NotificationKind.STEP_RELEASED: {
        Language.VI: (
            "Chưa có người xử lý: bước {step}, hồ sơ {case}",
            "{official} không còn làm việc tại đơn vị, nên bước {step} của hồ sơ {case} trở về hàng chờ của"
            " đơn vị; hạn xử lý {due}.",
        ),
        Language.EN: (
            "Held by nobody: step {step}, case {case}",
            "{official} has left the division, so step {step} of case {case} is in the division's queue "
            "again; it is due at {due}.",
        ),
    },
    NotificationKind.HAND_OVER_TO_CONFIRM: {
        Language.VI: (
            "Bàn giao chờ xác nhận: do {official} đề nghị",
            "{official} đề nghị bàn giao công việc lúc {due}; hãy xem danh sách, rồi xác nhận hoặc không "
            "chấp nhận.",
        ),
        Language.EN: (
            "Hand-over to confirm: proposed by {official}",
            "{official} proposed a hand-over of work at {due}; see its list, and confirm it or don't.",
        ),
    },
}
