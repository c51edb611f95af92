"""What is the same at every service's HTTP door."""

from shared.http.app import build_app
from shared.http.language import language_of
from shared.http.locations import created
from shared.http.probes import Check, Readiness
from shared.http.problems import Problem, problem_response, refusals

__all__ = [
    "Check",
    "Problem",
    "Readiness",
    "build_app",
    "created",
    "language_of",
    "problem_response",
    "refusals",
]
