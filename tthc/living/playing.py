"""Plays a script through the services: every command as its person would have given it, by the importer.

Done again with the same day it adds nothing: every command has the key that it had the first time.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.client.services import Services
from shared.contracts.topics import Service
from tthc.living.orders import orders_of
from tthc.living.script import Script, ScriptedCase
from tthc.living.setting_up import set_up
from tthc.living.times import Before
from tthc.living.turns import Turn, rounds_of

Bodies = dict[str, Any]


async def play_script(services: Services, script: Script, before: Before) -> dict[str, str]:
    """Set the agencies up and carry out their cases; the cases' numbers by the script's keys."""
    await set_up(services, script)
    numbers: dict[str, str] = {}
    for turns in rounds_of(script):
        sequels = [_sequel(turn, numbers, before) for turn in turns]
        for turn, answer in zip(turns, await _played(services, script, before, sequels), strict=True):
            numbers[turn.case.key] = answer["case_number"]
            if answer["child_case"] is not None:
                numbers[_opened_by(script, turn).key] = answer["child_case"]
    await services.settle()
    return numbers


async def _played(
    services: Services, script: Script, before: Before, sequels: Sequence[Bodies]
) -> list[Bodies]:
    key = f"living-{before.day}-{sequels[0]['key']}"
    answers = await services.post(Service.CASES, "/cases/bulk", key=key, json={"sequels": sequels})
    for answer in answers:
        if answer["problem"] is not None:
            raise services.refused(Service.CASES, answer["problem"], where=f"{script.name}: {answer['key']}")
    return [answer["answer"] for answer in answers]


def _opened_by(script: Script, turn: Turn) -> ScriptedCase:
    """The case that the turn opened for a request: the asked agency's."""
    asked = (one for one in script.cases if one.answers == turn.case.key)
    return next(one for one in asked if one.agency == turn.agency)


def _sequel(turn: Turn, numbers: Mapping[str, str], before: Before) -> Bodies:
    deeds = turn.deeds[1:] if turn.opens else turn.deeds
    named = _opening(turn, before) if turn.opens else {"case_number": numbers[turn.case.key]}
    return {
        "key": f"living-{turn.case.key}-{turn.number}",
        "agency": turn.agency,
        **named,
        "orders": [
            order for deed in deeds for order in _given(deed.words, deed.by, before.hours(deed.hours_ago))
        ],
    }


def _opening(turn: Turn, before: Before) -> Bodies:
    first = turn.deeds[0]
    opening = {
        "agency": turn.case.agency,
        "procedure": turn.case.procedure,
        "subject": turn.case.subject,
        "acting_for": first.by,
        "at": before.hours(first.hours_ago).isoformat(),
    }
    return {"opening": opening}


def _given(words: str, by: str, at: datetime) -> Iterator[Bodies]:
    for order in orders_of(words):
        yield {**order, "acting_for": by, "at": at.isoformat()}
