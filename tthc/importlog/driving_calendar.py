"""The working calendar that a log is counted by, in the sla service."""

from tthc.client import Services
from tthc.importlog.driving_plan import ImportPlan


async def ensure_calendar(services: Services, plan: ImportPlan) -> None:
    """Define the country's calendar."""
