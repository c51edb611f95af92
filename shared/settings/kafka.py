"""The settings of the way to Kafka: where it is, how it is known to be Kafka, and as whom one comes."""

from enum import StrEnum
from typing import Self

from pydantic import AliasChoices, Field, FilePath, model_validator
from pydantic_settings import BaseSettings


class SecurityProtocol(StrEnum):
    """How connections to Kafka are secured, by Kafka's own names."""

    PLAINTEXT = "PLAINTEXT"
    SSL = "SSL"
    SASL_PLAINTEXT = "SASL_PLAINTEXT"
    SASL_SSL = "SASL_SSL"

    @property
    def encrypted(self) -> bool:
        """Whether by TLS."""
        return self in (SecurityProtocol.SSL, SecurityProtocol.SASL_SSL)

    @property
    def signs_in(self) -> bool:
        """Whether with a user and a password."""
        return self in (SecurityProtocol.SASL_PLAINTEXT, SecurityProtocol.SASL_SSL)


class SaslMechanism(StrEnum):
    """How user and password are proven."""

    PLAIN = "PLAIN"
    SCRAM_SHA_256 = "SCRAM-SHA-256"
    SCRAM_SHA_512 = "SCRAM-SHA-512"


class KafkaSettings(BaseSettings):
    """What `Settings` say of Kafka."""

    kafka_bootstrap_servers: str | None = Field(
        None,
        validation_alias=AliasChoices("TTHC_KAFKA_BOOTSTRAP_SERVERS", "KAFKA_BOOTSTRAP_SERVERS"),
        description="Apache Kafka, as `host:port,host:port`. Without it: in memory, fed from the stores.",
    )
    kafka_security_protocol: SecurityProtocol = Field(
        SecurityProtocol.PLAINTEXT,
        description="`PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`; production takes one with TLS.",
    )
    kafka_ca_file: FilePath | None = Field(
        None, description="The authorities (PEM) that Kafka's certificate is checked by; else the system's."
    )
    kafka_certificate_file: FilePath | None = Field(
        None, description="One's own certificate (PEM), where Kafka asks for one."
    )
    kafka_key_file: FilePath | None = Field(
        None, description="The key of that certificate (PEM), unless it stands in the same file."
    )
    kafka_sasl_mechanism: SaslMechanism = Field(
        SaslMechanism.SCRAM_SHA_512, description="`SCRAM-SHA-512`, `SCRAM-SHA-256` or `PLAIN`."
    )
    kafka_sasl_user: str | None = Field(
        None, description="The user as whom a process signs in at Kafka; each service has its own."
    )
    kafka_sasl_password: str | None = Field(
        None, repr=False, description="That user's password.", json_schema_extra={"secret": True}
    )
    kafka_plaintext_allowed: bool = Field(
        False,
        description="Production takes connections to Kafka without TLS: the network is kept by other means.",
    )
    kafka_principal: str = Field(
        "User:tthc-{service}",
        pattern=r"^User:[^{}]*\{service\}[^{}]*$",
        description="What Kafka calls a service that has signed in, for `tthc topics apply --acls`; "
        "`{service}` stands for its name.",
    )

    @model_validator(mode="after")
    def _can_be_connected(self) -> Self:
        if self.kafka_security_protocol.signs_in and not (self.kafka_sasl_user and self.kafka_sasl_password):
            raise ValueError(
                f"TTHC_KAFKA_SASL_USER: {self.kafka_security_protocol.value} needs it, "
                "and TTHC_KAFKA_SASL_PASSWORD"
            )
        if self.kafka_key_file is not None and self.kafka_certificate_file is None:
            raise ValueError("TTHC_KAFKA_KEY_FILE: there is no TTHC_KAFKA_CERTIFICATE_FILE that it is for")
        return self

    def kafka_unfit_for_production(self) -> list[str]:
        """What production refuses about the way to Kafka."""
        protocol = self.kafka_security_protocol
        if self.kafka_bootstrap_servers is None or protocol.encrypted or self.kafka_plaintext_allowed:
            return []
        return [
            f"TTHC_KAFKA_SECURITY_PROTOCOL: production refuses {protocol.value}, by which whoever reaches "
            "the network reads and forges events; SASL_SSL, or TTHC_KAFKA_PLAINTEXT_ALLOWED=true"
        ]

    def principal_of(self, service: str) -> str:
        """What Kafka calls a service that has signed in."""
        return self.kafka_principal.replace("{service}", service)
