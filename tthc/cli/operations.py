"""Looking after the system: `verify`, `doctor`, `republish`, `rebuild`, `topics`, `store`, `dlq`, `up`."""

from pathlib import Path
from typing import Annotated

import typer

from tthc.cli import clock, dead_letters, up
from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands()
topics = Commands(help=translated("Các topic Kafka.", "The Kafka topics."))
store = Commands(help=translated("Kho sự kiện.", "The event stores."))
commands.add_typer(up.commands)
commands.add_typer(dead_letters.commands, name="dlq")
commands.add_typer(clock.commands, name="clock")
commands.add_typer(topics, name="topics")
commands.add_typer(store, name="store")


@commands.command(
    "verify",
    help=translated(
        "Đọc toàn bộ và in ra mọi chỗ không khớp: kho sự kiện ↔ topic ↔ vị trí đọc ↔ dữ liệu tra cứu ↔ "
        "đồng hồ thời hạn, số hồ sơ, thông báo.\n\nMã thoát 1 khi có chỗ không khớp. Với cấu hình nhúng, "
        "hãy dừng tthc up trước; trên Kafka, PostgreSQL và MongoDB chạy được song song với các dịch vụ.",
        "Read everything, and print what disagrees: stores ↔ topics ↔ positions ↔ read models ↔ clocks, case "
        "numbers, notifications.\n\nExit code 1 when there is any. On the embedded profile stop tthc up "
        "first; on Kafka, PostgreSQL and MongoDB it runs beside the services.",
    ),
)
def verify(
    within: Annotated[
        float,
        typer.Option(
            min=0,
            help=translated("Giây chờ các bên đọc theo kịp.", "Seconds in which readers may still catch up."),
        ),
    ] = 30.0,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Check the whole system."""
    from tthc.commands.terminal import Terminal
    from tthc.commands.verify import run_verify

    run_verify(Terminal(json=json, language=language), within)


@commands.command(
    "republish",
    help=translated(
        "Đưa lại toàn bộ sự kiện từ kho vào topic; bên nhận bỏ qua những gì đã có.\n\n"
        "Ví dụ: tthc republish cases --wait",
        "Fill the topics again from the stores; consumers skip what they have.\n\n"
        "Example: tthc republish cases --wait",
    ),
)
def republish(
    services: dead_letters.ServicesArgument = None,
    wait: Annotated[
        bool, typer.Option("--wait", help=translated("Chờ cho đến khi xong.", "Wait until it is done."))
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Publish everything again."""
    from tthc.commands.maintenance import run_republish
    from tthc.commands.terminal import Terminal

    run_republish(Terminal(json=json, language=language), services or [], wait=wait)


@commands.command(
    "rebuild",
    help=translated(
        "Dựng lại dữ liệu tra cứu từ đầu trong khi bản cũ vẫn phục vụ.\n\n"
        "Ví dụ: tthc rebuild cases sla/clocks",
        "Build read models anew while the old ones serve.\n\nExample: tthc rebuild cases sla/clocks",
    ),
)
def rebuild(
    views: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SERVICE[/VIEW]]…", help=translated("Mặc định: tất cả.", "All by default.")),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Build read models anew."""
    from tthc.commands.maintenance import run_rebuild
    from tthc.commands.terminal import Terminal

    run_rebuild(Terminal(json=json, language=language), views or [])


@topics.command(
    "apply",
    help=translated(
        "Tạo các topic còn thiếu và đặt đúng thiết lập; chạy lại không thay đổi gì.\n\n"
        "Với --acls: đặt quyền tại Kafka để mỗi dịch vụ chỉ ghi topic của mình và chỉ đọc topic nó theo "
        "dõi; quyền thừa bị gỡ.",
        "Make the topics that are missing and set their settings; running it again changes nothing.\n\n"
        "With --acls: set the rights at Kafka, so that each service writes its own topics alone and reads "
        "what it follows; what doesn't belong there is removed.",
    ),
)
def apply(
    acls: Annotated[
        bool,
        typer.Option(
            "--acls",
            help=translated("Đặt cả quyền của từng dịch vụ.", "The rights of each service as well."),
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=translated("Chỉ nói sẽ làm gì với quyền.", "Only say what would become of the rights."),
        ),
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Make the topics as designed."""
    from tthc.commands.terminal import Terminal
    from tthc.commands.topics import run_topics

    run_topics(Terminal(json=json, language=language), acls=acls, dry_run=dry_run)


@store.command(
    "backup",
    help=translated(
        "Sao lưu các kho sự kiện trên tệp, kể cả khi dịch vụ đang chạy; dữ liệu tra cứu dựng lại được nên "
        "không cần sao lưu.\n\nMặc định vào TTHC_DATA_DIR/backups/<thời điểm>. Ví dụ: tthc store backup "
        "/mnt/backup/2026-11-25",
        "Copy the event stores that are files, also while the services run; read models can be built anew "
        "and need no copy.\n\nBy default into TTHC_DATA_DIR/backups/<time>. Example: tthc store backup "
        "/mnt/backup/2026-11-25",
    ),
)
def backup(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]", help=translated("Thư mục chứa bản sao.", "The folder for the copies.")
        ),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Copy all stores."""
    from tthc.commands.backup import run_backup
    from tthc.commands.terminal import Terminal

    run_backup(Terminal(json=json, language=language), folder)


@store.command(
    "new-epoch",
    help=translated(
        "Mở kỷ nguyên mới cho kho sự kiện vừa được khôi phục từ bản sao lưu, để số thứ tự mới không bị "
        "nhầm với số đã phát. Số của hồ sơ đã mất bị hủy, không cấp lại."
        "\n\nDừng dịch vụ trước khi chạy.\n\nVí dụ: tthc store new-epoch cases",
        "Begin a new epoch of an event store that was restored from a backup, so that its numbers aren't "
        "taken for those that were told before. Numbers of lost cases become void."
        "\n\nStop the service first.\n\nExample: tthc store new-epoch cases",
    ),
)
def new_epoch(
    service: Annotated[str, typer.Argument(help=translated("Dịch vụ.", "The service."))],
    force: Annotated[
        bool, typer.Option("--force", help=translated("Dù dịch vụ đang chạy.", "Even if the service runs."))
    ] = False,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--given",
            help=translated(
                "Số hồ sơ đã cấp mà chỉ còn trên giấy, ví dụ SNV-261123-0042; nhắc lại được.",
                "A case number that was given out and is only on paper, such as SNV-261123-0042; repeatable.",
            ),
        ),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Begin a new epoch."""
    from tthc.commands.maintenance import run_new_epoch
    from tthc.commands.terminal import Terminal

    run_new_epoch(Terminal(json=json, language=language), service, given or (), force=force)


@commands.command(
    "doctor",
    help=translated(
        "Kiểm tra thiết lập, SQLite, đĩa, máy chủ, topic và đồng hồ; nói rõ phải làm gì.\n\n"
        "Mã thoát 1 khi có lỗi.",
        "Look at settings, SQLite, disk, servers, topics and clocks, and say what to do.\n\n"
        "Exit code 1 on a failure.",
    ),
)
def doctor(json: JsonOption = False, language: LanguageOption = None) -> None:
    """Look whether everything is as it should be."""
    from tthc.commands.doctor import run_doctor
    from tthc.commands.terminal import Terminal

    run_doctor(Terminal(json=json, language=language))
