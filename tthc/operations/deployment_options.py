"""What a deployment is asked to run on."""

from dataclasses import dataclass

from shared.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentOptions:
    """Which real servers a deployment is to start for itself, besides those whose URL is set."""

    kafka: bool = False
    postgres: bool = False
    mongo: bool = False

    def lacking(self, settings: Settings) -> frozenset[str]:
        """The settings of the servers that are asked for and have no URL."""
        asked = {
            "kafka_bootstrap_servers": self.kafka,
            "postgres_url": self.postgres,
            "mongo_url": self.mongo,
        }
        return frozenset(name for name, wanted in asked.items() if wanted and not getattr(settings, name))
