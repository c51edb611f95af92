"""Real servers on this machine, without containers: Kafka, PostgreSQL, a MongoDB-protocol server, Prometheus.

They are for trying the distributed profile and for the tests. They listen on 127.0.0.1 alone, ask for no
password, and die with the process that started them. The wheels they come from are the extra `tthc[local]`.
"""

from tthc.local.kafka import KafkaServer
from tthc.local.mongo import MongoServer
from tthc.local.postgres import PostgresServer
from tthc.local.prometheus import PrometheusServer
from tthc.local.servers import LocalServer, running_together

__all__ = [
    "KafkaServer",
    "LocalServer",
    "MongoServer",
    "PostgresServer",
    "PrometheusServer",
    "running_together",
]
