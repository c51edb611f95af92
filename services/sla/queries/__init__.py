"""What is asked of the clocks, and what figures open into."""

from services.sla.queries.asking import ALARMED, RAISED, SlaQueries

__all__ = ["ALARMED", "RAISED", "SlaQueries"]
