"""A process's metrics over HTTP: an application of its own, for a port that the public doesn't reach.

They tell of all that runs in the process, agency by agency, and ask nobody who they are.
"""

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from shared.auth.rules import public
from shared.http.probes import Readiness
from shared.telemetry.metrics import exposition

_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_router = APIRouter(dependencies=[public("everybody who reaches the port, which must keep others out")])


@_router.get("/metrics")
async def metrics() -> Response:
    """In Prometheus's text format."""
    return Response(exposition(), media_type=_MEDIA_TYPE)


def metrics_app() -> FastAPI:
    """`/metrics`, and nothing else."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.readiness = Readiness({})
    app.include_router(_router)
    return app
