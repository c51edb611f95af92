"""The eventsourcing library's settings for a service's store, made from ours."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


def sqlite_environment(data_dir: Path, service: str) -> dict[str, str]:
    """A file of its own for each service, `<data_dir>/<service>.events.sqlite`."""
    return {
        "PERSISTENCE_MODULE": "shared.eventstore.sqlite",
        "SQLITE_DBNAME": str(data_dir / f"{service}.events.sqlite"),
    }


def postgres_environment(url: str, service: str) -> dict[str, str]:
    """A database of its own for each service, `tthc_<service>`, on the server that the URL names."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    prefix = parts.path.lstrip("/") or "tthc"
    return {
        "PERSISTENCE_MODULE": "shared.eventstore.postgres",
        "POSTGRES_DBNAME": f"{prefix}_{service}" if prefix != "postgres" else f"tthc_{service}",
        "POSTGRES_HOST": query.get("host") or parts.hostname or "127.0.0.1",
        "POSTGRES_PORT": str(parts.port or query.get("port") or 5432),
        "POSTGRES_USER": unquote(parts.username or "postgres"),
        "POSTGRES_PASSWORD": unquote(parts.password or ""),
        "POSTGRES_CONNECT_TIMEOUT": "3",
        "POSTGRES_LOCK_TIMEOUT": "5",
        "POSTGRES_POOL_SIZE": "2",
        "POSTGRES_MAX_OVERFLOW": "4",
    }


def environment(postgres_url: str | None, data_dir: Path, service: str) -> dict[str, str]:
    """The store's settings: PostgreSQL where there is an URL, else SQLite in the data directory."""
    if postgres_url:
        return postgres_environment(postgres_url, service)
    return sqlite_environment(data_dir, service)
