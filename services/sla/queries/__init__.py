"""What is asked of the clocks, and what figures open into."""

from services.sla.queries.asking import ALARMED, SlaQueries

__all__ = ["ALARMED", "SlaQueries"]
