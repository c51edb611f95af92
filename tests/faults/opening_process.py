"""The cases service's application on its store, in a process of its own, that opens cases for many clients.

`python -m tests.faults.opening_process SOCKET`, the store's settings as JSON in `TTHC_TEST_STORE`. A line of
JSON each way: what a client asks under which key, and the case's number or how it was refused.
"""

import asyncio
import json
import os
import sys
from typing import Any

from services.cases.application.cases import CasesApplication, CommandBatch
from services.cases.domain.coordination.receiving import ReceiveCoordination
from services.cases.domain.deciders import DECIDERS
from services.cases.domain.opening import OpenCase
from shared.decider import Act, GivenCommand
from shared.errors import Refusal
from shared.eventstore.records import new_context
from tests.faults.cases_under_fault import now
from tests.faults.numbering import CHILD, CHILDREN_OF
from tests.unit.cases.builder import AGENCY, CODE, LAN, STRANGER

STORE = "TTHC_TEST_STORE"


async def _serve(socket: str) -> None:
    application = CasesApplication("cases", DECIDERS, json.loads(os.environ[STORE]))
    application.start()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(json.dumps(await _answer(application, json.loads(line))).encode() + b"\n")
            await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(client, socket)
    async with server:
        await server.serve_forever()


async def _answer(application: CasesApplication, asked: dict[str, Any]) -> dict[str, Any]:
    child = asked["coordination"] is not None
    command = (
        ReceiveCoordination(coordination=asked["coordination"], opens_case=True, procedure=CHILD)
        if child
        else OpenCase(agency=AGENCY, procedure=CODE, subject="Hồ sơ")
    )
    by = STRANGER if child else LAN
    batch = CommandBatch(
        case_number=CHILDREN_OF if child else None,
        commands=[GivenCommand(command, Act(by=by, at=now(), recorded_at=now(), at_given=False))],
        known_in=None,
    )
    context = new_context(command_id=f"{asked['key']}/{asked['attempt']}", idempotency_key=asked["key"])
    try:
        return {"answer": await application.carry_out(batch, context)}
    except Refusal as refusal:
        return {"refused": refusal.code, "status": refusal.status}


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
