"""`tthc up`: the services, until somebody says stop."""

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, KafkaOption, LanguageOption, MongoOption, PostgresOption
from tthc.language import translated

commands = Commands()


@commands.command(
    "up",
    help=translated(
        "Chạy các dịch vụ cho đến khi dừng (Ctrl-C hoặc SIGTERM).\n\n"
        "Không có tùy chọn: cấu hình nhúng, mọi thứ trong một tiến trình, dữ liệu trong TTHC_DATA_DIR "
        "(./var). Với Kafka, mỗi dịch vụ là một tiến trình riêng, được khởi động lại khi hỏng; "
        "nhật ký ở TTHC_DATA_DIR/logs.\n\n"
        "--kafka, --postgres, --mongo khởi động máy chủ cục bộ, trừ khi đã đặt KAFKA_BOOTSTRAP_SERVERS, "
        "POSTGRES_URL, MONGO_URL.\n\nVí dụ: tthc up --kafka --postgres --mongo",
        "Run the services until told to stop (Ctrl-C or SIGTERM).\n\n"
        "Without options: the embedded profile, everything in one process, data in TTHC_DATA_DIR (./var). "
        "With Kafka each service is a process of its own, started again when it crashes; "
        "logs are in TTHC_DATA_DIR/logs.\n\n"
        "--kafka, --postgres and --mongo start local servers, unless KAFKA_BOOTSTRAP_SERVERS, POSTGRES_URL "
        "or MONGO_URL name existing ones.\n\nExample: tthc up --kafka --postgres --mongo",
    ),
)
def up(
    kafka: KafkaOption = False,
    postgres: PostgresOption = False,
    mongo: MongoOption = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Start, tell where everything is, wait, stop in order."""
    from tthc.commands.terminal import Terminal
    from tthc.commands.up import run_up
    from tthc.operations.deployment_options import DeploymentOptions

    options = DeploymentOptions(kafka=kafka, postgres=postgres, mongo=mongo)
    run_up(Terminal(json=json, language=language), options)
