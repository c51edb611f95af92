"""Kafka and PostgreSQL for one part of the bench, and the settings that lead to them."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.local import KafkaServer, PostgresServer, running_together
from shared.settings import Settings, load_settings


@contextmanager
def bench_folder() -> Iterator[Path]:
    """A folder for data, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="tthc-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Settings, KafkaServer, PostgresServer]]:
    """Both servers, started, with a database for each service."""
    kafka, postgres = KafkaServer(folder / "kafka"), PostgresServer(folder / "postgres")
    with running_together(kafka, postgres):
        settings = load_settings(
            data_dir=folder / "data",
            kafka_bootstrap_servers=kafka.bootstrap_servers,
            postgres_url=postgres.url("tthc"),
        )
        yield settings, kafka, postgres
