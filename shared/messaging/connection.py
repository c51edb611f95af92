"""The way to Kafka, said once for every client: producers, consumers, administration, FastStream's broker."""

import ssl
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeAlias

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from shared.settings import Settings
from shared.settings.kafka import SaslMechanism, SecurityProtocol

_SASL: dict[SaslMechanism, type[SASLPlaintext | SASLScram256 | SASLScram512]] = {
    SaslMechanism.PLAIN: SASLPlaintext,
    SaslMechanism.SCRAM_SHA_256: SASLScram256,
    SaslMechanism.SCRAM_SHA_512: SASLScram512,
}


@dataclass(frozen=True)
class KafkaConnection:
    """Where Kafka is, and how one comes to it, as the settings say."""

    servers: str
    settings: Settings

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """The settings' way to Kafka; None on the embedded profile."""
        servers = settings.kafka_bootstrap_servers
        return cls(servers, settings) if servers else None

    @cached_property
    def ssl_context(self) -> ssl.SSLContext | None:
        """What TLS is spoken by: the broker's certificate is checked, and that it is for its host."""
        settings = self.settings
        if not settings.kafka_security_protocol.encrypted:
            return None
        context = ssl.create_default_context(cafile=settings.kafka_ca_file)
        if settings.kafka_certificate_file is not None:
            context.load_cert_chain(settings.kafka_certificate_file, settings.kafka_key_file)
        return context

    @property
    def options(self) -> dict[str, Any]:
        """For a client of aiokafka."""
        settings, protocol = self.settings, self.settings.kafka_security_protocol
        options: dict[str, Any] = {
            "bootstrap_servers": self.servers,
            "security_protocol": protocol.value,
            "ssl_context": self.ssl_context,
        }
        if protocol.signs_in:
            options |= {
                "sasl_mechanism": settings.kafka_sasl_mechanism.value,
                "sasl_plain_username": settings.kafka_sasl_user,
                "sasl_plain_password": settings.kafka_sasl_password,
            }
        return options

    @property
    def security(self) -> BaseSecurity | None:
        """For FastStream's broker."""
        settings, protocol = self.settings, self.settings.kafka_security_protocol
        if protocol is SecurityProtocol.PLAINTEXT:
            return None
        if not protocol.signs_in:
            return BaseSecurity(self.ssl_context, use_ssl=True)
        return _SASL[settings.kafka_sasl_mechanism](
            settings.kafka_sasl_user or "",
            settings.kafka_sasl_password or "",
            self.ssl_context,
            use_ssl=protocol.encrypted,
        )


#: A way to Kafka; where only the servers are named, without TLS and without signing in.
Kafka: TypeAlias = KafkaConnection | str


def client_options(kafka: Kafka) -> dict[str, Any]:
    """For a client of aiokafka."""
    return {"bootstrap_servers": kafka} if isinstance(kafka, str) else kafka.options


def broker_options(kafka: Kafka) -> dict[str, Any]:
    """For FastStream's broker."""
    if isinstance(kafka, str):
        return {"bootstrap_servers": kafka}
    return {"bootstrap_servers": kafka.servers, "security": kafka.security}
