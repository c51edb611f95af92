"""The whole story, what the topics carry of it, and which record shows each type best."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.contracts.registry import EVENT_TYPES
from shared.contracts.topics import configurations
from shared.eventstore.records import RecordedEvent
from shared.messaging.publication_mapper import OutgoingRecord
from shared.runtime.hosted import HostedService
from tools.contracts.scenario import (
    between_agencies,
    casework,
    catalogue,
    contesting,
    course,
    departing,
    evaluating,
    organisation,
    receiving,
    succession,
)
from tools.contracts.scenario.stage import Stage, staged

BEGINNING = "2026-11-02 08:00"
_OF_TRADE = {"agency": "SCT"}
#: Whose record shows a type best; where nothing stands: that of Home Affairs, or else the first.
_BEST: dict[str, dict[str, Any]] = {
    "EditionSentForComments": _OF_TRADE,
    "CommentMade": _OF_TRADE,
    "ReviewRoundClosed": _OF_TRADE,
    "CommentAnswered": _OF_TRADE,
    "CommentsReminded": _OF_TRADE,
    "CurrentAgencyChanged": {"agency": "SNV", "live_from": "2026-11-02"},
    "AgencyDissolved": {"agency": "HOIAN"},
    "NotificationAdded": {"kind": "step_overdue", "recipient": "snv.minh"},
    "YearlyReviewConcluded": {"outcome": "nothing_changes"},
    "CatalogueEnteredIntoForce": {"edition": 2},
}
_USUAL = {"agency": "SNV"}
_EVENTS = 100_000

#: A record as it stands on Kafka: its headers, and its data (None: a tombstone has none).
Example = dict[str, Any]


def tell() -> dict[str, list[Example]]:
    """Tell the story; all records that the services made, in their order, by type."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_tell(Path(folder)))


def examples(told: Mapping[str, list[Example]]) -> dict[str, Example]:
    """The record that shows each event type, by type.

    ValueError where the story never comes to a type: it needs another sentence.
    """
    if unreached := EVENT_TYPES.keys() - told.keys():
        raise ValueError(f"the story in tools/contracts/scenario tells no {', '.join(sorted(unreached))}")
    return {event_type: _best(event_type, told[event_type]) for event_type in sorted(told)}


async def _tell(folder: Path) -> dict[str, list[Example]]:
    async with staged(folder, BEGINNING) as stage:
        await play(stage)
        found: dict[str, list[Example]] = {}
        for hosted in stage.world.host.hosted.values():
            async for outgoing, example in _records(hosted):
                found.setdefault(outgoing.event.type, []).append(example)
    return found


async def play(stage: Stage) -> None:
    """The chapters, in the order of time."""
    await organisation.found(stage)
    await organisation.end_a_district(stage)
    await catalogue.take_in(stage)
    await catalogue.review(stage)
    await catalogue.issue(stage)
    await casework.become_late(stage)
    await casework.end(stage)
    await stage.put_malformed_on_topics()
    await catalogue.correct(stage)
    await organisation.come_and_go(stage)
    await catalogue.simplify(stage)
    await between_agencies.ask_and_dispute(stage)
    await between_agencies.meet_silence(stage)
    await course.make_mistakes(stage)
    await course.need_more_time(stage)
    await course.take_over(stage)
    await contesting.contest(stage)
    case = await evaluating.be_late_once_more(stage)
    await departing.hand_over(stage)
    await receiving.receive_late(stage)
    await departing.leave(stage)
    await evaluating.close_a_month(stage, case)
    await catalogue.review_each_year(stage)
    await succession.end_departments(stage)


async def _records(hosted: HostedService) -> AsyncIterator[tuple[OutgoingRecord, Example]]:
    """What a service's store tells, as the relay would put it on topics with their usual partitions."""
    before: dict[tuple[str, int], int] = {}
    made = configurations()
    for recorded in await hosted.service.application.log(0, _EVENTS):
        outgoing = hosted.mapper.to_record(_repeatable(recorded))
        if outgoing is None:
            continue
        partitions = made[outgoing.topic].partitions
        place = outgoing.topic.value, outgoing.partition(partitions)
        headers = outgoing.headers(before.get(place, 0), partitions)
        before[place] = outgoing.sequence
        data = json.loads(outgoing.event.data) if outgoing.event.data else None
        yield outgoing, {"headers": {name: value.decode() for name, value in headers}, "data": data}


def _repeatable(recorded: RecordedEvent) -> RecordedEvent:
    """The event with a command id that the next run gives again: those of the house are made by chance."""
    if recorded.causation_id != recorded.command_id:
        return recorded
    command = uuid5(NAMESPACE_URL, f"{recorded.stream}/{recorded.version}").hex
    chance = recorded.correlation_id == recorded.command_id
    return replace(
        recorded, causation_id=command, correlation_id=command if chance else recorded.correlation_id
    )


def _best(event_type: str, told: list[Example]) -> Example:
    wanted = _BEST.get(event_type.split(".")[2], _USUAL)
    shown = (one for one in told if one["data"] and wanted.items() <= one["data"].items())
    return next(shown, told[0])
