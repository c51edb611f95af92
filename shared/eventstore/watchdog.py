"""Ends the process when the store hangs, and a decision that computes without end.

A process whose store hangs is better started again than holding the table's lock for ever. One that computes
would only begin anew after each start: the decision is interrupted instead, so that whoever asked for it is
refused, and a message that led to it can be set aside.
"""

import ctypes
import os
import threading
import time
from types import TracebackType

import structlog

#: Longer than PostgreSQL's own transaction time-out, so that it comes first where it works.
_SECONDS = 15.0
#: Of processor time, which waiting for the store doesn't use. Whoever waits is refused after nine seconds.
DECISION_SECONDS = 7.0
#: What goes on after it was interrupted ends the process too.
_PATIENCE_FACTOR = 4
#: sysexits.h EX_TEMPFAIL: whoever supervises the process starts it again.
EXIT_CODE = 75

log = structlog.get_logger()


class Interrupted(BaseException):
    """Raised inside of a decision that computes too long; no decision is to catch it."""


class Watchdog:
    """Watches one thread's use of the store: `with watchdog:` around each step, not nested."""

    def __init__(
        self, name: str, seconds: float = _SECONDS, decision_seconds: float = DECISION_SECONDS
    ) -> None:
        self._name = name
        self._seconds = seconds
        self._decision_seconds = decision_seconds
        self._since: float | None = None
        self._decision: Decision | None = None
        self._interrupting = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"{name}-watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopping.set()

    def deciding(self) -> "Decision":
        """Watches a step that decides: `Interrupted` is raised in it when it computes too long."""
        return Decision(self)

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._since = None

    def begin(self, decision: "Decision") -> None:
        """The thread decides from now on."""
        self._decision, self._since = decision, time.monotonic()

    def end(self) -> None:
        """The decision is over: nothing interrupts it any more."""
        with self._interrupting:
            decision, self._decision, self._since = self._decision, None, None
        if decision is not None and decision.interrupted:
            _raise_in(decision.thread, None)

    def _watch(self) -> None:
        while not self._stopping.wait(min(1.0, self._decision_seconds / 2)):
            since = self._since
            if since is None:
                continue
            patience = self._seconds
            with self._interrupting:
                decision = self._decision
                if decision is not None:
                    patience = self._look_at(decision)
            if time.monotonic() - since > patience:
                log.critical("the store hangs; the process ends", store=self._name, seconds=self._seconds)
                os._exit(EXIT_CODE)

    def _look_at(self, decision: "Decision") -> float:
        """Interrupt the decision if it computes too long; how long it may go on in all."""
        computed = decision.computed()
        if computed > self._decision_seconds and not decision.interrupted:
            log.error("a decision computes too long", store=self._name, seconds=self._decision_seconds)
            decision.interrupted = True
            _raise_in(decision.thread, Interrupted)
        # What computes doesn't hang; what has little of a busy machine takes as much longer.
        return self._seconds * (_PATIENCE_FACTOR if computed > self._decision_seconds / 10 else 1)


class Decision:
    """One decision of a thread, and what it has computed so far."""

    def __init__(self, watchdog: Watchdog) -> None:
        self.thread = threading.get_ident()
        self.interrupted = False
        self._watchdog = watchdog
        self._began = time.thread_time()

    def computed(self) -> float:
        """The processor time since the beginning, in seconds. From any thread."""
        return time.clock_gettime(time.pthread_getcpuclockid(self.thread)) - self._began

    def __enter__(self) -> None:
        self._watchdog.begin(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watchdog.end()


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Raise an exception in another thread, at its next step in Python; None takes one back."""
    raised = None if kind is None else ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
