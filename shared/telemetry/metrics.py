"""Every metric of the system, declared once: name with unit, help, labels.

Names begin with `tthc_` and end with their unit. Labels have few values: a service, an agency, a kind of
outcome; never a case, a person or a free text. All of a process's metrics are in `REGISTRY`.
"""

from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics import MetricWrapperBase

REGISTRY = CollectorRegistry(auto_describe=True)
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

_declared: list[tuple[MetricWrapperBase, str, str, tuple[str, ...]]] = []

FAST = (
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1,
    2.5,
    5,
    10,
)  #: seconds, of what a person waits for
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  #: of things taken together


def _counter(name: str, meaning: str, *labels: str) -> Counter:
    metric = Counter(name, meaning, labels, registry=REGISTRY)
    _declared.append((metric, f"{name}_total", meaning, labels))
    return metric


def _gauge(name: str, meaning: str, *labels: str) -> Gauge:
    metric = Gauge(name, meaning, labels, registry=REGISTRY)
    _declared.append((metric, name, meaning, labels))
    return metric


def _histogram(name: str, meaning: str, *labels: str, buckets: tuple[float, ...]) -> Histogram:
    metric = Histogram(name, meaning, labels, registry=REGISTRY, buckets=buckets)
    _declared.append((metric, name, meaning, labels))
    return metric


# HTTP and access
HTTP_DURATION = _histogram(
    "tthc_http_request_duration_seconds",
    "From the first byte of a request to the last of its answer; route is the template, not the path.",
    "service",
    "method",
    "route",
    "status",
    buckets=FAST,
)
HTTP_IN_FLIGHT = _gauge("tthc_http_requests_in_flight", "Requests that are being answered.", "service")
TOKENS_REFUSED = _counter(
    "tthc_tokens_refused", "Tokens that were refused, by what is wrong with them.", "fault"
)
KEY_FETCHES = _counter(
    "tthc_oidc_key_fetches", "Fetches of the issuer's keys; outcome is ok or failed.", "outcome"
)

# Commands and the event store
COMMAND_DURATION = _histogram(
    "tthc_command_duration_seconds",
    "From a command's arrival to its answer; outcome is ok, refused or failed.",
    "service",
    "use_case",
    "outcome",
    buckets=FAST,
)
COMMANDS_REFUSED = _counter(
    "tthc_commands_refused",
    "Commands that were refused or failed, by the refusal's code or the error's name.",
    "service",
    "code",
)
GROUP_COMMIT_SIZE = _histogram(
    "tthc_group_commit_commands", "Commands that were saved in one transaction.", "service", buckets=COUNTS
)
GROUP_COMMIT_DURATION = _histogram(
    "tthc_group_commit_duration_seconds",
    "How long one transaction of commands took.",
    "service",
    buckets=FAST,
)
STORE_CONFLICTS = _counter(
    "tthc_store_conflicts",
    "Saves that the store reported as conflicts; outcome is saved (ours after all) or retried.",
    "service",
    "outcome",
)
STORE_FAILING = _gauge(
    "tthc_store_failing",
    "1 while the newest save wasn't done, by the refusal's code; 0: it was.",
    "service",
    "reason",
)
EVENTS_STORED = _counter("tthc_events_stored", "Events that were added to the store.", "service")
CACHE_LOOKUPS = _counter(
    "tthc_aggregate_cache_lookups",
    "Aggregates asked of the cache; outcome is hit or miss.",
    "service",
    "outcome",
)
CLOCK_JUMP = _gauge(
    "tthc_clock_jump_seconds",
    "By how much the wall clock was set while the process ran; 0: it is believed.",
    "service",
)
STORE_AHEAD = _gauge(
    "tthc_store_ahead_seconds",
    "How far the store's newest recorded time lies ahead of now; 0: it doesn't.",
    "service",
)

VIEW_DOCUMENTS_ASIDE = _gauge(
    "tthc_view_documents_aside", "Documents of read models that can't be written and stand aside.", "service"
)

# Relay
RELAY_LAG = _gauge("tthc_relay_lag_events", "Events in the store that aren't published yet.", "service")
RELAY_POSITION = _gauge(
    "tthc_relay_position", "Notification id up to which the relay has published.", "service"
)
RELAY_PUBLISHED = _counter(
    "tthc_relay_published_events", "Events that the relay has published.", "service", "topic"
)
RELAY_CHUNK = _histogram(
    "tthc_relay_chunk_events", "Events that were published in one transaction.", "service", buckets=COUNTS
)
RELAY_DELAY = _histogram(
    "tthc_relay_delay_seconds", "From the recording of an event to its publication.", "service", buckets=FAST
)
STORE_SET_BACK = _gauge(
    "tthc_store_set_back",
    "1 while the store lacks an event that this follower has: no command is taken.",
    "service",
    "follower",
)
RELAY_FAILURES = _counter(
    "tthc_relay_failures",
    "Chunks that weren't published and are tried again, by reason.",
    "service",
    "reason",
)

