"""`tthc demo`: the whole system with real data, on this machine, from one command."""

from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, KafkaOption, LanguageOption, MongoOption, PostgresOption
from tthc.language import translated

commands = Commands()


@commands.command(
    "demo",
    help=translated(
        "Chạy thử toàn bộ hệ thống: các cơ quan của tỉnh, một nhật ký cấp phép thực tế và một cơ quan của "
        "hôm nay qua cả bốn dịch vụ; bảng tổng hợp, kiểm tra, ai đang trễ hạn và vì sao; rồi các API.\n\n"
        "Dữ liệu nằm trong TTHC_DATA_DIR (mặc định ./var); chạy lại không tạo thêm gì.",
        "Try the whole system: the province's agencies, a real log of permits and an agency of today through "
        "all four services; the summary, a check, who is late and why; and then the APIs.\n\n"
        "All data lie in TTHC_DATA_DIR (./var by default); running it again adds nothing.",
    ),
)
def demo(
    leave: Annotated[
        bool, typer.Option("--exit", help=translated("Kết thúc sau bảng tổng hợp.", "End after the summary."))
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh", help=translated("Xóa dữ liệu đã có trước.", "Clear what earlier demos made.")
        ),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=translated("Xóa không cần hỏi.", "Clear without asking."))
    ] = False,
    kafka: KafkaOption = False,
    postgres: PostgresOption = False,
    mongo: MongoOption = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Prepare the directory, then play."""
    from tthc.commands.demo import run_demo
    from tthc.commands.terminal import Terminal
    from tthc.operations.deployment_options import DeploymentOptions

    options = DeploymentOptions(kafka=kafka, postgres=postgres, mongo=mongo)
    run_demo(Terminal(json=json, language=language), options, leave=leave, fresh=fresh, sure=yes)
