"""The measurements' way into the code as it stands beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dev.issuer.tokens import DemoTokens
from shared.auth import Grant, Principal
from shared.contracts.topics import Service as ServiceName
from shared.kernel import Role
from shared.settings import load_settings
from tests.bench.system import CLERK, COMMANDS_BY_NAME, System


class PresentDeployment:
    """See `deployment.Deployment`."""

    def __init__(self, folder: Path, services: Sequence[str]) -> None:
        settings = load_settings(data_dir=folder)
        self._system = System(settings, services)
        self._tokens = DemoTokens(settings)

    async def start(self) -> None:
        await self._system.host.start()
        await self._system.prepare()

    async def stop(self) -> None:
        await self._system.host.stop()

    async def settle(self) -> None:
        await self._system.host.settle()

    async def give(self, case_number: str | None, command: str, **fields: Any) -> str:
        return await self._system.give(case_number, (COMMANDS_BY_NAME[command], fields))

    def app(self) -> Any:
        return self._system.host.app(ServiceName.CASES, self._tokens.verifier())

    def token(self) -> str:
        return self._tokens.issue(Principal(CLERK.id, (Grant(Role.OFFICIAL, "SNV", "VP"),)))


def deployment(folder: Path, services: Sequence[str]) -> PresentDeployment:
    """The services on files in `folder`, not yet started."""
    return PresentDeployment(folder, services)
