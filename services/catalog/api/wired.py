"""What some of the catalog's routes are given besides its questions, as the service was wired."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Depends

from services.catalog.api.national_list import NationalList
from services.catalog.api.paper_editions import PaperEditions
from services.catalog.api.papers import Papers
from services.catalog.application.catalog import CatalogApplication
from services.catalog.national_list.fields import ListField
from services.catalog.printing.rendering import Rendering
from services.catalog.queries.catalog import CatalogQueries
from shared.http.injected import the_queries
from shared.kernel import day_of
from shared.printing.typesetting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogWired(CatalogQueries):
    """The questions, and what answers them by the service's settings."""

    papers: Papers
    national_list: NationalList
    reading_files: Rendering  #: where files that are sent are read
    now: Callable[[], datetime]

    @classmethod
    def around(
        cls,
        queries: CatalogQueries,
        application: CatalogApplication,
        setting: Setting,
        listed: Sequence[ListField],
        now: Callable[[], datetime],
    ) -> "CatalogWired":
        """`setting` is for the PDFs, `listed` are the fields of the national list, `now` is the clock."""
        asked: dict[str, Any] = {one.name: getattr(queries, one.name) for one in fields(CatalogQueries)}
        return cls(
            **asked,
            papers=Papers(PaperEditions(application), setting),
            national_list=NationalList(queries.contents, queries.organisation, listed),
            reading_files=Rendering(),
            now=now,
        )


TheWiring = Annotated[CatalogWired, Depends(the_queries)]


async def _papers(wired: TheWiring) -> Papers:
    return wired.papers


async def _national_list(wired: TheWiring) -> NationalList:
    return wired.national_list


async def _reading_files(wired: TheWiring) -> Rendering:
    return wired.reading_files


async def _today(wired: TheWiring) -> date:
    return day_of(wired.now())


ThePapers = Annotated[Papers, Depends(_papers)]
TheNationalList = Annotated[NationalList, Depends(_national_list)]
TheFileReading = Annotated[Rendering, Depends(_reading_files)]
#: The day in Vietnam, by the clock that the service was wired with.
Today = Annotated[date, Depends(_today)]
