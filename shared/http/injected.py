"""What routes are given by FastAPI: the service, its application and queries, as the host put them there."""

from typing import Any

from starlette.requests import Request


async def the_hosted(request: Request) -> Any:
    """The service that is asked, as it runs here."""
    return request.app.state.hosted


async def the_application(request: Request) -> Any:
    """The application of the service that is asked."""
    return request.app.state.application


async def the_queries(request: Request) -> Any:
    """The queries of the service that is asked."""
    return request.app.state.queries
