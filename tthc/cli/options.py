"""Options that most commands have."""

from typing import Annotated

import typer

from shared.errors import Language
from tthc.language import translated

JsonOption = Annotated[
    bool,
    typer.Option(
        "--json",
        help=translated("In kết quả thành một đối tượng JSON.", "Print the result as one JSON object."),
    ),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option(
        "--language",
        help=translated(
            "Ngôn ngữ của thông báo (vi, en); mặc định theo LANG.",
            "Language of messages (vi, en); by default that of LANG.",
        ),
    ),
]
UrlOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar=translated("DỊCH-VỤ=ĐỊA-CHỈ", "SERVICE=ADDRESS"),
        help=translated("Dịch vụ đang chạy ở nơi khác.", "A service that runs elsewhere."),
    ),
]
KafkaOption = Annotated[bool, typer.Option("--kafka", help=translated("Trên Kafka.", "On Apache Kafka."))]
PostgresOption = Annotated[
    bool, typer.Option("--postgres", help=translated("Trên PostgreSQL.", "On PostgreSQL."))
]
MongoOption = Annotated[
    bool,
    typer.Option("--mongo", help=translated("Trên MongoDB.", "On a server of the MongoDB protocol.")),
]
