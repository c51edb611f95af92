"""The catalog over HTTP."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.catalog.api.agencies import agency_commands
from services.catalog.api.editions import edition_commands
from services.catalog.api.imports import import_commands
from services.catalog.api.paper_imports import paper_imports
from services.catalog.api.paperwork import Paperwork, paper_routes, public_paper_routes
from services.catalog.api.public import public_queries
from services.catalog.api.queries import query_routes
from services.catalog.application import CatalogApplication
from services.catalog.paperwork.decision_pdf import Setting
from services.catalog.views import CatalogQueries


def routes(application: CatalogApplication, queries: CatalogQueries, setting: Setting) -> Sequence[APIRouter]:
    """All routes of the service; `setting` is what its PDFs are set with."""
    paperwork = Paperwork(application, setting)
    return (
        paper_imports(application),
        paper_routes(paperwork),
        public_paper_routes(paperwork),
        agency_commands(application),
        import_commands(application),
        edition_commands(application),
        query_routes(application, queries),
        public_queries(queries),
    )
