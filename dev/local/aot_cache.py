"""A start of Kafka in a third of the time, from what a first run of it taught the Java runtime.

Java 25 can keep the classes of a run, loaded and linked, in a file (an "AOT cache"). Making it takes some
fifteen seconds, once on a machine; it is worth that where Kafka is started often, as in the tests.
"""

import shutil
import tempfile
from pathlib import Path

from dev.local.errors import DidNotStart
from dev.local.jars import cache_directory, exclusive
from dev.local.kafka import KafkaServer, startup_cache

_DUMPED_WITHIN = 120.0  # seconds; the file is written when the server ends


class _TaughtServer(KafkaServer):
    stop_within = _DUMPED_WITHIN


def learn_to_start() -> None:
    """Make the file, unless it is there; without it starts just take longer, so a failure is no error."""
    cache = startup_cache()
    if cache.exists():
        return
    with exclusive(cache_directory() / "startup.lock"):
        if not cache.exists():
            directory = Path(tempfile.mkdtemp(prefix="tthc-kafka-"))
            try:
                _teach(directory, cache)
            finally:
                shutil.rmtree(directory, ignore_errors=True)


def _teach(directory: Path, cache: Path) -> None:
    fresh = cache.with_suffix(".new")
    server = _TaughtServer(directory, java_options=[f"-XX:AOTCacheOutput={fresh}"])
    try:
        server.start()
    except DidNotStart:
        return
    server.stop()
    if fresh.exists():
        fresh.replace(cache)
