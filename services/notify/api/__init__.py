"""The notify service over HTTP."""

from services.notify.api.inbox import inbox

ROUTERS = (inbox,)
