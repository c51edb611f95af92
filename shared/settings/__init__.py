"""Every setting of the system: one name, one meaning, read once at start."""

from shared.settings.loading import SettingsInvalid, load_settings, settings_reference
from shared.settings.model import DEMO_ADDRESS, PREFIX, Environment, LogFormat, Settings

__all__ = [
    "DEMO_ADDRESS",
    "PREFIX",
    "Environment",
    "LogFormat",
    "Settings",
    "SettingsInvalid",
    "load_settings",
    "settings_reference",
]
