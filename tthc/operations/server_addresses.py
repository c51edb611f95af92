"""Where the servers are that a deployment uses."""

from urllib.parse import urlsplit

from shared.settings import Settings


def servers_of(settings: Settings) -> dict[str, str]:
    """Where the servers are that the services use: addresses alone, without names and passwords."""
    stated = {"PostgreSQL": settings.postgres_url, "MongoDB": settings.mongo_url}
    addresses = {name: urlsplit(str(url)).netloc.rpartition("@")[2] for name, url in stated.items() if url}
    kafka = settings.kafka_bootstrap_servers
    return {**({"Kafka": kafka} if kafka else {}), **addresses}
