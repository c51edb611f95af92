"""PostgreSQL: started, killed, restarted, paused, behind a proxy."""

from pathlib import Path

import psycopg
import pytest

from dev.local import PostgresServer, running_together
from dev.local.postgres import DATABASES
from tests.faults.proxy import POSTGRES_COMMITTED, Direction, Proxy


def names(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}


def keep(url: str, value: int) -> None:
    with psycopg.connect(url, connect_timeout=5) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", (value,))


def kept(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY value")]


def test_each_service_gets_its_database_and_a_restart_keeps_them(own_data: Path) -> None:
    server = PostgresServer(own_data, settings={"work_mem": "5MB"})
    with running_together(server):
        keep(server.url("tthc_cases"), 1)
        server.kill()
        server.start()
        keep(server.url("tthc_cases"), 2)
        server.restart()
        assert names(server.url()) >= set(DATABASES)
        assert kept(server.url("tthc_cases")) == [1, 2]
        with psycopg.connect(server.socket_url("tthc_sla")) as connection:
            assert connection.execute("SHOW work_mem").fetchone() == ("5MB",)


def test_a_data_directory_with_a_long_path_has_a_socket_all_the_same(own_data: Path) -> None:
    server = PostgresServer(own_data / ("long" * 25), databases=())
    with running_together(server):
        assert "postgres" in names(server.socket_url())


def test_every_test_has_empty_databases_of_its_own(
    databases: dict[str, str], postgres: PostgresServer
) -> None:
    assert set(databases) == {"catalog", "cases", "sla", "notify"}
    keep(databases["cases"], 1)
    with pytest.raises(psycopg.errors.UndefinedTable):
        kept(databases["sla"])


def test_a_paused_server_answers_nobody(own_data: Path) -> None:
    server = PostgresServer(own_data, databases=())
    with running_together(server):
        server.pause()
        with pytest.raises(psycopg.errors.ConnectionTimeout):
            psycopg.connect(server.url(), connect_timeout=2)
        server.resume()
        assert "postgres" in names(server.url())


def test_a_lost_commit_answer_looks_like_a_failure_but_the_work_is_done(
    databases: dict[str, str], postgres: PostgresServer
) -> None:
    with Proxy(postgres.address) as proxy:
        proxy.cut(POSTGRES_COMMITTED, Direction.TO_CLIENT, forwarding=False)
        through = databases["cases"].replace(f":{postgres.port}/", f":{proxy.port}/")
        with pytest.raises(psycopg.OperationalError):
            keep(through, 7)
        assert proxy.fired == 1
        assert kept(databases["cases"]) == [7]


def test_a_lost_commit_means_that_nothing_was_done(
    databases: dict[str, str], postgres: PostgresServer
) -> None:
    keep(databases["cases"], 1)
    with Proxy(postgres.address) as proxy:
        proxy.cut(b"COMMIT\x00", Direction.TO_SERVER, forwarding=False)
        with pytest.raises(psycopg.OperationalError):
            keep(postgres.url(databases["cases"].rpartition("/")[2], at=proxy.address), 2)
        assert proxy.fired == 1
        assert kept(databases["cases"]) == [1]
