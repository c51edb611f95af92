"""Apache Kafka as one KRaft node: broker and controller in one process."""

import hashlib
import socket
import struct
import subprocess
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from dev.local.extras import java
from dev.local.jars import cache_directory, class_path
from dev.local.ports import HOST, free_port
from dev.local.servers import LocalServer

VERSION = "4.1.0"
#: Without the second, older clients are chosen and the broker ends at its start.
ARTIFACTS = (
    f"org.apache.kafka:kafka_2.13:{VERSION}",
    f"org.apache.kafka:kafka-clients:{VERSION}",
    "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3",
)

# One node: one replica of every internal topic; groups form at once; topics are never made by accident.
_DEFAULTS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "DIRECT",
    "listener.security.protocol.map": "DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",
    "default.replication.factor": "1",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "8",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "8",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    # A killed node is only let in again when its old session is over.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
}

_LOGGING = """\
status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{ISO8601} %p %c{1}: %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
"""

_METADATA_V1_NO_TOPICS = struct.pack("!hhihi", 3, 1, 1, -1, 0)


class KafkaServer(LocalServer):
    """One Kafka node.

    `advertised` is the address of a proxy: the node then has a second listener, `proxied_address`, whose
    clients are told to come back by way of the proxy; those of `bootstrap_servers` go straight to the node.
    `scram` are the passwords of users who sign in, for a listener that asks them to.
    `properties` override the server's own, by Kafka's names; `java_options` are the Java runtime's.
    """

    name = "Apache Kafka"

    def __init__(
        self,
        data: Path,
        *,
        port: int | None = None,
        advertised: tuple[str, int] | None = None,
        properties: Mapping[str, str] | None = None,
        java_options: Sequence[str] = (),
        scram: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, port=port)
        self.advertised = advertised
        self.properties = dict(properties or {})
        self.java_options = tuple(java_options)
        self.scram = dict(scram or {})
        self.proxied_address = (HOST, free_port())
        self._controller_port = free_port()

    @property
    def bootstrap_servers(self) -> str:
        """Where clients go that no fault is meant for."""
        return f"{HOST}:{self.port}"

    def prepare(self) -> None:
        (self.data / "log4j2.properties").write_text(_LOGGING, encoding="utf-8")
        settings = "".join(f"{key}={value}\n" for key, value in self._properties().items())
        (self.data / "server.properties").write_text(settings, encoding="utf-8")
        if not (self._logs / "meta.properties").exists():
            self._format()

    def command(self) -> Sequence[str]:
        options = ["-Xms256m", "-Xmx512m", *self.java_options]
        return [*self._java(*options), "kafka.Kafka", str(self.data / "server.properties")]

    def ready(self) -> bool:
        """A node names itself in the metadata once it serves clients."""
        with socket.create_connection(self.address, timeout=2) as connection:
            connection.sendall(struct.pack("!i", len(_METADATA_V1_NO_TOPICS)) + _METADATA_V1_NO_TOPICS)
            answer = connection.makefile("rb").read(12)
        if len(answer) < 12:
            return False
        _, _, brokers = struct.unpack("!iii", answer)
        return bool(brokers)

    @property
    def _logs(self) -> Path:
        return self.data / "logs"

    def _properties(self) -> dict[str, str]:
        listeners = {"DIRECT": self.address, "CONTROLLER": (HOST, self._controller_port)}
        told = {"DIRECT": self.address}
        if self.advertised is not None:
            listeners["PROXIED"] = self.proxied_address
            told["PROXIED"] = self.advertised
        return {
            **_DEFAULTS,
            "listeners": _listed(listeners),
            "advertised.listeners": _listed(told),
            "controller.quorum.bootstrap.servers": f"{HOST}:{self._controller_port}",
            "log.dirs": str(self._logs),
            **self.properties,
        }

    def _java(self, *options: str) -> list[str]:
        known = [f"-XX:AOTCache={cache}"] if (cache := startup_cache()).exists() else []
        logging = f"-Dlog4j2.configurationFile={self.data / 'log4j2.properties'}"
        return [str(java()), *known, *options, logging, "-cp", class_path(*ARTIFACTS)]

    def _format(self) -> None:
        cluster = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        tool = [*self._java("-Xmx128m", "-XX:TieredStopAtLevel=1"), "kafka.tools.StorageTool", "format"]
        # Joined with "=": one identifier in 64 begins with "-", which the tool would take for an option.
        arguments = ["--standalone", f"--cluster-id={cluster}", "-c", str(self.data / "server.properties")]
        for user, password in self.scram.items():
            arguments += ["--add-scram", f"SCRAM-SHA-512=[name={user},password={password}]"]
        with self.log.open("ab") as output:
            done = subprocess.run(  # noqa: S603 - our own command line
                [*tool, *arguments], stdout=output, stderr=subprocess.STDOUT, check=False
            )
        if done.returncode != 0:
            raise self.failure("its storage could not be formatted")


def startup_cache() -> Path:
    """Where the file is that makes starts quicker, if there is one; it fits one runtime and class path."""
    fits = hashlib.sha256(f"{java().resolve()} {class_path(*ARTIFACTS)}".encode()).hexdigest()[:16]
    return cache_directory() / f"kafka-{fits}.aot"


def _listed(listeners: Mapping[str, tuple[str, int]]) -> str:
    return ",".join(f"{name}://{host}:{port}" for name, (host, port) in listeners.items())
