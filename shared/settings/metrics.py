"""The settings of where a process tells its metrics."""

from pydantic import Field
from pydantic_settings import BaseSettings


class MetricsSettings(BaseSettings):
    """What `Settings` say of metrics."""

    metrics_host: str = Field(
        "127.0.0.1", description="The network address on which a process tells its metrics, to whoever asks."
    )
    metrics_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="Port of a process's metrics; 0: none. Without it: 1000 above its service's port; of all "
        "services in one process, the first one's.",
    )
