"""What the catalog's routes are given: who asks, its application, and its questions."""

from datetime import date
from typing import Annotated

from fastapi import Depends

from services.catalog.application.catalog import CatalogApplication
from services.catalog.queries.catalog import CatalogQueries
from shared.auth.principal import Principal
from shared.auth.rules import allow, signed_in
from shared.eventstore.records import utc_now
from shared.http.injected import the_application, the_queries
from shared.kernel import Role, day_of

TheApplication = Annotated[CatalogApplication, Depends(the_application)]
TheQueries = Annotated[CatalogQueries, Depends(the_queries)]

Reader = Annotated[Principal, signed_in()]
#: What is decided above the agencies is recorded by an operator or an importer.
Registrar = Annotated[Principal, allow(Role.OPERATOR, Role.IMPORTER)]
#: Who organises an agency: its head, or they.
Organiser = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.OPERATOR, Role.IMPORTER)]
#: Officials of whatever role speak for themselves, and who organises them for them.
Colleague = Annotated[
    Principal,
    allow(
        Role.OFFICIAL,
        Role.DIVISION_HEAD,
        Role.AGENCY_HEAD,
        Role.CATALOGUE_EDITOR,
        Role.REVIEWER,
        Role.OPERATOR,
        Role.IMPORTER,
    ),
]
Opener = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.REVIEWER, Role.OPERATOR)]
Editor = Annotated[Principal, allow(Role.CATALOGUE_EDITOR)]
Head = Annotated[Principal, allow(Role.AGENCY_HEAD)]
EditorOrHead = Annotated[Principal, allow(Role.CATALOGUE_EDITOR, Role.AGENCY_HEAD)]


def today() -> date:
    """The day in Vietnam."""
    return day_of(utc_now())
