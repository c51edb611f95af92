"""Applications on one store, opened and closed by a test."""

from collections.abc import Mapping
from typing import Any

from shared.eventstore.application import Application
from shared.eventstore.observer import Observer
from tests.contract.eventstore.toy import JAR, SNAPPED


class Store:
    """Opens applications on one store; each stands for a process. Counts the saves of all."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.saves: list[int] = []  #: the events of each transaction
        self._open: list[Application] = []

    def open(self, *aggregates: Any, name: str = "jars", started: bool = True, **options: Any) -> Application:
        application = Application(
            name,
            aggregates or (JAR, SNAPPED),
            self.environment,
            observer=Observer(saved=lambda _commands, events, _seconds: self.saves.append(events)),
            **options,
        )
        self._open.append(application)
        if started:
            application.start()
        return application

    async def restart(self, application: Application) -> Application:
        await self.leave(application)
        return self.open()

    async def leave(self, application: Application) -> None:
        self._open.remove(application)
        await application.close()

    async def close(self) -> None:
        for application in list(self._open):
            await self.leave(application)
