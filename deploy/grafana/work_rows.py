"""The rows of the dashboards on work: of the province, of agencies, of deadlines."""

from collections.abc import Sequence
from typing import TypeAlias

from deploy.grafana import work_words as words
from deploy.grafana.of_agencies import (
    chosen,
    escalations,
    escalations_by_level,
    in_time,
    most,
    summed,
    told_late,
    unacknowledged_by_level,
)
from deploy.grafana.panels import Panel, Query, Words, curve, figure, named_curve, ranking, share

Rows: TypeAlias = Sequence[tuple[str, Sequence[Panel]]]

_SURGE, _SILENT, _LATE = "overdue-surge", "agency-not-answering", "late-telling"
_UNACKNOWLEDGED = "escalations-unacknowledged"


def _all(name: str) -> Query:
    return Query(summed(chosen(name)))


def _waves(name: str) -> Query:
    return Query(summed(chosen(name), "wave"), "{{wave}}")


def _most(name: str) -> Query:
    return Query(most(chosen(name)), "{{agency}}")


_NOW: Sequence[Panel] = (
    figure(words.CASES_OPEN, _all("cases_open"), span=4),
    figure(words.STEPS_OPEN, _all("steps_open"), span=4),
    figure(words.STEPS_DUE_SOON, _all("steps_due_soon"), span=4),
    figure(words.STEPS_OVERDUE, _all("steps_overdue"), alarming_from=1, span=4, page=_SURGE),
    figure(words.ESCALATIONS, Query(summed(escalations())), alarming_from=1, span=4),
    share(words.IN_TIME, Query(in_time()), span=4),
)

#: Of all agencies, by rollout wave, and who stands out.
PROVINCE: Rows = (
    ("Toàn tỉnh · The province", _NOW),
    (
        "Theo đợt triển khai · By rollout wave",
        (
            curve(words.by_wave(words.IN_TIME), Query(in_time("wave"), "{{wave}}"), unit="percentunit"),
            curve(words.by_wave(words.STEPS_OVERDUE), _waves("steps_overdue"), page=_SURGE),
            curve(words.by_wave(words.STEPS_OPEN), _waves("steps_open"), span=8),
            curve(words.by_wave(words.WAITING), _waves("coordinations_waiting"), span=8),
            ranking(
                Words(
                    "Cơ quan theo đợt",
                    "agencies by wave",
                    "Số cơ quan của mỗi đợt triển khai; none: chưa xếp đợt.",
                    "How many agencies each rollout wave has; none: no wave is planned for them.",
                ),
                Query(
                    'count by (wave) (agency:tthc_agency_wave:max{agency=~"$agency", wave=~"$wave"})',
                    instant=True,
                ),
                span=8,
            ),
        ),
    ),
    (
        "Theo cơ quan · By agency",
        (
            curve(words.by_agency(words.STEPS_OVERDUE), _most("steps_overdue"), page=_SURGE),
            curve(words.by_agency(words.ESCALATIONS), Query(most(escalations()), "{{agency}}")),
            curve(words.by_agency(words.OWED_OVERDUE), _most("coordinations_overdue"), page=_SILENT),
            curve(words.by_agency(words.BUCK_PASSING), _most("month_buck_passing")),
        ),
    ),
)

