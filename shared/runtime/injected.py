"""What the operators' routes are given by FastAPI: the service that runs here and is asked."""

from typing import Annotated

from fastapi import Depends

from shared.http.injected import the_hosted
from shared.runtime.hosted import HostedService

Hosted = Annotated[HostedService, Depends(the_hosted)]
