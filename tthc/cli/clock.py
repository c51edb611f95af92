"""`tthc clock …`: the wall clocks of the running services."""

from tthc.cli.dead_letters import ServicesArgument
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands(
    help=translated(
        "Đồng hồ máy chủ của các dịch vụ đang chạy.",
        "The wall clocks of the running services.",
    )
)


@commands.callback()
def clock() -> None:
    """A group, though there is one command in it."""


@commands.command(
    "accept",
    help=translated(
        "Chấp nhận giờ máy chủ như hiện tại, sau khi đồng hồ bị chỉnh trong lúc dịch vụ đang chạy; "
        "khi đó dịch vụ nhận lệnh trở lại.\n\nVí dụ: tthc clock accept cases",
        "Believe the wall clock as it is, after it was set while a service ran; the service takes commands "
        "again.\n\nExample: tthc clock accept cases",
    ),
)
def accept(
    services: ServicesArgument = None, json: JsonOption = False, language: LanguageOption = None
) -> None:
    """Believe the wall clock."""
    from tthc.commands.clock import run_accept
    from tthc.commands.terminal import Terminal

    run_accept(Terminal(json=json, language=language), services or [])
