"""What the notify service's routes are given: who asks, its application, and its questions."""

from typing import Annotated

from fastapi import Depends

from services.notify.application.notify import NotifyApplication
from services.notify.queries import NotifyQueries
from shared.auth.principal import Principal
from shared.auth.rules import signed_in
from shared.http.injected import the_application, the_queries

TheApplication = Annotated[NotifyApplication, Depends(the_application)]
TheQueries = Annotated[NotifyQueries, Depends(the_queries)]

Reader = Annotated[Principal, signed_in()]
