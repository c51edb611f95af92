"""Leave that a file records: it goes to the catalog, and no case waits for it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.cases.application.histories.acts import Absent
from services.catalog.domain.deciders import AGENCY
from services.catalog.domain.organisation.absences import AbsenceKind, RecordAbsence
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Refusal
from shared.kernel import Role
from tthc.histories.errors import AbsenceNotTheirs, DoneByAnotherAgency, FieldUnfit, OfficialOfNoAgency
from tthc.histories.header import Header
from tthc.histories.organisation import key_of
from tthc.histories.province import Province
from tthc.histories.standing import Standing
from tthc.histories.wording import why_unfit


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence in the official's agency."""

    line: int
    act: Absent
    command: RecordAbsence


_LEAVE = "_leave"  #: how the sorts of leave end
#: Officials, with their roles in each agency that they are of.
_People = Mapping[str, Mapping[str, frozenset[str]]]


def leaves(
    acts: Sequence[tuple[int, Absent]], header: Header, found: Mapping[str, Standing]
) -> tuple[list[Leave], list[Refusal]]:
    """Those that aren't recorded yet, and what is wrong with others."""
    people = _people(header, found)
    made: list[Leave] = []
    faults: list[Refusal] = []
    for line, act in acts:
        if unfit := [*_faults(act, people)]:
            faults += _at(line, unfit)
            continue
        agency = _agency(act, people)
        if not _is_recorded(act, found.get(agency)):
            command = RecordAbsence(
                agency=agency,
                official=act.official,
                first_day=act.first_day,
                last_day=act.last_day,
                kind=_kind(act),
            )
            made.append(Leave(line, act, command))
    return made, faults


def _kind(act: Absent) -> AbsenceKind:
    """Leave of any sort, such as `annual_leave`, is kept as leave: of which sort is nobody's business."""
    return AbsenceKind.LEAVE if act.kind.endswith(_LEAVE) else AbsenceKind(act.kind)


def _people(header: Header, found: Mapping[str, Standing]) -> _People:
    people: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for code, standing in found.items():
        for official, shown in standing.officials.items():
            people[official][code] = frozenset(shown["roles"])
    for agency in header.organisation:
        for one in agency.officials:
            of = people[one.id]
            of[agency.code] = of.get(agency.code, frozenset()) | frozenset(one.roles)
    return people


def _faults(act: Absent, people: _People) -> Iterator[Refusal]:
    """Officials say for themselves when they are away; so does the head of their agency."""
    if act.official not in people:
        yield OfficialOfNoAgency(where="official", official=act.official)
    elif act.by not in people:
        yield OfficialOfNoAgency(where="by", official=act.by)
    else:
        agency = _agency(act, people)
        if agency not in people[act.by]:
            yield DoneByAnotherAgency(where="by", by=act.by, agency=agency, official=act.official)
        elif act.by != act.official and Role.AGENCY_HEAD not in people[act.by][agency]:
            yield AbsenceNotTheirs(where="by", official=act.official, agency=agency)
    if not act.kind.endswith(_LEAVE) and act.kind not in list(AbsenceKind):
        yield FieldUnfit(where="kind", reason=why_unfit(act.kind, AbsenceKind))


def _agency(act: Absent, people: _People) -> str:
    """Of those that the official is of, one that whoever recorded it is of too."""
    theirs = [*people[act.official]]
    return next((one for one in theirs if one in people.get(act.by, ())), theirs[0])


def _at(line: int, faults: Sequence[Refusal]) -> Sequence[Refusal]:
    for one in faults:
        one.where = f"{line}:{one.where}"
    return faults


def judge(leaves: Sequence[Leave], province: Province) -> Iterator[Refusal]:
    """What the catalog's rules refuse, by its line."""
    for one in leaves:
        try:
            province.decide(AGENCY, one.command.agency, one.command, one.act.at)
        except Refusal as refusal:
            refusal.where = f"{one.line}:{refusal.where}"
            yield refusal


async def record(services: Services, leaves: Sequence[Leave]) -> None:
    """Record them."""
    for one in leaves:
        path = f"/agencies/{one.command.agency}/officials/{one.command.official}/absences"
        body = {
            "first_day": str(one.command.first_day),
            "last_day": str(one.command.last_day),
            "kind": one.command.kind.value,
            "at": one.act.at.isoformat(),
        }
        await services.post(Service.CATALOG, path, key=key_of("absence", path, body), json=body)


def _is_recorded(act: Absent, standing: Standing | None) -> bool:
    official = standing.officials.get(act.official) if standing else None
    days = {"first_day": str(act.first_day), "last_day": str(act.last_day)}
    return official is not None and any(days.items() <= one.items() for one in official["absences"])
