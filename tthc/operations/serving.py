"""Serves one service, the issuer, or all (embedded), until a signal says to stop.

Settings come from the environment. SIGTERM: not ready first, then no new requests, then consumers, relay and
store stop in the order that loses nothing; exit code 0. Exit code 78: the settings can't be used.
"""

import asyncio
import os
import signal
import sys
from contextlib import ExitStack

import structlog
from fastapi import FastAPI

from shared.auth.verifier import TokenVerifier
from shared.client.tokens import uses_demo_issuer
from shared.errors import Refusal
from shared.http.figures import metrics_app
from shared.runtime.host import Host
from shared.runtime.ownership import Ownership
from shared.settings import Settings, SettingsInvalid, load_settings
from shared.telemetry.logs import configure_logging
from tthc.operations.composition import ALL_SERVICES, build_services
from tthc.operations.development import demo_issuer
from tthc.operations.server_addresses import servers_of
from tthc.operations.signing_in import verifier_of
from tthc.operations.web import WebServer, serve_together

ALL = "all"
ISSUER = "issuer"
METRICS = "metrics"
#: sysexits.h EX_CONFIG and EX_TEMPFAIL: trying again doesn't help, and may help.
EXIT_CONFIG = 78
EXIT_REFUSED = 75

log = structlog.get_logger()


def main(names: list[str]) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    if len(names) != 1 or names[0] not in (ALL, ISSUER, *ALL_SERVICES):
        sys.stderr.write(f"one of {ALL}, {ISSUER}, {', '.join(ALL_SERVICES)}\n")
        return os.EX_USAGE
    try:
        settings = load_settings()
    except SettingsInvalid as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_CONFIG
    configure_logging(settings.log_level, settings.log_format)
    try:
        asyncio.run(serve(names[0], settings))
    except Refusal as refusal:
        log.critical("the process ends", reason=refusal.code, detail=str(refusal))
        return EXIT_REFUSED
    return 0


async def serve(name: str, settings: Settings) -> None:
    """Serve one service, the issuer, or all, until a signal says to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for word in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(word, stop.set)
    environment, folder = settings.environment.value, str(settings.data_dir)
    log.info("starting", serves=name, environment=environment, folder=folder, servers=servers_of(settings))
    with ExitStack() as held:
        if name == ALL:
            held.enter_context(Ownership(settings.data_dir))
            await serve_all(settings, stop)
        elif name == ISSUER:
            await serve_together([issuer_server(settings), *metrics_servers(settings, ISSUER)], stop)
        else:
            if not (settings.postgres_url and settings.mongo_url):  # files are for one process
                held.enter_context(Ownership(settings.data_dir / name))
            await _serve_one(name, settings, stop)


async def serve_all(settings: Settings, stop: asyncio.Event, host: Host | None = None) -> None:
    """Serve all services, and the demo issuer unless tokens come from another one, in this process."""
    host = host or Host(settings, build_services(settings))
    verifier = verifier_of(settings)
    servers: list[WebServer] = []
    try:
        servers.extend(_server(settings, name, host.app(name, verifier)) for name in host.services)
        if uses_demo_issuer(settings):
            servers.append(issuer_server(settings))
        servers += metrics_servers(settings, next(iter(host.services)))
        await host.start()
        await serve_together(servers, stop)
    finally:
        await host.stop()
        for server in servers:
            server.listener.close()


async def _serve_one(name: str, settings: Settings, stop: asyncio.Event) -> None:
    host = Host(settings, build_services(settings, [name]))
    app = host.app(name, TokenVerifier.from_settings(settings), owns_host=True)
    await serve_together([_server(settings, name, app), *metrics_servers(settings, name)], stop)


def issuer_server(settings: Settings) -> WebServer:
    """The demo issuer's server."""
    return WebServer(demo_issuer(settings), ISSUER, settings.host, settings.issuer_port)


def metrics_servers(settings: Settings, name: str) -> list[WebServer]:
    """The server of the metrics of a process that is called so; none where the settings want none."""
    port = settings.metrics_port_of(name)
    return [WebServer(metrics_app(), METRICS, settings.metrics_host, port)] if port else []


def _server(settings: Settings, name: str, app: FastAPI) -> WebServer:
    return WebServer(app, str(name), settings.host, settings.port_of(name))
