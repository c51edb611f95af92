"""The cases service over HTTP."""

from services.cases.api.commands import commands
from services.cases.api.queries import queries

ROUTERS = (commands, queries)
