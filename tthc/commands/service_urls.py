"""Where services are, as `--url` states it."""

from collections.abc import Iterable
from typing import TypeAlias

import typer

from shared.contracts.topics import Service
from tthc.language import translated

ServiceUrls: TypeAlias = dict[Service, str]


def service_urls(stated: Iterable[str]) -> ServiceUrls:
    """The addresses that `--url` states. Ends the command at one that can't be one."""
    urls = {}
    for text in stated:
        name, _, address = text.partition("=")
        if name not in set(Service) or not address.startswith(("http://", "https://")):
            raise typer.BadParameter(
                translated("ví dụ cases=http://127.0.0.1:8102", "such as cases=http://127.0.0.1:8102"),
                param_hint="--url",
            )
        urls[Service(name)] = address
    return urls