#: Of the chosen agencies, all that is told of them.
AGENCY: Rows = (
    ("Hiện nay · Now", _NOW),
    (
        "Hồ sơ và bước · Cases and steps",
        (
            figure(words.CASES_DUE_SOON, _all("cases_due_soon")),
            figure(words.CASES_OVERDUE, _all("cases_overdue"), alarming_from=1),
            figure(words.STEPS_OVERDUE_WAITING, _all("steps_overdue_waiting"), page=_SURGE),
            figure(words.RECEIPTS_OVERDUE, _all("receipts_overdue"), alarming_from=1),
            curve(
                words.over_time(words.STEPS_OVERDUE),
                Query(chosen("steps_overdue"), "{{agency}}"),
                page=_SURGE,
            ),
            curve(
                Words(
                    "Đã hoàn thành trong 30 ngày",
                    "completed on 30 days",
                    "Các bước đã hoàn thành trong 30 ngày, và trong đó trễ hạn.",
                    "Steps that were completed on the last 30 days, and of those the late ones.",
                ),
                Query(chosen("month_steps_done"), "{{agency}}"),
                Query(chosen("month_steps_done_late"), "{{agency}}: trễ · late"),
            ),
            curve(
                words.HAND_OFF,
                Query('agency:tthc_hand_off_seconds:p90_1d{agency=~"$agency"}', "{{agency}}"),
                unit="s",
                span=8,
            ),
            curve(
                words.over_time(words.IN_TIME),
                Query(in_time("agency"), "{{agency}}"),
                unit="percentunit",
                span=8,
            ),
            curve(
                words.by_wave(words.IN_TIME), Query(in_time("wave"), "{{wave}}"), unit="percentunit", span=8
            ),
        ),
    ),
    (
        "Phối hợp · Coordination",
        (
            figure(words.WAITING, _all("coordinations_waiting")),
            figure(words.OWED, _all("coordinations_open")),
            figure(words.OWED_OVERDUE, _all("coordinations_overdue"), alarming_from=1, page=_SILENT),
            figure(words.BUCK_PASSING, _all("month_buck_passing")),
        ),
    ),
)

#: What is due, what is overdue and how far it climbed, and whether it is told in time.
DEADLINES: Rows = (
    ("Hiện nay · Now", _NOW),
    (
        "Quá hạn và cảnh báo · Overdue and escalation",
        (
            curve(
                Words(
                    "Bước sắp đến hạn và quá hạn",
                    "steps due soon and overdue",
                    "Sắp đến hạn, quá hạn, và quá hạn đang chờ cơ quan khác.",
                    "Due soon, overdue, and overdue while another agency owes an answer.",
                ),
                Query(summed(chosen("steps_due_soon")), "sắp đến hạn · due soon"),
                Query(summed(chosen("steps_overdue")), "quá hạn · overdue"),
                Query(summed(chosen("steps_overdue_waiting")), "chờ cơ quan khác · waiting"),
                page=_SURGE,
            ),
            named_curve(
                Words(
                    "Cảnh báo theo cấp",
                    "escalations by level",
                    "Cảnh báo mà nguyên nhân vẫn còn, theo cấp được báo.",
                    "Escalations whose cause stands, by the level that was told.",
                ),
                Query(escalations_by_level(), "{{level}}"),
                words.LEVELS,
            ),
            named_curve(
                words.UNACKNOWLEDGED,
                Query(unacknowledged_by_level(), "{{level}}"),
                words.LEVELS,
                page=_UNACKNOWLEDGED,
            ),
            curve(words.by_agency(words.ESCALATIONS), Query(most(escalations()), "{{agency}}")),
            curve(words.by_wave(words.IN_TIME), Query(in_time("wave"), "{{wave}}"), unit="percentunit"),
            curve(words.by_agency(words.STEPS_DUE_SOON), _most("steps_due_soon")),
        ),
    ),
    (
        "Phối hợp · Coordination",
        (
            figure(words.WAITING, _all("coordinations_waiting"), span=8),
            figure(words.OWED_OVERDUE, _all("coordinations_overdue"), alarming_from=1, span=8, page=_SILENT),
            figure(words.BUCK_PASSING, _all("month_buck_passing"), span=8),
        ),
    ),
    (
        "Báo đúng lúc · Told in time",
        (
            curve(
                words.DETECTION,
                Query("kind:tthc_due_detection_delay_seconds:p95_10m", "{{kind}}"),
                unit="s",
                page=_LATE,
            ),
            curve(
                Words(
                    "Báo chậm theo cơ quan và nguyên nhân",
                    "told late by agency and cause",
                    "Số lần quá hạn được báo chậm hơn một phút: dịch vụ chậm, hoặc việc được ghi nhận muộn.",
                    "Overdue that was told more than a minute late: the service was late, or the record was.",
                ),
                Query(told_late(), "{{agency}}: {{cause}}"),
                page=_LATE,
            ),
        ),
    ),
)
