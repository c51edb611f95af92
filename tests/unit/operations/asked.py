"""A stand-in for the operator whom `doctor` asks."""

from typing import Any, cast

from tthc.operations.access import Operator


class _Asked:
    """An operator whose service answers this."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    async def ask(self, *_: Any, **__: Any) -> Any:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def answering(answer: Any) -> Operator:
    """An operator whose service answers this, or fails by it."""
    return cast(Operator, _Asked(answer))
