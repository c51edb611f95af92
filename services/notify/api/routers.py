"""All routes of the service."""

from services.notify.api.inbox import inbox

ROUTERS = (inbox,)