# Consumers and dead letters
CONSUMER_LAG = _gauge(
    "tthc_consumer_lag_events",
    "Messages that a service hasn't processed yet.",
    "service",
    "topic",
    "partition",
)
CONSUMER_MESSAGES = _counter(
    "tthc_consumer_messages",
    "Messages seen; outcome is taken, duplicate, hole, dead_letter or stray.",
    "service",
    "topic",
    "outcome",
)
CONSUMER_RETRIES = _counter("tthc_consumer_retries", "Messages that were tried again.", "service", "topic")
DEAD_LETTERS = _gauge("tthc_dead_letters", "Dead letters that wait for a decision.", "service")

# Who looked
ACCESSES_LOGGED = _counter("tthc_accesses_logged", "Looks at cases that were logged.", "service")
ACCESSES_REFUSED = _counter(
    "tthc_accesses_refused", "Looks at cases that were refused, as they couldn't be logged.", "service"
)
ACCESSES_PURGED = _counter(
    "tthc_accesses_purged", "Logged looks that were let go, as they are kept no longer.", "service"
)

# The domain's own figures: a series for each agency, of which a province has some three hundred
AGENCY_WAVE = _gauge(
    "tthc_agency_wave",
    "1: the agency is planned for that rollout wave, `none` for no wave; to join the wave to other figures.",
    "agency",
    "wave",
)
CASES_OPEN = _gauge("tthc_cases_open", "Cases that are open.", "agency")
CASES_DUE_SOON = _gauge(
    "tthc_cases_due_soon", "Open cases that aren't late, and most of their time is used.", "agency"
)
CASES_OVERDUE = _gauge("tthc_cases_overdue", "Open cases that are past their due instant.", "agency")
STEPS_OPEN = _gauge("tthc_steps_open", "Steps that are open.", "agency")
STEPS_DUE_SOON = _gauge(
    "tthc_steps_due_soon", "Open steps that aren't late, and most of their time is used.", "agency"
)
STEPS_OVERDUE = _gauge(
    "tthc_steps_overdue", "Open steps past their due instant that wait for no other agency.", "agency"
)
STEPS_OVERDUE_WAITING = _gauge(
    "tthc_steps_overdue_waiting", "Open steps past their due instant that wait for another agency.", "agency"
)
RECEIPTS_OVERDUE = _gauge(
    "tthc_receipts_overdue", "Open steps that weren't received in time and wait for it still.", "agency"
)
COORDINATIONS_WAITING = _gauge(
    "tthc_coordinations_waiting", "Answers that the agency waits for from others.", "agency"
)
COORDINATIONS_OPEN = _gauge("tthc_coordinations_open", "Answers that the agency owes others.", "agency")
COORDINATIONS_OVERDUE = _gauge(
    "tthc_coordinations_overdue", "Answers that the agency owes others and that are past due.", "agency"
)
ESCALATIONS_OPEN = _gauge(
    "tthc_escalations_open",
    "Escalations whose cause stands, by the agency against which they go.",
    "agency",
    "level",
)
ESCALATIONS_UNACKNOWLEDGED = _gauge(
    "tthc_escalations_unacknowledged",
    "Of those, what nobody has acknowledged, eight working hours or longer after it was raised.",
    "agency",
    "level",
)
STEPS_DONE = _gauge(
    "tthc_month_steps_done", "Steps that were completed on the last 30 days, today among them.", "agency"
)
STEPS_DONE_LATE = _gauge("tthc_month_steps_done_late", "Of those, after their due instant.", "agency")
BUCK_PASSING = _gauge(
    "tthc_month_buck_passing",
    "Parts of the agency in work that was passed on without progress, on the last 30 days.",
    "agency",
)
DETECTION_DELAY = _histogram(
    "tthc_due_detection_delay_seconds",
    "From a due instant to the event that says that it passed; kind is step, coordination, case or receipt.",
    "kind",
    buckets=(0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600),
)
OVERDUE_TOLD_LATE = _counter(
    "tthc_overdue_told_late",
    "Overdue that was told over a minute after it was due; cause is noticed_late or recorded_late.",
    "agency",
    "cause",
)
HAND_OFF = _histogram(
    "tthc_hand_off_seconds",
    "Working time from the moment that a step came to a unit to its receipt there; imported cases left out.",
    "agency",
    buckets=(60, 300, 900, 1800, 3600, 7200, 14400, 28800, 57600, 144000, 288000),
)  #: up to ten working days


def exposition() -> bytes:
    """All metrics of this process in Prometheus's text format."""
    return generate_latest(REGISTRY)


def declared_metrics() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Each metric's name as Prometheus sees it, its type, its meaning and its labels."""
    for metric, name, meaning, labels in _declared:
        yield name, type(metric).__name__.lower(), meaning, labels


def metrics_reference() -> str:
    """The table of all metrics, in Markdown, as it stands in the reference documentation."""
    rows = ["| metric | type | labels | meaning |", "|---|---|---|---|"]
    for name, kind, meaning, labels in declared_metrics():
        rows.append(
            f"| `{name}` | {kind} | {', '.join(f'`{label}`' for label in labels) or '–'} | {meaning} |"
        )
    return "\n".join(rows) + "\n"
