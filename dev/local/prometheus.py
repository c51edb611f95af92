"""Prometheus from Debian's package, scraping what it is told to."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from dev.local.errors import PackageMissing
from dev.local.ports import HOST
from dev.local.servers import LocalServer


class PrometheusServer(LocalServer):
    """One Prometheus; `rules` are files with recording and alert rules; it scrapes each second."""

    name = "Prometheus"

    def __init__(self, data: Path, *, port: int | None = None, rules: Sequence[Path] = ()) -> None:
        super().__init__(data, port=port)
        self.rules = tuple(rules)
        self._targets: list[dict[str, object]] = []

    @property
    def url(self) -> str:
        """Its pages and its API."""
        return f"http://{HOST}:{self.port}"

    def scrape(self, *targets: str, **labels: str) -> None:
        """Scrape these `host:port` too, with the labels; a running server takes it up within seconds."""
        self._targets.append({"targets": list(targets), "labels": labels})
        self._write_targets()

    def query(self, expression: str) -> list[dict[str, Any]]:
        """What a PromQL expression gives now; httpx.HTTPStatusError if it is wrong."""
        answer = httpx.get(f"{self.url}/api/v1/query", params={"query": expression}, timeout=10)
        answer.raise_for_status()
        result = answer.json()["data"]["result"]
        return list(result)

    def prepare(self) -> None:
        found = {"files": [str(self.data / "targets.json")], "refresh_interval": "1s"}
        settings = {
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
            "rule_files": [str(path.absolute()) for path in self.rules],
            "scrape_configs": [{"job_name": "tthc", "file_sd_configs": [found]}],
        }
        # JSON is YAML too.
        (self.data / "prometheus.yml").write_text(json.dumps(settings, indent=2), encoding="utf-8")
        self._write_targets()

    def command(self) -> Sequence[str]:
        program = shutil.which("prometheus")
        if program is None:
            raise PackageMissing(program="prometheus", package="prometheus")
        return [
            program,
            f"--config.file={self.data / 'prometheus.yml'}",
            f"--storage.tsdb.path={self.data / 'series'}",
            f"--web.listen-address={HOST}:{self.port}",
            "--log.level=warn",
        ]

    def ready(self) -> bool:
        """Whether it says so itself."""
        try:
            return httpx.get(f"{self.url}/-/ready", timeout=2).is_success
        except httpx.TransportError:
            return False

    def _write_targets(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        fresh = self.data / "targets.new"
        fresh.write_text(json.dumps(self._targets), encoding="utf-8")
        fresh.replace(self.data / "targets.json")
