"""An issued edition is posted (công khai) at an address, for everybody."""

import re
from typing import Annotated

from services.catalog.domain.edition import rules
from services.catalog.domain.edition.catalogue import CATALOGUE, Catalogue
from services.catalog.errors.delivery import AddressUnchanged, MalformedAddress
from shared.contracts.catalog.deliveries import CataloguePublished
from shared.contracts.vocabulary import within
from shared.decider import Act, command

LONGEST_ADDRESS = 1000

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.IGNORECASE)


@command
class PublishCatalogue:
    """Say where the decision is posted; another address replaces an earlier one."""

    agency: str
    edition: int
    address: Annotated[str, within(max_length=2000)]


@CATALOGUE.decides(
    PublishCatalogue, refuses=(*rules.PREPARER, *rules.VALID, MalformedAddress, AddressUnchanged)
)
def publish(state: Catalogue, command: PublishCatalogue, act: Act) -> CataloguePublished:
    """Record where an issued edition is posted."""
    rules.check_preparer(command.agency, act)
    rules.check_valid(state, command)
    if len(command.address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(command.address):
        raise MalformedAddress(where="address", longest=LONGEST_ADDRESS)
    if state.dispatch.address == command.address:
        raise AddressUnchanged(where="address")
    return CataloguePublished(
        **rules.named(command, act),
        address=command.address,
        published_by=act.by.name,
        published_at=act.at,
    )


@CATALOGUE.evolves(CataloguePublished)
def published(state: Catalogue, event: CataloguePublished) -> None:
    """It can be sent to others."""
    state.dispatch.address = event.address
