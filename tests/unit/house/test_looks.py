"""Nobody looks at a case unseen: every page of one has the look that is logged, in whichever service."""

from collections.abc import Iterator

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant

from shared.access_log.errors import AccessNotLogged
from shared.access_log.looking import the_look
from shared.auth import signed_in
from shared.http import build_app
from shared.http.routing import Route

_OF_A_CASE = ("{case}", "{case_number}")


def pages_of_cases(app: FastAPI) -> Iterator[Route]:
    """The routes that show one case, or a part of it."""
    for route in app.routes:
        if (
            isinstance(route, Route)
            and "GET" in route.methods
            and any(one in route.path for one in _OF_A_CASE)
        ):
            yield route


def looks(dependant: Dependant) -> bool:
    """Whether a route is given the look of whoever asks."""
    return any(one.call is the_look or looks(one) for one in dependant.dependencies)


def unseen(app: FastAPI) -> list[str]:
    """The pages of cases that nobody is logged at."""
    return [
        route.path
        for route in pages_of_cases(app)
        if not looks(route.dependant) or AccessNotLogged.code not in str(route.responses)
    ]


def test_every_page_of_a_case_is_given_the_look(services: dict[str, FastAPI]) -> None:
    assert {name: unseen(app) for name, app in services.items() if unseen(app)} == {}
    found = {name: len(list(pages_of_cases(app))) for name, app in services.items()}
    assert found == {"catalog": 0, "cases": 6, "sla": 4, "notify": 0}


def test_one_that_is_not_is_found() -> None:
    planted = APIRouter(route_class=Route)

    @planted.get("/cases/{case_number}/secrets", dependencies=[signed_in()])
    async def secrets(case_number: str) -> str:
        return case_number

    app = build_app(service="planted", title="planted", version="1", routers=[planted])
    assert unseen(app) == ["/cases/{case_number}/secrets"]
