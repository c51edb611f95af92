"""Looks whether the servers that hold events and read models answer, and are as they should be."""

from datetime import UTC, datetime

import psycopg

from shared.documents.mongo import MongoDocuments
from shared.errors import Language, Refusal, Text
from tthc.operations.finding import Finding, Verdict, start_or_check

_SKEW_WARNING, _SKEW_FAILURE = 2.0, 30.0


async def examine_postgres(environment: dict[str, str]) -> Finding:
    """The service's database: there, durable, and its clock near ours."""
    name = environment["POSTGRES_DBNAME"]
    what = f"PostgreSQL {name}"
    try:
        connection = await psycopg.AsyncConnection.connect(
            dbname=name,
            host=environment["POSTGRES_HOST"],
            port=environment["POSTGRES_PORT"],
            user=environment["POSTGRES_USER"],
            password=environment["POSTGRES_PASSWORD"],
            connect_timeout=5,
            autocommit=True,
        )
    except psycopg.Error as error:
        create, reason = f'CREATE DATABASE "{name}"', str(error).strip()
        todo = Text(
            f"hãy khởi động nó, kiểm tra POSTGRES_URL, hoặc tạo cơ sở dữ liệu: {create}",
            f"start it, check POSTGRES_URL, or create the database: {create}",
        )
        return Finding(what, Verdict.FAILURE, Text(reason, reason), todo)
    async with connection:
        answer = await connection.execute("SELECT clock_timestamp(), current_setting('fsync'), version()")
        row = await answer.fetchone()
    assert row is not None
    now, fsync, version = row
    skew = abs((datetime.now(UTC) - now).total_seconds())
    if fsync != "on":
        text = Text(
            "fsync đang tắt: dữ liệu đã xác nhận có thể mất", "fsync is off: acknowledged data can be lost"
        )
        return Finding(what, Verdict.FAILURE, text, Text("hãy đặt fsync = on", "set fsync = on"))
    return _skew(what, skew, str(version).split(" on ")[0])


def _skew(what: str, seconds: float, version: str) -> Finding:
    text = Text(
        f"{version}; đồng hồ của nó lệch với máy này {seconds:.1f} giây",
        f"{version}; its clock differs from ours by {seconds:.1f} s",
    )
    if seconds < _SKEW_WARNING:
        return Finding(what, Verdict.OK, text)
    verdict = Verdict.WARNING if seconds < _SKEW_FAILURE else Verdict.FAILURE
    todo = Text(
        "hãy cho cả hai máy lấy giờ từ cùng máy chủ (NTP)",
        "let both machines take their time from the same servers (NTP)",
    )
    return Finding(what, verdict, text, todo)


async def examine_mongo(url: str, database: str) -> Finding:
    """The server of the read models."""
    documents = MongoDocuments(url, database)
    try:
        await documents.open()
        await documents.count("_read_models")
    except Refusal as refusal:
        text = Text(refusal.message(Language.VI), refusal.message(Language.EN))
        return Finding("MongoDB", Verdict.FAILURE, text, start_or_check("MONGO_URL"))
    finally:
        await documents.close()
    return Finding("MongoDB", Verdict.OK, Text("trả lời", "answers"))
