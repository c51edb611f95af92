"""The cases service over HTTP."""

from services.cases.api.bulk import bulk_commands
from services.cases.api.commands import commands
from services.cases.api.opening import opening
from services.cases.api.queries import queries

ROUTERS = (opening, commands, bulk_commands, queries)
