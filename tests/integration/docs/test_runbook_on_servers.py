"""The runbook and what run-on-servers.md does by Docker Compose, line by line, on one real deployment.

What the pages presuppose is brought about where it can be: records that nobody of ours wrote, a service that
is stopped.
"""

import asyncio
import re
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dev.local import MongoServer, PostgresServer, PrometheusServer
from dev.local.servers import running_together
from shared.client.connection import at_urls
from shared.contracts.source import event_id
from shared.contracts.topics import Service, Topic
from shared.errors import Language
from tests.faults.forging import Forged, write
from tests.integration.docs.compose import Containers, docker
from tests.integration.docs.deployment import Shell, at_ports_of, shell
from tests.integration.docs.pages import DOCS, ROOT, to_run
from tests.integration.importlog.importing import small_plan
from tests.integration.operations.running import own_settings
from tests.integration.operations.test_deployment import until
from tests.integration.operations.two_agencies import PROVINCE, SNV
from tests.messaging_topic import Record, read_topic
from tests.servers import quick_kafka
from tthc.mining.log.driving import drive
from tthc.operations.access import Operator
from tthc.operations.dead_letters import letters
from tthc.operations.deployment import Deployment

RUNBOOK = DOCS / "runbook"
#: Their blocks end epochs, so they come last.
_LAST = ("forged-records", "store-set-back", "topic-ahead-of-store")
#: The pages whose trouble is there: the check names it, and ends with 1.
_IN_TROUBLE = frozenset({"forged-records"})
_VERIFY = re.compile(r"^(docker compose run --rm operator verify)$", re.MULTILINE)
_FINDS = r"code=0; \1 || code=$?; [ $code -eq 1 ]"
#: What a page writes for something that stands in an earlier output, and how it looks there.
_TOLD = {
    "KEY": re.compile(r"\bsla\.tthc\.catalog\.[\w.-]+"),
    "PID": re.compile(r"^ *(\d+) \|", re.MULTILINE),
}


def _in_order() -> list[Path]:
    pages = sorted(RUNBOOK.glob("*.md"))
    pages.sort(key=lambda page: (page.name != "README.md", page.stem in _LAST))
    return pages


@asynccontextmanager
async def deployed(folder: Path) -> AsyncIterator[Containers]:
    """The system of the compose file without its containers, with cases and an agency in it."""
    kafka, postgres = quick_kafka(folder / "kafka"), PostgresServer(folder / "postgres")
    mongo = MongoServer(folder / "mongo")
    prometheus = PrometheusServer(
        folder / "prometheus", rules=sorted((ROOT / "deploy/prometheus/rules").glob("*.yml"))
    )
    servers = {"kafka": kafka, "postgres": postgres, "mongo": mongo, "prometheus": prometheus}
    running = running_together(*servers.values())
    await asyncio.to_thread(running.__enter__)
    try:
        settings = own_settings(
            folder / "data",
            kafka_bootstrap_servers=kafka.bootstrap_servers,
            postgres_url=postgres.url(),
            mongo_url=mongo.url,
        )
        async with Deployment(settings) as deployment:
            for service in Service:
                port = settings.metrics_port_of(service)
                prometheus.scrape(f"127.0.0.1:{port}", service=service.value)
            async with at_urls(deployment.settings, Language.EN) as services:
                for agency in (PROVINCE, SNV):
                    await services.post(Service.CATALOG, "/agencies", key=agency["code"], json=agency)
                await drive(services, small_plan(folder))
            await deployment.settled()
            yield Containers(deployment, servers, folder)
    finally:
        await asyncio.to_thread(running.__exit__, None, None, None)


