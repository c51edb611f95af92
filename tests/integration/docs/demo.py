"""README's demo in a checkout: what it tells, and what it has one type."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.kernel import RECORDING_BOUND
from shared.settings import Settings
from shared.vietnam_time import VIETNAM
from tests.integration.docs.checkout import left_running
from tests.integration.docs.deployment import shell
from tests.integration.docs.pages import ROOT, to_run
from tthc.demo import COORDINATIONS, LIVING_AGENCY
from tthc.living.script import Script
from tthc.living.times import Before

README = ROOT / "README.md"
#: README's blocks.
DEMO, ACTIVATE = (text for _, text in to_run(README))
_RECIPE_FOLLOWS = "Get a token, then ask (Ctrl-C stops everything):\n"
_LAST_LINE = "status=suspended"


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that serves."""

    folder: Path
    settings: Settings
    told: str

    @property
    def recipe(self) -> str:
        """The lines that it has one type."""
        return self.told.partition(_RECIPE_FOLLOWS)[2]

    def ask(self, environment: Mapping[str, str]) -> str:
        """Type them in a second shell, after README's other block; what that shows."""
        with shell(self.folder, environment) as bash:
            bash.type(ACTIVATE)
            return bash.type(self.recipe)


@contextmanager
def demo_in(folder: Path, settings: Settings, environment: Mapping[str, str]) -> Iterator[Demo]:
    """Type README's first block; the demo ends as README has it, by Ctrl-C."""
    with left_running(DEMO, folder, environment) as running:
        yield Demo(folder, settings, running.until(_LAST_LINE))
        running.interrupt()


def check_told(told: str) -> None:
    """The summary and the check; who is late, by how much, and why; who sits on a coordination."""
    assert all(figure in told for figure in ("1,434", "8,577", " 92 "))
    assert "Verify: 0 disagreements." in told
    assert "Nguyễn Văn Bình, Phòng Tổ chức cán bộ, Department of Home Affairs: overdue by" in told
    assert "Why: it was handed on, and nobody has received it." in told
    assert " steps overdue; 3 overdue, waiting for another agency" in told
    assert "Department of Finance: owes Department of Home Affairs an answer, overdue by" in told
    assert "└── STTTT-" in told


def check_answers(answers: str) -> None:
    """The figures open: the log's late cases, the agency's overdue steps and suspended cases."""
    assert "urn:tthc:problem" not in answers
    assert '"total": 92' in answers  # which the summary counts
    assert answers.count('"SNV') >= 10
    assert '"overdue": true' in answers
    assert '"official_name": "Nguyễn Văn Bình"' in answers
    assert '"status": "suspended"' in answers
    assert '"waiting_for": [' in answers
    assert '"asking_agency": "SNV"' in answers
    assert '"kind": "refused_in_turn"' in answers
    assert ('"kind": "buck_passing"' in answers) is told_of_passing()


def told_of_passing() -> bool:
    """Whether the script's second decline, hours before today, is news: not after many days off."""
    now, cases = datetime.now(VIETNAM), Script.read(LIVING_AGENCY, COORDINATIONS).cases
    declined = [one.hours_ago for case in cases for one in case.deeds if one.words.startswith("decline ")]
    return now - Before.of(now.date()).hours(min(declined)) <= RECORDING_BOUND
