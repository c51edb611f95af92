"""What the catalog's routes are given: who asks, of which edition, its application, and its questions."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query

from services.catalog.application.catalog import CatalogApplication
from services.catalog.queries.catalog import CatalogQueries
from shared.auth.principal import Principal
from shared.auth.rules import allow, public, signed_in
from shared.contracts.vocabulary import CalendarDay, Code, Instant
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
#: Who works on editions, or has it done by a delegate: drafts them, prepares them, decides on them.
Drafter = Annotated[Principal, allow(Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Preparer = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.CATALOGUE_EDITOR, Role.IMPORTER, delegates=True)]
Leader = Annotated[Principal, allow(Role.AGENCY_HEAD, Role.IMPORTER, delegates=True)]
Reviewer = Annotated[Principal, allow(Role.REVIEWER, Role.IMPORTER, delegates=True)]
#: Who waits for comments on drafts, and who sees to it that editions are reviewed each year.
Waiter = Annotated[Principal, allow(Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]
Overseer = Annotated[Principal, allow(Role.PROVINCE_LEADER, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR)]
#: Who acknowledges what their agency was sent.
Recipient = Annotated[
    Principal,
    allow(Role.AGENCY_HEAD, Role.DIVISION_HEAD, Role.OFFICIAL, Role.CATALOGUE_EDITOR, Role.IMPORTER),
]
#: Without signing in: what is issued, and nothing else.
PUBLIC = public("everybody: an issued catalogue is posted for all to read")

#: What a command says in the query, where it has no body to say it in.
TookEffect = Annotated[Instant | None, Query(description="When it took effect; now.")]
ActingFor = Annotated[
    Code | None, Query(description="The official whose act it is, if not one's own.", max_length=80)
]

#: Which edition, in the path; and which are meant, by the day.
Day = Annotated[CalendarDay | None, Query(description="The day on which it is in force; today in Vietnam.")]
Edition = Annotated[int, Path(ge=1, le=9999, description="The number of the edition.")]
#: Where one edition stands.
ADDRESS = "/agencies/{agency}/editions/{edition}"


def today() -> date:
    """The day in Vietnam."""
    return day_of(utc_now())