async def forge(deployment: Deployment) -> None:
    """Tell again of two agencies, as nobody but the catalog may, until sla has set both aside."""
    servers = deployment.settings.kafka_bootstrap_servers or ""
    records = [one for part in (await read_topic(servers, Topic.CATALOG)).values() for one in part]
    true = [one for one in records if _registers(one)]
    async with Operator(deployment.settings) as operator:
        before = len(await letters(operator, [Service.SLA]))
        await write(servers, [_told_again(one).elsewhere() for one in true[:2]])

        async def both_are() -> bool:
            return len(await letters(operator, [Service.SLA])) == before + 2

        await until(both_are)


def _registers(record: Record) -> bool:
    """Whether the catalog tells here of an agency that it didn't know."""
    told = dict(record.headers)
    own = event_id(Service.CATALOG, f"agency-{told['ce_subject'].decode()}", 1)
    return (told["ce_type"], told["ce_id"]) == (b"tthc.catalog.AgencyRegistered.v1", own.encode())


def _told_again(record: Record) -> Forged:
    """The same as a later event, where the last one of its case would stand."""
    told = dict(record.headers)
    subject, later = told["ce_subject"].decode(), secrets.randbelow(1000) + 100
    last, id = int(told["ce_sequence"]) + 10**6, event_id(Service.CATALOG, f"agency-{subject}", later)
    return Forged.of(record).version(later, id).at(last, last - 1)


_TOKENS = """
access() { python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])'; }
LEADER=$(curl -fsS "http://127.0.0.1:8100/token?person=giam-doc&agency=SNV" | access)
""" + next(text for _, text in to_run(RUNBOOK / "README.md") if text.startswith("TOKEN="))


class Typist:
    """Types a page's blocks, and puts in what stands in an earlier output."""

    def __init__(self, bash: Shell, containers: Containers) -> None:
        self._bash = bash
        self._containers = containers
        self._told = ""
        self._settled: set[str] = set()

    async def page(self, page: Path) -> None:
        """All blocks of a page, in their order."""
        self._told = ""
        blocks = [text for language, text in to_run(page) if language == "sh"]
        if any("$TOKEN" in text or "$LEADER" in text for text in blocks):  # tokens live for minutes
            await self.block(_TOKENS)
        for number, text in enumerate(blocks):
            looks = page.stem in _IN_TROUBLE and number == 0
            await self.block(_VERIFY.sub(_FINDS, text) if looks else text)

    async def block(self, text: str) -> None:
        """One block; each of its commands ends with 0, a `grep` that finds nothing with 1."""
        for word, pattern in _TOLD.items():
            before, at, _ = text.partition(word)
            if not at:
                continue
            if lines := before[: before.rfind("\n") + 1]:  # the output of its own first lines
                await self.block(lines)
                text = text[len(lines) :]
            found = [one for one in pattern.findall(self._told) if one not in self._settled]
            assert found, f"{text} presupposes a {word} in\n{self._told}"
            text = text.replace(word, found[0])
            if re.search("dlq (retry|drop)", text):
                self._settled.add(found[0])
        typed = at_ports_of(self._containers.deployment.settings, text)
        typed = re.sub(r"(\| grep .*)$", r"\1 || [ $? -eq 1 ]", typed, flags=re.MULTILINE)
        self._told += await asyncio.to_thread(self._bash.type, typed)


@pytest.mark.soak
@pytest.mark.servers
@pytest.mark.timeout(900)
async def test_every_line_is_run(own_data: Path) -> None:
    programs = own_data / "programs"
    programs.mkdir()
    shutil.copytree(ROOT / "deploy", own_data / "deploy", ignore=shutil.ignore_patterns(".env", "postgres_*"))
    async with deployed(own_data) as containers, docker(containers, programs):
        path = f"{programs}:/usr/bin:/bin:/usr/local/bin"
        with shell(own_data, {"PATH": path}, within=800) as bash:
            typist = Typist(bash, containers)
            await typist.page(DOCS / "how-to/run-on-servers.md")
            for page in _in_order():
                if page.stem in ("dead-letters-waiting", "forged-records"):
                    await forge(containers.deployment)
                await typist.page(page)
