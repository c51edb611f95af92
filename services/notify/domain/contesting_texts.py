"""What notifications say of objective causes that were claimed for late work, and decided on."""

from services.notify.domain.delivery import NotificationKind
from shared.errors import Language

#: Title and sentence, by kind and language.
CONTESTING_TEXTS: dict[NotificationKind, dict[Language, tuple[str, str]]] = {
    NotificationKind.CAUSE_CLAIMED: {
        Language.VI: (
            "Nguyên nhân khách quan chờ xem xét: bước {step}, hồ sơ {case}",
            "{official} nêu nguyên nhân khách quan của việc trễ hạn bước {step}, hồ sơ {case}, lúc {due}; "
            "hãy công nhận hoặc không công nhận.",
        ),
        Language.EN: (
            "An objective cause to decide on: step {step}, case {case}",
            "{official} claimed at {due} that step {step} of case {case} was late by an objective cause; "
            "confirm it or refuse it.",
        ),
    },
    NotificationKind.CAUSE_CONFIRMED: {
        Language.VI: (
            "Đã công nhận nguyên nhân khách quan: bước {step}, hồ sơ {case}",
            "{official} đã công nhận lúc {due} rằng bước {step} của hồ sơ {case} trễ hạn do nguyên nhân "
            "khách quan.",
        ),
        Language.EN: (
            "Objective cause confirmed: step {step}, case {case}",
            "{official} confirmed at {due} that step {step} of case {case} was late by an objective cause.",
        ),
    },
    NotificationKind.CAUSE_REFUSED: {
        Language.VI: (
            "Không công nhận nguyên nhân khách quan: bước {step}, hồ sơ {case}",
            "{official} không công nhận nguyên nhân khách quan của việc trễ hạn bước {step}, hồ sơ {case}, "
            "lúc {due}.",
        ),
        Language.EN: (
            "Objective cause refused: step {step}, case {case}",
            "{official} said at {due} that step {step} of case {case} wasn't late by an objective cause.",
        ),
    },
}
