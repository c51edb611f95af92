"""Services that answer as a test says, and remember what they were asked."""

from collections.abc import Sequence

import httpx

from shared.client.endpoint import Endpoint
from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Language

URL = "http://cases.test"


class Tokens:
    """Tokens that are others each time they were forgotten."""

    def __init__(self) -> None:
        self.forgotten = 0

    async def token(self, client: str) -> str:
        """`importer-0`, then `importer-1`."""
        return f"{client}-{self.forgotten}"

    def forget(self) -> None:
        """The next ones are others."""
        self.forgotten += 1


class Answering(Services):
    """The cases service, which gives these answers in turn; an exception stands for a broken connection."""

    def __init__(self, *answers: httpx.Response | Exception, patience: float = 10.0) -> None:
        self._answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.tokens = Tokens()
        super().__init__(
            {Service.CASES: Endpoint(URL, transported=httpx.MockTransport(self._next))},
            self.tokens,
            language=Language.EN,
            patience=patience,
        )

    def _next(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def headers(self, name: str) -> Sequence[str | None]:
        """What each request said in a header."""
        return [request.headers.get(name) for request in self.asked]


def problem(status: int, code: str, detail: str = "why", **headers: str) -> httpx.Response:
    """A refusal, as services tell it."""
    return httpx.Response(status, json={"status": status, "code": code, "detail": detail}, headers=headers)
