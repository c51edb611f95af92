"""A log as XES (IEEE 1849-2016): a trace a case, an event an act of a step.

<https://www.tf-pm.org/resources/xes-standard>; `startdate` and `enddate_planned` are what CoSeLoG logs call a
case's opening and due instant, for which the standard has no keys.
"""

from collections.abc import Iterator
from datetime import datetime

from services.cases.domain.process.exported import ExportedCase
from services.cases.domain.process.lifecycle import StepAct
from services.cases.domain.process.pseudonyms import Pseudonyms
from services.cases.exporting.text import attribute_text, identity_of, instant_text

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Identity" prefix="identity" uri="http://www.xes-standard.org/identity.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value="-"/>
<id key="identity:id" value="00000000-0000-0000-0000-000000000000"/>
</global>
<global scope="event">
<string key="concept:name" value="-"/>
<id key="identity:id" value="00000000-0000-0000-0000-000000000000"/>
<string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
</global>
<classifier name="Step" scope="event" keys="concept:name"/>
<classifier name="Step and transition" scope="event" keys="concept:name lifecycle:transition"/>
<classifier name="Division" scope="event" keys="org:group"/>
<string key="lifecycle:model" value="standard"/>
"""


class XesWriter:
    """Makes the parts of the file, one after the other."""

    def __init__(self, names: Pseudonyms, position: int, as_of: datetime) -> None:
        self._names, self._position, self._as_of = names, position, as_of

    def begin(self) -> str:
        """What stands before the first case."""
        log = (_number("log_position", self._position), _date("as_of", self._as_of))
        return _HEAD + _text("concept:name", "tthc") + "".join(log)

    def case(self, case: ExportedCase) -> str:
        """A trace."""
        events = (self._event(case, number, act) for number, act in enumerate(case.acts))
        return f"<trace>\n{''.join(self._about(case))}{''.join(events)}</trace>\n"

    def end(self) -> Iterator[str]:
        """What stands behind the last case."""
        yield "</log>\n"

    def _about(self, case: ExportedCase) -> Iterator[str]:
        state = case.state
        yield _text("concept:name", case.number)
        yield _id(str(identity_of(case.number)))
        yield _text("agency", state.agency)
        yield _text("procedure", state.procedure)
        yield _number("edition", state.edition)
        yield _text("state", state.phase.value)
        yield _date("startdate", case.opened.opened_at)
        if case.due.at is not None:
            yield _date("enddate_planned", case.due.at)
            yield _flag("late", case.due.late)
        if case.ended_at is not None:
            yield _date("enddate", case.ended_at)
        if self._names.key is None and state.external_reference is not None:
            yield _text("external_reference", state.external_reference)

    def _event(self, case: ExportedCase, number: int, act: StepAct) -> str:
        return f"<event>\n{''.join(self._of_event(case, number, act))}</event>\n"

    def _of_event(self, case: ExportedCase, number: int, act: StepAct) -> Iterator[str]:
        yield _text("concept:name", case.steps.get(act.step, act.step))
        yield _text("concept:instance", f"{act.step}/{act.visit}")
        yield _id(str(identity_of(case.number, str(number))))
        yield _text("lifecycle:transition", act.transition.value)
        yield _date("time:timestamp", act.at)
        yield _text("org:group", act.division)
        if act.by is not None:
            yield _text("org:resource", self._names.of(act.by))
        if act.official is not None:
            yield _text("held_by", self._names.of(act.official))
        yield _text("event", type(act.record.event).__name__)


def _text(key: str, value: str) -> str:
    return f'<string key="{key}" value="{attribute_text(value)}"/>\n'


def _id(value: str) -> str:
    return f'<id key="identity:id" value="{value}"/>\n'


def _number(key: str, value: int) -> str:
    return f'<int key="{key}" value="{value}"/>\n'


def _flag(key: str, value: bool) -> str:
    return f'<boolean key="{key}" value="{str(value).lower()}"/>\n'


def _date(key: str, value: datetime) -> str:
    return f'<date key="{key}" value="{instant_text(value)}"/>\n'
