"""What the operators' routes are given by FastAPI: the service that runs here and is asked."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request

from shared.runtime.hosted import HostedService


async def _the_hosted(request: Request) -> Any:
    """The service that is asked, as the host put it there."""
    return request.app.state.hosted


Hosted = Annotated[HostedService, Depends(_the_hosted)]
