"""All routes of the service."""

from services.cases.api.bulk import bulk_commands
from services.cases.api.changes import change_stream
from services.cases.api.commands import commands
from services.cases.api.coordinations import coordinations
from services.cases.api.hand_overs import hand_over_commands
from services.cases.api.handed import hand_over_queries
from services.cases.api.histories import histories
from services.cases.api.keeping import keeping
from services.cases.api.many import many_commands
from services.cases.api.opening import opening
from services.cases.api.passing import passing
from services.cases.api.process_log import process_logs
from services.cases.api.queries import queries
from services.cases.api.trees import trees

ROUTERS = (
    histories,
    opening,
    commands,
    bulk_commands,
    many_commands,
    coordinations,
    hand_over_commands,
    hand_over_queries,
    queries,
    passing,
    trees,
    change_stream,
    keeping,
    process_logs,
)
