"""Whose tokens the command line works with: the demo's, made in this process, or those of the issuer."""

from shared.auth.verifier import TokenVerifier
from shared.client.tokens import IssuedTokens, Tokens, uses_demo_issuer
from shared.settings import Settings
from tthc.operations.development import demo_tokens, demo_verifier


def tokens_of(settings: Settings) -> Tokens:
    """Access tokens for the command line's own requests."""
    return demo_tokens(settings) if uses_demo_issuer(settings) else IssuedTokens(settings)


def verifier_of(settings: Settings) -> TokenVerifier:
    """Who checks tokens for services in this process."""
    return demo_verifier(settings) if uses_demo_issuer(settings) else TokenVerifier.from_settings(settings)
