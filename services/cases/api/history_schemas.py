"""The shapes of histories over HTTP: acts as a file has them, each with where it stands."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from services.cases.api.history_procedures import NewProcedure
from services.cases.application.histories.acts import AnyAct
from services.cases.application.histories.importing import NamedCase
from services.cases.application.histories.taking import PlacedAct
from services.cases.application.histories.trial import Coming, ComingAgency
from services.cases.domain.directory import DivisionReplicated, OfficialReplicated
from services.cases.errors.histories import ActUnreadable
from shared.contracts.vocabulary import Code, Instant
from shared.http.problems import Problem
from shared.kernel import Role

#: When what a file brings begins, for the trial: before anything that it tells.
_BEFORE = datetime(1990, 1, 1, tzinfo=UTC)
MOST_ACTS = 2_000

CaseName = Annotated[str, Field(min_length=1, max_length=80, description="The file's name of the case.")]
Agency = Annotated[Code, Field(description="Whose case it is; of a coordination, the one that asks.")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlacedActBody(_Strict):
    """An act of `tthc-history/1`, with where it stands."""

    line: Annotated[int, Field(ge=1, description="Of the file; refusals name it.")]
    place: Annotated[int, Field(ge=1, description="Among the acts of its case or coordination, from 1.")]
    agency: Agency
    case: CaseName
    act: Annotated[dict[str, Any], Field(description="The act, as a line of the file has it.")]

    def placed(self) -> PlacedAct:
        """The act, read. Raises `ActUnreadable`."""
        try:
            act = msgspec.convert(self.act, AnyAct)
        except msgspec.ValidationError as error:
            raise ActUnreadable(where=f"{self.line}:act", reason=str(error)) from None
        return PlacedAct(line=self.line, place=self.place, agency=self.agency, case=self.case, act=act)


class NewDivision(_Strict):
    """A division that the file's header brings."""

    division: Annotated[Code, Field(description="Its code.")]
    name: Annotated[str, Field(min_length=1, max_length=500, description="Its name, in Vietnamese.")]


class NewOfficial(_Strict):
    """An official that the file's header brings, with all that they will be."""

    official: Annotated[Code, Field(description="Their id.")]
    name: Annotated[str, Field(min_length=1, max_length=500, description="Their name.")]
    divisions: Annotated[tuple[Code, ...], Field(description="Codes of their divisions.")] = ()
    roles: Annotated[tuple[Role, ...], Field(description="What they may do there.")] = ()


class NewAgency(_Strict):
    """Whom an agency will have besides those that are known of it."""

    agency: Annotated[Code, Field(description="Its code.")]
    divisions: Annotated[tuple[NewDivision, ...], Field(description="What is new, or changes.")] = ()
    officials: Annotated[tuple[NewOfficial, ...], Field(description="Who is new, or changes.")] = ()

    procedures: Annotated[tuple[Code, ...], Field(description="Codes of all that will be issued.")] = ()

    def coming(self) -> ComingAgency:
        """The same as this service keeps it."""
        return ComingAgency(
            agency=self.agency,
            procedures=self.procedures,
            divisions=tuple(
                DivisionReplicated(**one.model_dump(), added_at=_BEFORE) for one in self.divisions
            ),
            officials=tuple(
                OfficialReplicated(**one.model_dump(), appointed_at=_BEFORE) for one in self.officials
            ),
        )


class HistoryTrial(_Strict):
    """What is to be judged: whole trees of acts, each in the order of its times."""

    agencies: Annotated[list[NewAgency], Field(description="That the file's header brings.")] = []
    procedures: Annotated[
        list[NewProcedure], Field(description="That the file's header brings, as they will be issued.")
    ] = []
    trees: Annotated[
        list[list[PlacedActBody]],
        Field(description="A root case with all below it, each; acts of other cases change nothing of it."),
    ]

    def coming(self) -> Coming:
        """What will be known by then."""
        return Coming(agencies=[one.coming() for one in self.agencies], procedures=self.procedures)


class HistoryTrialAnswer(BaseModel):
    """What the rules refuse."""

    problems: list[Problem] = Field(description="The first of each tree; `where` begins with the line.")


class HistoryActs(_Strict):
    """A chunk: acts in the order of their times, over all cases of the file."""

    acts: Annotated[list[PlacedActBody], Field(min_length=1, max_length=MOST_ACTS)]


class HistoryActsAnswer(BaseModel):
    """What became of a chunk."""

    new: int = Field(description="How many acts were carried out.")
    known: int = Field(description="How many had been, by an earlier import.")
    began_at: datetime | None = Field(description="When the first of these cases was taken in.")


class NamedCaseBody(_Strict):
    """A case by the file's name for it."""

    agency: Agency
    case: CaseName

    def named(self) -> NamedCase:
        """The same for the use case."""
        return NamedCase(agency=self.agency, case=self.case)


class HistoryEnd(_Strict):
    """All of the file is in: these cases are ordinary ones."""

    import_began_at: Annotated[
        Instant, Field(description="Of what took effect before, nobody is told any more.")
    ]
    cases: Annotated[list[NamedCaseBody], Field(min_length=1, max_length=MOST_ACTS)]


class HistoryEndAnswer(BaseModel):
    """Which cases are ordinary ones from now on, weren't before, and run still."""

    case_numbers: list[str] = Field(description="Their numbers.")
