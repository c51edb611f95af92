"""What an operator does about the services' wall clocks: believes them, after having looked."""

from collections.abc import Sequence

from shared.contracts.topics import Service as ServiceName
from shared.errors import Language, Text
from tthc.operations.access import Operator
from tthc.operations.errors import NotReachable, Refused
from tthc.operations.orders import Done


async def accept(operator: Operator, services: Sequence[ServiceName]) -> list[Done]:
    """Have each service believe its wall clock as it is; a refusal of one doesn't stop the others."""
    done = []
    for service in services:
        try:
            answer = await operator.ask(service, "POST", "/clock/accept")
        except (Refused, NotReachable) as refusal:
            text = Text(refusal.message(Language.VI), refusal.message(Language.EN))
            done.append(Done(service.value, text, failed=True))
            continue
        seconds = float(answer["jumped_seconds"])
        changed = Text(f"đã chấp nhận, lệch {seconds:+.0f} giây", f"accepted, set by {seconds:+.0f} s")
        unchanged = Text("đồng hồ không bị chỉnh", "the clock was not set")
        done.append(Done(service.value, changed if seconds else unchanged))
    return done
