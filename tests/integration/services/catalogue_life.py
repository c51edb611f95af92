"""The catalog with a sweeper whose day the test sets, and what people do in the life of an edition."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from services.catalog import service
from services.catalog.application.catalog import CatalogApplication
from services.catalog.queries.edition.dues import DueQueries
from services.catalog.sweeper import Sweeper
from shared.contracts.topics import Service
from shared.kernel import Role, day_of
from shared.vietnam_time import VIETNAM
from tests.hosting import World, hosted, person, principal

PROVINCE = {"code": "UBND", "kind": "province", "name_vi": "Ủy ban nhân dân tỉnh", "name_en": "The province"}
DEPARTMENT = {"kind": "department", "name_en": "A department", "parent": "UBND"}
NAMES = {"SNV": "Sở Nội vụ", "SCT": "Sở Công Thương", "STC": "Sở Tài chính"}
REVIEWER = principal("snv.vinh", Role.REVIEWER, "SNV")
HEAD = person("giam-doc", "SCT")
EDITOR = person("bien-tap", "SCT")
LIMIT = {"duration": "PT8H", "counting": "working_hours"}


class Day:
    """The day on which the sweeper believes to be."""

    def __init__(self) -> None:
        self.today = day_of(datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.combine(self.today, time(12), VIETNAM)


class Life:
    """An agency that leads its catalogue."""

    def __init__(self, world: World, day: Day) -> None:
        self.world = world
        self.day = day
        self.start = day.today
        application = world.application("catalog")
        assert isinstance(application, CatalogApplication)
        documents = world.host.hosted[Service.CATALOG].service.documents
        self._sweeper = Sweeper(application, DueQueries(documents), day)

    async def found(self) -> None:
        """Home Affairs, Industry and Trade with an office, and Finance."""
        await self.do("/agencies", PROVINCE, "operator")
        for code, name in NAMES.items():
            await self.do("/agencies", {**DEPARTMENT, "code": code, "name_vi": name}, "operator")
        await self.do("/agencies/SCT/divisions", {"division": "VP", "name": "Văn phòng Sở"}, "operator")

    async def do(self, path: str, order: Any, as_: Any, service: str = "catalog") -> Any:
        answer = await self.world.post(service, path, json=order, as_=as_)
        assert answer.is_success, answer.text
        return answer.json()

    async def edition(self, number: int, path: str, order: Any, as_: Any = HEAD) -> Any:
        """Do something with an edition of Industry and Trade."""
        return await self.do(f"/agencies/SCT/editions/{number}{path}", order, as_)

    async def refused(self, number: int, path: str, order: Any, as_: Any = HEAD) -> str:
        """The code of the error that it leads to."""
        answer = await self.world.post(
            "catalog", f"/agencies/SCT/editions/{number}{path}", json=order, as_=as_
        )
        assert answer.is_client_error, answer.text
        return str(answer.json()["code"])

    async def get(self, path: str, as_: Any = HEAD, service: str = "catalog") -> Any:
        await self.world.settle()
        answer = await self.world.get(service, path, as_=as_)
        assert answer.is_success, answer.text
        return answer.json()

    async def until(self, days: int) -> None:
        """Let so many days pass from the beginning, and the sweeper look."""
        self.day.today = self.start + timedelta(days=days)
        await self.world.settle()
        await self._sweeper.sweep()
        await self.world.settle()

    async def events(self, edition: int) -> list[str]:
        """What happened to an edition of Industry and Trade, in order."""
        application = self.world.application("catalog")
        found = await application.read(application.store.events, f"catalogue-SCT.{edition}")
        return [type(one.event).__name__ for one in found]

    def first_day(self, days: int) -> date:
        return self.start + timedelta(days=days)


def procedure(code: str, content: str = "Thẩm định hồ sơ", **changes: Any) -> dict[str, Any]:
    step = {"code": "S01", "name": "Thẩm định", "division": "VP", "content": content, "time_limit": LIMIT}
    stages = [{"code": "G1", "name": "Thẩm định", "steps": [step]}]
    return {"code": code, "name": f"Thủ tục {code}", "time_limit": LIMIT, "stages": stages, **changes}


def without_code(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "code"}


def decision(number: int, today: date, first_day: date) -> dict[str, Any]:
    return {
        "decision_number": f"{number:02}/QĐ-SCT",
        "decision_date": today.isoformat(),
        "signed_by": "Lê Minh Đức",
        "in_force_from": first_day.isoformat(),
    }


@asynccontextmanager
async def living(folder: Path, *others: str, **settings: Any) -> AsyncIterator[Life]:
    """The catalog, with the day set by the test."""
    day = Day()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "build", partial(service.build, now=day))
        async with hosted(folder, "catalog", *others, **settings) as world:
            yield Life(world, day)
