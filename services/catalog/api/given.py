"""What the catalog's routes are given: its application, and the questions of each idea."""

from typing import Annotated

from fastapi import Depends

from services.catalog.application.catalog import CatalogApplication
from services.catalog.queries.catalog import CatalogQueries
from shared.http.injected import the_application, the_queries

TheApplication = Annotated[CatalogApplication, Depends(the_application)]
TheQueries = Annotated[CatalogQueries, Depends(the_queries)]
