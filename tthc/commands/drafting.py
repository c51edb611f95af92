"""What `tthc discover --draft` does with a proposal."""

from dataclasses import dataclass

from shared.settings import Settings
from tthc.commands.service_urls import ServiceUrls
from tthc.commands.terminal import Terminal
from tthc.connection import connected
from tthc.mining.discovery.drafting import Drafted, draft
from tthc.mining.discovery.found import Discovery


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """For which agency a proposal is drafted, and how."""

    agency: str
    with_units: bool = False  #: add the divisions that the agency lacks
    empty: bool = False  #: don't start from the last edition


async def drafted_of(
    terminal: Terminal,
    settings: Settings,
    found: Discovery,
    options: DraftOptions,
    urls: ServiceUrls,
) -> Drafted:
    """Draft the proposal for an agency."""
    async with connected(settings, terminal.language, urls) as services:
        return await draft(
            services, found, options.agency, with_units=options.with_units, empty=options.empty
        )
