"""A server that speaks MongoDB's protocol and keeps its data in an H2 file: mongo-java-server.

For correctness, not for speed. It has no transactions, no pipeline updates, no `$percentile`.
"""

from collections.abc import Sequence

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from dev.local.extras import java
from dev.local.jars import class_path
from dev.local.ports import HOST
from dev.local.servers import LocalServer

ARTIFACTS = ("de.bwaldvogel:mongo-java-server-h2-backend:1.47.0", "org.apache-extras.beanshell:bsh:2.0b6")

# The server's own main class listens on 27017 only; its Java API takes any port. The wheel's Java runtime has
# no compiler, so the few lines run in BeanShell. Writes reach the file within 50 ms, not 1 s as by default.
_SCRIPT = """\
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.h2.mvstore.MVStore;

store = MVStore.open(System.getProperty("tthc.file"));
store.setAutoCommitDelay(50);
server = new MongoServer(new H2Backend(store));
server.bind("127.0.0.1", Integer.parseInt(System.getProperty("tthc.port")));
end = new Runnable() { run() { server.shutdownNow(); } };
Runtime.getRuntime().addShutdownHook(new Thread(end));
"""


class MongoServer(LocalServer):
    """One MongoDB-protocol server; what it acknowledged in the last 50 ms may be lost by `kill`."""

    name = "mongo-java-server"

    @property
    def url(self) -> str:
        """For clients; the database's name may follow."""
        return f"mongodb://{HOST}:{self.port}/"

    def prepare(self) -> None:
        (self.data / "server.bsh").write_text(_SCRIPT, encoding="utf-8")

    def command(self) -> Sequence[str]:
        file, script = self.data / "data.h2", self.data / "server.bsh"
        options = ["-Xmx256m", "-XX:+UseSerialGC", f"-Dtthc.file={file}", f"-Dtthc.port={self.port}"]
        return [str(java()), *options, "-cp", class_path(*ARTIFACTS), "bsh.Interpreter", str(script)]

    def ready(self) -> bool:
        """Whether it answers a ping."""
        client: MongoClient[dict[str, object]] = MongoClient(self.url, serverSelectionTimeoutMS=500)
        try:
            return bool(client.admin.command("ping")["ok"])
        except PyMongoError:
            return False
        finally:
            client.close()
