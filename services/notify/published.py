"""What other systems see of inboxes."""

from services.notify import domain
from shared.contracts import notify as contracts
from shared.contracts.publication import Translations, plain

TRANSLATIONS: Translations = {
    domain.NotificationAdded: plain(contracts.NotificationAdded, "added_at", key="notification"),
    domain.NotificationRead: plain(contracts.NotificationRead, "read_at", key="notification"),
}
