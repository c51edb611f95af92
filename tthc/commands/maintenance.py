"""What `tthc republish`, `rebuild` and `store new-epoch` do."""

from collections.abc import Sequence

from shared.errors import Text
from tthc.commands.done import show_done
from tthc.commands.terminal import Terminal
from tthc.operations import epochs, orders
from tthc.operations.access import Operator, reached
from tthc.operations.record import settings_of_running
from tthc.operations.republishing import republish
from tthc.operations.settling import settled

_PUBLISHED = Text("đã phát lại và bên nhận đã xử lý xong", "published again, and taken by its consumers")


def run_republish(terminal: Terminal, services: Sequence[str], *, wait: bool) -> None:
    """Publish everything again; `wait`: until those that run have done so."""
    settings = settings_of_running(terminal.settings())

    async def carry_out() -> list[orders.Done]:
        names = orders.services_named(services)
        async with Operator(settings) as operator:
            done = await republish(settings, operator, names)
            running = [name for name in names if wait and await operator.answers(name)]
            await settled(operator, running, seconds=600)
            return [orders.Done(one.what, _PUBLISHED) if one.what in running else one for one in done]

    show_done(terminal, terminal.run(carry_out()))


def run_rebuild(terminal: Terminal, views: Sequence[str]) -> None:
    """Build read models anew."""
    settings = terminal.settings()

    async def carry_out() -> list[orders.Done]:
        async with reached(settings) as operator:
            return await orders.rebuild(operator, views)

    show_done(terminal, terminal.run(carry_out()))


def run_new_epoch(terminal: Terminal, service: str, given_out: Sequence[str], *, force: bool) -> None:
    """Begin a new epoch; `force`: even if the service runs; `given_out`: numbers that people know of."""
    settings = settings_of_running(terminal.settings())

    async def carry_out() -> epochs.NewEpoch:
        async with Operator(settings) as operator:
            return await epochs.new_epoch(settings, operator, service, force=force, given_out=given_out)

    begun = terminal.run(carry_out())
    epoch = begun.epoch
    if terminal.json:
        terminal.result({"service": service, "epoch": epoch, "voided": list(begun.voided)})
        return
    if begun.passed_over:
        numbers = ", ".join(begun.passed_over)
        terminal.note(
            f"Bỏ qua, đã có trong sổ hoặc không phải số hồ sơ: {numbers}",
            f"Passed over, as a book has them or they are no case numbers: {numbers}",
        )
    if begun.voided:
        numbers = ", ".join(begun.voided)
        terminal.out.print(
            terminal.translated(
                f"Số hồ sơ bị hủy vì hồ sơ đã mất, không cấp lại: {numbers}",
                f"Numbers of lost cases, void and never given again: {numbers}",
            ),
            soft_wrap=True,
        )
    terminal.out.print(
        terminal.translated(
            f"{service}: kỷ nguyên {epoch}. Khi khởi động lại, dịch vụ phát lại toàn bộ kho dưới tên nguồn "
            "mới; bên nhận bắt đầu từ đầu và bỏ qua những gì đã biết. Sự kiện đã phát mà bản sao lưu không "
            "có vẫn nằm trong topic và ở bên nhận: chạy tthc verify rồi xem tài liệu vận hành.",
            f"{service}: epoch {epoch}. When it starts again, the service tells its whole store under a new "
            "source; consumers begin anew and skip what they know. Events that were told and that the backup "
            "lacks are still in the topic and with the consumers: run tthc verify, then see the runbook.",
        ),
        soft_wrap=True,
    )
