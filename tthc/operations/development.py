"""What is for trying and development, and isn't installed in a province: the demo's issuer, local servers.

It is a distribution of its own, `tthc-dev` (the source's folder `dev/`), and imported when it is asked for.
"""

from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import Any

from fastapi import FastAPI

from shared.auth.verifier import TokenVerifier
from shared.client.tokens import Tokens
from shared.errors import Refusal
from shared.settings import Settings
from tthc.operations.deployment_options import DeploymentOptions


class DevelopmentMissing(Refusal):
    """Something was asked for that only `tthc-dev` has."""

    code = "development-missing"
    status = 503
    vi = (
        "Chưa cài tthc-dev, phần chỉ dùng khi thử nghiệm và phát triển; hãy cài từ mã nguồn "
        "(pip install ./dev), hoặc đặt {settings}."
    )
    en = (
        "tthc-dev, which is for trying and development alone, is not installed; install it from the source "
        "(pip install ./dev), or set {settings}."
    )


def demo_tokens(settings: Settings) -> Tokens:
    """Tokens of the demo's clients, made in this process. Raises `DevelopmentMissing`."""
    tokens: Tokens = _issuer("tokens").OwnTokens(_issuer("tokens").DemoTokens(settings))
    return tokens


def demo_verifier(settings: Settings) -> TokenVerifier:
    """What checks the demo issuer's tokens without asking it. Raises `DevelopmentMissing`."""
    verifier: TokenVerifier = _issuer("tokens").DemoTokens(settings).verifier()
    return verifier


def demo_issuer(settings: Settings) -> FastAPI:
    """The demo issuer's application. Raises `DevelopmentMissing`."""
    app: FastAPI = _issuer("app").build_issuer_app(settings)
    return app


def demo_agency() -> str:
    """The agency that the demo's people work in if none is named. Raises `DevelopmentMissing`."""
    agency: str = _issuer("people").DEMO_AGENCY
    return agency


def local_servers(settings: Settings, options: DeploymentOptions) -> AbstractAsyncContextManager[Settings]:
    """Start the servers that are asked for; the settings with their URLs. Raises `DevelopmentMissing`."""
    urls = sorted(f"TTHC_{name.upper()}" for name in options.lacking(settings))
    module = _imported("dev.local.deployment", ", ".join(urls))
    servers: AbstractAsyncContextManager[Settings] = module.local_servers(settings, options)
    return servers


def _issuer(module: str) -> Any:
    return _imported(f"dev.issuer.{module}", "TTHC_OIDC_ISSUER")


def _imported(module: str, settings: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if not f"{module}.".startswith(f"{missing.name}."):  # it is there, and lacks something itself
            raise
        raise DevelopmentMissing(settings=settings, where=module) from None
