"""Who may do what over HTTP: tokens, principals, and the rule that every endpoint states."""

from shared.auth.errors import NotInAgency, RoleMissing, TokenFault, Unauthenticated, UnitUnclear
from shared.auth.keys import FixedKeys, IssuerKeys
from shared.auth.principal import Grant, Principal
from shared.auth.rules import allow, assert_ruled, public, signed_in, unruled_routes
from shared.auth.verifier import TokenVerifier

__all__ = [
    "FixedKeys",
    "Grant",
    "IssuerKeys",
    "NotInAgency",
    "Principal",
    "RoleMissing",
    "TokenFault",
    "TokenVerifier",
    "Unauthenticated",
    "UnitUnclear",
    "allow",
    "assert_ruled",
    "public",
    "signed_in",
    "unruled_routes",
]
