"""What a running process tells of itself: logs, metrics, and the correlation id that joins them."""

from shared.telemetry.correlation import correlated, correlation_from, current_correlation
from shared.telemetry.logs import configure_logging, get_logger

__all__ = ["configure_logging", "correlated", "correlation_from", "current_correlation", "get_logger"]
