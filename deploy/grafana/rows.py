"""The rows of the first dashboard, as tables of panels: what leaders ask, then what operators ask."""

from collections.abc import Sequence
from typing import TypeAlias

from deploy.grafana import work_words as words
from deploy.grafana.panels import Panel, Query, Words, curve, figure, ranking

Panels: TypeAlias = Sequence[Panel]

_AGENCY = '{agency=~"$agency"}'
_SERVICE = '{service=~"$service"}'


def _quantile(quantile: float, metric: str, by: str = "service", where: str = 'service=~"$service"') -> str:
    rate = f"rate({metric}_bucket{{{where}}}[$__rate_interval])"
    return f"histogram_quantile({quantile}, sum by ({by}, le) ({rate}))"


def _rate(metric: str, by: str = "service") -> str:
    return f"sum by ({by}) (rate({metric}{_SERVICE}[$__rate_interval]))"


#: How work stands, and who is late.
LEADERS: Panels = (
    figure(
        words.CASES_OPEN,
        Query(f"sum(agency:tthc_cases_open:max{_AGENCY})"),
    ),
    figure(
        words.STEPS_OPEN,
        Query(f"sum(agency:tthc_steps_open:max{_AGENCY})"),
    ),
    figure(
        words.CASES_OVERDUE,
        Query(f"sum(agency:tthc_cases_overdue:max{_AGENCY})"),
        alarming_from=1,
    ),
    figure(
        words.STEPS_OVERDUE,
        Query(f"sum(agency:tthc_steps_overdue:max{_AGENCY})"),
        alarming_from=1,
    ),
    figure(
        words.STEPS_OVERDUE_WAITING,
        Query(f"sum(agency:tthc_steps_overdue_waiting:max{_AGENCY})"),
    ),
    figure(
        words.OWED_OVERDUE,
        Query(f"sum(agency:tthc_coordinations_overdue:max{_AGENCY})"),
        alarming_from=1,
    ),
    curve(
        Words(
            "Bước quá hạn theo cơ quan",
            "overdue steps by agency",
            "Mười cơ quan có nhiều bước quá hạn nhất.",
            "The ten agencies with most overdue steps.",
        ),
        Query(f"topk(10, agency:tthc_steps_overdue:max{_AGENCY})", "{{agency}}"),
    ),
    ranking(
        Words(
            "Hồ sơ quá hạn theo cơ quan",
            "overdue cases by agency",
            "Cơ quan có hồ sơ quá hạn, nhiều nhất ở trên.",
            "Agencies with overdue cases, most on top.",
        ),
        Query(f"sort_desc(agency:tthc_cases_overdue:max{_AGENCY})", "{{agency}}", instant=True),
    ),
    curve(
        words.DETECTION,
        Query("kind:tthc_due_detection_delay_seconds:p95_10m", "{{kind}}"),
        unit="s",
    ),
    curve(
        words.HAND_OFF,
        Query(f"agency:tthc_hand_off_seconds:p90_1d{_AGENCY}", "{{agency}}"),
        unit="s",
    ),
)


#: How an event gets from one service to the others.
PIPELINE: Panels = (
    curve(
        Words(
            "Sự kiện chờ phát",
            "relay lag",
            "Sự kiện đã lưu mà chưa phát lên Kafka.",
            "Events in the store that aren't in Kafka yet.",
        ),
        Query(f"service:tthc_relay_lag_events:max{_SERVICE}", "{{service}}"),
    ),
    curve(
        Words(
            "Sự kiện chờ nhận",
            "consumer lag",
            "Sự kiện của dịch vụ khác chưa được xử lý.",
            "Events of other services that aren't processed yet.",
        ),
        Query(f"service_topic:tthc_consumer_lag_events:sum{_SERVICE}", "{{service}} ← {{topic}}"),
    ),
    curve(
        Words(
            "Từ lúc lưu đến lúc phát",
            "relay delay",
            "99 trong 100 sự kiện được phát trong khoảng thời gian này.",
            "99 events in 100 are published within this time.",
        ),
        Query(_quantile(0.99, "tthc_relay_delay_seconds"), "{{service}}"),
        unit="s",
    ),
    curve(
        Words(
            "Lỗi phát sự kiện",
            "relay failures",
            "Số lần không phát được và phải thử lại, theo nguyên nhân.",
            "Chunks that weren't published and are tried again, by reason.",
        ),
        Query(
            f"sum by (service, reason) (increase(tthc_relay_failures_total{_SERVICE}[$__rate_interval]))",
            "{{service}}: {{reason}}",
        ),
    ),
    figure(
        Words(
            "Thông điệp không xử lý được",
            "dead letters",
            "Thông điệp chờ người vận hành quyết định.",
            "Messages that wait for an operator's decision.",
        ),
        Query(f"sum(max by (service) (tthc_dead_letters{_SERVICE}))"),
        alarming_from=1,
    ),
    curve(
        Words(
            "Thông điệp theo kết quả",
            "messages by outcome",
            "Đã xử lý, trùng, thiếu, không xử lý được.",
            "Taken, duplicate, hole, dead letter.",
        ),
        Query(_rate("tthc_consumer_messages_total", "outcome"), "{{outcome}}"),
        unit="cps",
        span=18,
    ),
)


