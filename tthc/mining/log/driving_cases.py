"""Sends a log's cases to the cases service: several in one request, a few requests at a time."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.client.retrying import patiently
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Refusal
from tthc.mining.log.driving_orders import CaseSequels, OrderBody, sequels_of
from tthc.mining.log.driving_plan import ImportPlan

CASES_IN_REQUEST = 25
REQUESTS_IN_FLIGHT = 3

CasesDone = Callable[[int], None]
"""Is told how many further cases are imported."""


@dataclass(slots=True)
class _Sending:
    """A case on its way."""

    case: CaseSequels
    done: int = 0  #: how many of its sequels are carried out
    case_number: str | None = None
    events: list[str] = field(default_factory=list)  #: types of those that happened

    @property
    def next(self) -> OrderBody:
        """The sequel that is to be sent; the first opens the case, the others name it."""
        sequel = self.case.sequels[self.done]
        return sequel if self.case_number is None else {**sequel, "case_number": self.case_number}

    @property
    def finished(self) -> bool:
        """Whether all of the case is imported."""
        return self.done == len(self.case.sequels)


async def import_cases(services: Services, plan: ImportPlan, edition: int, done: CasesDone) -> Counter[str]:
    """Import every case of the log; what happened in them, by type of event.

    Raises the first refusal, and sends no further case after it.

    A case that was imported before, by this or an earlier run, is answered from its keys and stays as it is.
    """
    batches, happened = _batches(plan, edition), Counter[str]()
    async with asyncio.TaskGroup() as senders:
        for _ in range(REQUESTS_IN_FLIGHT):
            senders.create_task(_send_all(services, batches, happened, done))
    return happened


async def _send_all(
    services: Services, batches: Iterator[list[CaseSequels]], happened: Counter[str], done: CasesDone
) -> None:
    for batch in batches:
        sending = [_Sending(case) for case in batch]
        await _send(services, sending)
        for one in sending:
            happened.update(one.events)
        done(len(batch))


def _batches(plan: ImportPlan, edition: int) -> Iterator[list[CaseSequels]]:
    batch: list[CaseSequels] = []
    for case_id, events in plan.survey.whole_cases(plan.log):
        batch.append(sequels_of(plan, edition, case_id, events))
        if len(batch) == CASES_IN_REQUEST:
            yield batch
            batch = []
    if batch:
        yield batch


async def _send(services: Services, sending: Sequence[_Sending]) -> None:
    """Send until all sequels of these cases are carried out."""
    await patiently(services.patience)(_send_once, services, sending)


async def _send_once(services: Services, sending: Sequence[_Sending]) -> None:
    """Send what isn't carried out yet, until it is, or something was refused for the moment."""
    while remaining := [one for one in sending if not one.finished]:
        body = {"sequels": [one.next for one in remaining]}
        answers = await services.post(Service.CASES, "/cases/bulk", key=body["sequels"][0]["key"], json=body)
        told = [_note(services, one, answer) for one, answer in zip(remaining, answers, strict=True)]
        if refused := next((refusal for refusal in told if refusal is not None), None):
            raise refused


def _note(services: Services, one: _Sending, answer: dict[str, Any]) -> Refusal | None:
    """Note what became of a case's sequel: a refusal that may pass is returned, any other raised."""
    if answer["problem"] is None:
        one.done += 1
        one.case_number = answer["answer"]["case_number"]
        one.events += answer["answer"]["events"]
        return None
    refused = services.refused(Service.CASES, answer["problem"], where=one.case.case_id)
    if not refused.may_pass:
        raise refused
    return refused
