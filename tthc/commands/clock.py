"""What `tthc clock accept` does."""

from collections.abc import Sequence

from tthc.commands.done import show_done
from tthc.commands.terminal import Terminal
from tthc.operations import clocks, orders
from tthc.operations.access import Operator
from tthc.operations.record import settings_of_running


def run_accept(terminal: Terminal, services: Sequence[str]) -> None:
    """Have the running services believe their wall clocks as they are."""
    settings = settings_of_running(terminal.settings())

    async def carry_out() -> list[orders.Done]:
        async with Operator(settings) as operator:
            return await clocks.accept(operator, orders.services_named(services))

    show_done(terminal, terminal.run(carry_out()))
