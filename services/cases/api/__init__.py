"""The cases service over HTTP."""

from fastapi import APIRouter

from services.cases.api.commands import command_routes
from services.cases.api.queries import query_routes
from services.cases.application import CasesApplication
from services.cases.views import CaseQueries


def routes(application: CasesApplication, queries: CaseQueries) -> APIRouter:
    """All routes of the service."""
    router = APIRouter()
    router.include_router(command_routes(application), prefix="/cases", tags=["cases"])
    router.include_router(query_routes(application, queries), prefix="/cases", tags=["cases"])
    return router
