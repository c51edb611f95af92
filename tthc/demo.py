"""The demo: the province's agencies, a real log of permits, and agencies of today, through all services.

Done again on the same data directory it adds nothing: every command has the key that it had the first time.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.client.services import Services
from shared.contracts.topics import Service
from shared.errors import Refusal
from shared.runtime.ownership import Ownership
from tthc.living.between import BetweenAgencies, between_agencies
from tthc.living.late import LateSteps, late_steps
from tthc.living.names import Names
from tthc.living.playing import play_script
from tthc.living.script import Script
from tthc.living.times import Before
from tthc.mining.log.driving import drive
from tthc.mining.log.driving_cases import CasesDone
from tthc.mining.log.driving_options import ImportOptions
from tthc.mining.log.driving_plan import ImportPlan
from tthc.mining.log.options import ReadOptions
from tthc.summary import Summary, summarise

EXAMPLES = Path(__file__).parents[1] / "examples"
AGENCIES = EXAMPLES / "agencies.csv"
PERMIT_LOG = EXAMPLES / "permit-receipt-log.csv.gz"
#: Where the log goes: its people aren't those of the agency of today.
LOG_AGENCY = "COSELOG"
LIVING_AGENCY = EXAMPLES / "living-agency.toml"
COORDINATIONS = EXAMPLES / "living-coordinations.toml"

CREDIT = (
    "Buijs, J.C.A.M. (2014): Receipt phase of an environmental permit application process (WABO), "
    "CoSeLoG project. Eindhoven University of Technology, 4TU.ResearchData, "
    "doi:10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6"
)

_MARK = "demo.json"
#: What the demo and its local servers leave in the data directory, besides the mark.
_MADE = ("*.sqlite", "*.sqlite-wal", "*.sqlite-shm", "deployment.json", "issuer", "logs", "servers")
#: What is there though nothing was done yet.
_HARMLESS = frozenset({"owner.lock", "backups", "tutorial", _MARK})


class DirectoryNotTheDemos(Refusal):
    code = "data-directory-not-the-demos"
    vi = "Thư mục {path} có dữ liệu không phải của bản trình diễn; hãy chọn TTHC_DATA_DIR khác."
    en = "The directory {path} holds data that isn't the demo's; choose another TTHC_DATA_DIR."


@dataclass(frozen=True, slots=True)
class DemoDirectory:
    """The demo's data directory: empty, or an earlier demo's."""

    path: Path

    def claim(self, today: date) -> date:
        """Mark the directory as the demo's; the day on which it was first. Raises `DirectoryNotTheDemos`."""
        self.check()
        self.path.mkdir(parents=True, exist_ok=True)
        mark = self.path / _MARK
        first = json.loads(mark.read_text("utf-8")).get("first_on") if mark.exists() else None
        day = date.fromisoformat(first) if first else today
        mark.write_text(json.dumps({"made_by": "tthc demo", "first_on": day.isoformat()}) + "\n", "utf-8")
        return day

    def check(self) -> None:
        """Refuse a directory with somebody else's data."""
        if self.path.is_dir() and not (self.path / _MARK).exists():
            foreign = {entry.name for entry in self.path.iterdir()} - _HARMLESS
            if foreign:
                raise DirectoryNotTheDemos(path=self.path, where=str(self.path / min(foreign)))

    def made(self) -> list[Path]:
        """What earlier demos left, if any."""
        return sorted(entry for pattern in _MADE for entry in self.path.glob(pattern))

    def clear(self) -> None:
        """Remove what earlier demos left, and nothing else. Raises `DirectoryOwned` while one runs."""
        self.check()
        with Ownership(self.path):
            for entry in self.made():
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()


def demo_import() -> ImportOptions:
    """The import of the permit log, which is from a municipality in the Netherlands."""
    return ImportOptions(
        path=PERMIT_LOG,
        read=ReadOptions(zone=ZoneInfo("Europe/Amsterdam")),
        calendar="NL",
        agency=LOG_AGENCY,
        agency_names=("Một đô thị Hà Lan (nhật ký CoSeLoG)", "A Dutch municipality (CoSeLoG log)"),
        procedure_name="Tiếp nhận hồ sơ cấp phép (nhật ký thực tế)",
    )


@dataclass(frozen=True, slots=True)
class Played:
    """What the demo came to."""

    summary: Summary  #: of the log
    late: LateSteps  #: of the agency of today, and of those that it asks
    between: BetweenAgencies
    names: Names


async def play(services: Services, plan: ImportPlan, day: date, done: CasesDone) -> Played:
    """Register the province's agencies, import the log, let the agencies of today work; what came of it.

    `day`: on which the demo was played first, before which their work lies.
    """
    table = {
        "csv": AGENCIES.read_text("utf-8"),
        "file": AGENCIES.name,
        "at": plan.earliest.isoformat(),
        "valid_from": plan.in_force_from.isoformat(),
    }
    await services.post(Service.CATALOG, "/agencies/import", key=plan.key("agencies", table), json=table)
    await services.caught_up(Service.CATALOG)
    summary = await summarise(services, await drive(services, plan, done))
    script = Script.read(LIVING_AGENCY, COORDINATIONS)
    await play_script(services, script, Before.of(day))
    at_work = sorted({one.agency for one in script.cases})
    return Played(
        summary,
        await late_steps(services, *at_work),
        await between_agencies(services, script.agency),
        await Names.ask(services),
    )
