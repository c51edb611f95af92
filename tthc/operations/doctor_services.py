"""Looks whether each service can serve; where none should, whether it could be started."""

from collections.abc import Mapping

from shared.errors import Text
from shared.eventstore.errors import RUNBOOK, StoreSetBack
from shared.settings import Settings
from tthc.operations.access import Operator
from tthc.operations.finding import Finding, Verdict
from tthc.operations.listeners import listener_on


async def examine_service(operator: Operator, service: str, *, expected: bool) -> Finding:
    """Whether a service can serve; `expected`: it should be running."""
    url, log = operator.settings.url_of(service), f"{operator.settings.data_dir}/logs/{service}.log"
    failed = await operator.ready(service)
    if failed == {}:
        return Finding(service, Verdict.OK, Text(f"sẵn sàng tại {url}", f"ready at {url}"))
    if failed:
        return _not_ready(service, failed, log)
    if not expected:
        return _not_started(operator.settings, service)
    text = Text(f"không trả lời tại {url}", f"doesn't answer at {url}")
    return Finding(service, Verdict.FAILURE, text, Text(f"hãy xem {log}", f"look at {log}"))


def _not_ready(service: str, failed: Mapping[str, str], log: str) -> Finding:
    """A service that answers and can't serve, with its reasons."""
    reasons = ", ".join(f"{name} ({reason})" for name, reason in sorted(failed.items()))
    text = Text(f"trả lời nhưng chưa sẵn sàng: {reasons}", f"answers, but isn't ready: {reasons}")
    page = RUNBOOK if StoreSetBack.code in failed.values() else log
    return Finding(service, Verdict.FAILURE, text, Text(f"hãy xem {page}", f"look at {page}"))


def _not_started(settings: Settings, service: str) -> Finding:
    """A service that nobody has started here: whether its port waits for it."""
    url, port = settings.url_of(service), settings.port_of(service)
    holder = listener_on(port)
    if holder is None:
        return Finding(
            service,
            Verdict.OK,
            Text(
                f"không chạy: {url} không trả lời, cổng {port} ở máy này còn trống",
                f"isn't running: {url} doesn't answer, port {port} of this machine is free",
            ),
        )
    text = Text(
        f"không chạy, và chương trình {holder.name} (tiến trình {holder.pid}) đang dùng cổng {port}",
        f"isn't running, and the program {holder.name} (process {holder.pid}) listens on port {port}",
    )
    setting = f"TTHC_{service.upper()}_PORT"
    todo = Text(f"hãy dừng nó hoặc đổi {setting}", f"stop it or set {setting} otherwise")
    return Finding(service, Verdict.WARNING, text, todo)
