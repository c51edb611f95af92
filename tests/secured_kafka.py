"""A real Kafka that speaks TLS, asks who one is, and lets nobody do what its lists don't say.

Beside it there is the listener that the node itself uses; no test of the secured one goes there.
"""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dev.local import KafkaServer
from dev.local.aot_cache import learn_to_start
from dev.local.ports import HOST, free_port
from shared.contracts.topics import Service
from shared.settings import Settings, load_settings

ADMIN = "admin"
USERS = {name: f"of-{name}-alone" for name in (ADMIN, "stranger", *(f"tthc-{one.value}" for one in Service))}


class SecuredKafka(KafkaServer):
    """One Kafka node with a listener for services: SASL_SSL, and rights by lists."""

    def __init__(self, data: Path) -> None:
        learn_to_start()
        super().__init__(data, java_options=["-XX:TieredStopAtLevel=1"], scram=USERS)
        self.secured = f"{HOST}:{free_port()}"
        self.authority = data / "authority.pem"

    def prepare(self) -> None:
        _certify(self.authority, self.data / "broker.pem")
        super().prepare()

    def _properties(self) -> dict[str, str]:
        own = super()._properties()
        listener = "listener.name.secured"
        return {
            **own,
            "listeners": f"{own['listeners']},SECURED://{self.secured}",
            "advertised.listeners": f"{own['advertised.listeners']},SECURED://{self.secured}",
            "listener.security.protocol.map": f"{own['listener.security.protocol.map']},SECURED:SASL_SSL",
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": f"User:{ADMIN};User:ANONYMOUS",
            "allow.everyone.if.no.acl.found": "false",
            f"{listener}.sasl.enabled.mechanisms": "SCRAM-SHA-512",
            f"{listener}.scram-sha-512.sasl.jaas.config": "org.apache.kafka.common.security.scram."
            "ScramLoginModule required;",
            f"{listener}.ssl.keystore.type": "PEM",
            f"{listener}.ssl.keystore.location": str(self.data / "broker.pem"),
        }

    def settings(self, user: str, folder: Path, **more: Any) -> Settings:
        """The settings of a process that signs in as this user."""
        return load_settings(
            **{
                "data_dir": folder,
                "address": "https://tthc.example.gov.vn",
                "kafka_bootstrap_servers": self.secured,
                "kafka_security_protocol": "SASL_SSL",
                "kafka_ca_file": self.authority,
                "kafka_sasl_user": user,
                "kafka_sasl_password": USERS[user],
                **more,
            }
        )


def _certify(authority: Path, broker: Path) -> None:
    """An authority, and the broker's key with a certificate by it for the local address."""
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tthc tests")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broker")])
    alone = x509.BasicConstraints(ca=True, path_length=0)
    own = _certificate(issuer, issuer, root).add_extension(alone, critical=True)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))])
    signed = _certificate(subject, issuer, key).add_extension(names, critical=False)
    pem = serialization.Encoding.PEM
    authority.write_bytes(own.sign(root, hashes.SHA256()).public_bytes(pem))
    plain = (pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    broker.write_bytes(key.private_bytes(*plain) + signed.sign(root, hashes.SHA256()).public_bytes(pem))


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
    )