#: How commands are answered and saved.
COMMANDS: Panels = (
    curve(
        Words(
            "Thời gian trả lời lệnh",
            "command duration",
            "Một nửa, và 99 trong 100 lệnh, được trả lời trong khoảng thời gian này.",
            "Half of the commands, and 99 in 100, are answered within this time.",
        ),
        Query(f"service:tthc_command_duration_seconds:p50_5m{_SERVICE}", "{{service}} p50"),
        Query(f"service:tthc_command_duration_seconds:p99_5m{_SERVICE}", "{{service}} p99"),
        unit="s",
    ),
    curve(
        Words(
            "Lệnh bị từ chối",
            "refusals",
            "Lệnh bị từ chối hoặc thất bại, theo mã.",
            "Commands that were refused or failed, by code.",
        ),
        Query(_rate("tthc_commands_refused_total", "service, code"), "{{service}}: {{code}}"),
        unit="cps",
    ),
    curve(
        Words(
            "Số lệnh mỗi lần ghi",
            "group commit size",
            "Trung bình số lệnh được ghi trong một giao dịch.",
            "Commands saved in one transaction, on average.",
        ),
        Query(
            _rate("tthc_group_commit_commands_sum") + " / " + _rate("tthc_group_commit_commands_count"),
            "{{service}}",
        ),
        span=8,
    ),
    curve(
        Words(
            "Thời gian mỗi lần ghi",
            "group commit duration",
            "99 trong 100 giao dịch được ghi trong khoảng thời gian này.",
            "99 transactions in 100 are saved within this time.",
        ),
        Query(_quantile(0.99, "tthc_group_commit_duration_seconds"), "{{service}}"),
        unit="s",
        span=8,
    ),
    curve(
        Words(
            "Sự kiện được lưu",
            "events stored",
            "Sự kiện thêm vào kho mỗi giây.",
            "Events added to the store per second.",
        ),
        Query(_rate("tthc_events_stored_total"), "{{service}}"),
        unit="cps",
        span=8,
    ),
)


#: How requests are answered.
HTTP: Panels = (
    curve(
        Words("Yêu cầu theo mã trả lời", "requests by status", "Mỗi giây.", "Per second."),
        Query(_rate("tthc_http_request_duration_seconds_count", "service, status"), "{{service}} {{status}}"),
        unit="reqps",
        span=8,
    ),
    curve(
        Words(
            "Thời gian trả lời",
            "response time",
            "99 trong 100 yêu cầu được trả lời trong khoảng thời gian này.",
            "99 requests in 100 are answered within this time.",
        ),
        Query(_quantile(0.99, "tthc_http_request_duration_seconds"), "{{service}}"),
        unit="s",
        span=8,
    ),
    curve(
        Words("Yêu cầu đang xử lý", "requests in flight", "Chưa trả lời xong.", "Not answered yet."),
        Query(f"sum by (service) (tthc_http_requests_in_flight{_SERVICE})", "{{service}}"),
        span=8,
    ),
)


#: What the processes take of their machines.
PROCESS: Panels = (
    curve(
        Words("Bộ nhớ", "memory", "Bộ nhớ thường trú của tiến trình.", "The process's resident memory."),
        Query('process_resident_memory_bytes{job="tthc"}', "{{instance}}"),
        unit="bytes",
        span=8,
    ),
    curve(
        Words("Bộ xử lý", "CPU", "Số nhân đang dùng.", "Cores in use."),
        Query('rate(process_cpu_seconds_total{job="tthc"}[$__rate_interval])', "{{instance}}"),
        span=8,
    ),
    curve(
        Words("Tệp đang mở", "open files", "Tệp và kết nối đang mở.", "Open files and connections."),
        Query('process_open_fds{job="tthc"}', "{{instance}}"),
        span=8,
    ),
)


#: Each row's title, and its panels.
ROWS = (
    ("Lãnh đạo hỏi · What leaders ask", LEADERS),
    ("Đường đi của sự kiện · Pipeline", PIPELINE),
    ("Lệnh và kho sự kiện · Commands and the event store", COMMANDS),
    ("HTTP", HTTP),
    ("Tiến trình · Process", PROCESS),
)
