"""Every setting of the system: one name, one meaning, read once at start.

A setting `x` comes from `TTHC_X`; a secret one also from a file, `TTHC_X_FILE`. Where nothing is set, the
embedded profile runs on this machine alone: SQLite files, and messages in memory.
"""

import os
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import AliasChoices, DirectoryPath, Field, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from shared.deployment import DEFAULT_PORTS, metrics_port
from shared.settings.kafka import KafkaSettings
from shared.settings.metrics import MetricsSettings

PREFIX = "TTHC_"
TEST_PREFIX = "TTHC_TEST_"  #: variables of the tests, which are no settings
#: Of the catalog service on this machine, which serves the schemas.
DEMO_ADDRESS = f"http://127.0.0.1:{DEFAULT_PORTS['catalog']}"
DEMO_CLIENT_SECRET = "tthc-demo"  # noqa: S105 - known to all on purpose, and refused in production
KNOWN_PASSWORDS = frozenset(
    {"postgres", "password", "secret", "changeme", "admin", "root", "tthc", "tthc-demo"}
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Port = Annotated[int, Field(ge=1, le=65535)]


class Environment(StrEnum):
    """What the system is run for."""

    DEMO = "demo"  #: trying it out; the demo issuer may sign people in
    PRODUCTION = "production"  #: real work; refuses everything that is for the demo alone


class LogFormat(StrEnum):
    """How a line of the log is written."""

    JSON = "json"
    CONSOLE = "console"


def _port(service: str) -> Any:
    return Field(DEFAULT_PORTS[service], description=f"Port of the {service} service.")


def _own_issuer(known: dict[str, Any]) -> str:
    return f"http://{known['public_host']}:{known['issuer_port']}"


class Settings(KafkaSettings, MetricsSettings):
    """The settings of a process. Built by `load_settings`, never changed afterwards."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", populate_by_name=True, env_ignore_empty=True
    )

    environment: Environment = Field(
        Environment.DEMO,
        description="`demo`, or `production`, which refuses everything that is for the demo alone.",
    )
    address: str = Field(
        DEMO_ADDRESS,
        pattern=r"^https?://[!-~]+[^/\s]$",
        description="The deployment's own address (`https://…`): source and schemas of its events.",
    )
    data_dir: Path = Field(Path("var"), description="The folder of all data of the embedded profile.")

    postgres_url: str | None = Field(
        None,
        repr=False,
        validation_alias=AliasChoices("TTHC_POSTGRES_URL", "POSTGRES_URL"),
        description="PostgreSQL, as `postgresql://user:password@host:port`; databases `tthc_<service>`. "
        "Without it: SQLite files in `data_dir`.",
        json_schema_extra={"secret": True},
    )
    mongo_url: str | None = Field(
        None,
        repr=False,
        validation_alias=AliasChoices("TTHC_MONGO_URL", "MONGO_URL"),
        description="MongoDB, as `mongodb://user:password@host:port`; databases `tthc_<service>`. "
        "Without it: SQLite documents in `data_dir`.",
        json_schema_extra={"secret": True},
    )

    national_list_fields: Path | None = Field(
        None,
        description="A JSON file with the fields of the list for the national database. Without it: our own.",
    )

    host: str = Field("127.0.0.1", description="The network address that the services listen on.")
    public_host: str = Field("127.0.0.1", description="The host name under which people reach the services.")
    service_host: str | None = Field(
        None,
        pattern=r"^[\w.{}-]+$",
        description="The host name under which commands reach a service from elsewhere; `{service}` stands "
        "for its name. Without it: `TTHC_PUBLIC_HOST`.",
    )
    issuer_port: Port = Field(8100, description="Port of the demo issuer.")
    catalog_port: Port = _port("catalog")
    cases_port: Port = _port("cases")
    sla_port: Port = _port("sla")
    notify_port: Port = _port("notify")
    request_bytes_maximum: int = Field(
        1024 * 1024, ge=1024, description="The largest body of a request, in bytes; more is answered 413."
    )

    font_directory: DirectoryPath | None = Field(
        None,
        description="A folder of fonts for PDFs, besides the system's. They are set in Times New Roman, "
        "else in Tinos, else in typst's own font.",
    )

    oidc_issuer: str = Field(
        default_factory=_own_issuer,
        pattern=r"^https?://\S+$",
        description="The OpenID Connect issuer whose tokens are accepted. Without it: the demo issuer.",
    )
    oidc_audience: str = Field("tthc", min_length=1, description="The audience that a token must be for.")
    oidc_client_id: str = Field(
        "importer", description="The client as which the command line asks for its tokens."
    )
    oidc_client_secret: str = Field(
        DEMO_CLIENT_SECRET,
        repr=False,
        description="That client's secret.",
        json_schema_extra={"secret": True},
    )
    oidc_leeway_seconds: int = Field(
        60, ge=0, le=300, description="By how many seconds the issuer's clock may differ from ours."
    )
    oidc_refetch_seconds: int = Field(
        60,
        ge=1,
        description="An unknown key identifier makes us fetch the issuer's keys at most once in this time.",
    )
    oidc_keys_fresh_seconds: int = Field(
        300,
        ge=1,
        description="After this time the issuer's keys, and tokens checked before, are checked anew.",
    )
    oidc_keys_expire_seconds: int = Field(
        86_400, ge=1, description="For how long keys are still used while the issuer can't be reached."
    )

    event_bytes_maximum: int = Field(
        65_536, ge=1024, le=65_536, description="The largest event that the event store takes, in bytes."
    )
    save_bytes_maximum: int = Field(
        131_072, ge=1024, le=131_072, description="The most that one save of the event store holds, in bytes."
    )
    aggregate_cache_size: int = Field(
        10_000, ge=0, description="How many aggregates a service keeps in memory."
    )
    relay_chunk: int = Field(
        500, ge=1, le=5000, description="The most events that the relay publishes in one go."
    )
    consumer_session_seconds: int = Field(
        15,
        ge=6,
        le=300,
        description="A consumer that gives Kafka no sign of life for so long counts as dead; until then "
        "its successor waits.",
    )
    topic_partitions: int = Field(
        6, ge=1, le=1000, description="Partitions of a topic; fixed when it is created."
    )
    topic_replication_factor: int = Field(
        1, ge=1, le=9, description="Copies that Kafka keeps of a topic; production wants 3."
    )

    reviewing_agency: str = Field(
        "SNV",
        min_length=1,
        description="Code of the agency that comments on drafts of catalogues: Home Affairs.",
    )
    comment_days: int = Field(
        10, ge=1, le=365, description="The least time for comments on a draft, in calendar days."
    )
    comment_reminder_days: int = Field(
        2, ge=0, le=365, description="So many days before that time ends, it is reminded of."
    )
    acknowledgement_days: int = Field(
        5,
        ge=1,
        le=365,
        description="An agency that hasn't acknowledged a catalogue is reminded each time so many days pass.",
    )
    acknowledgement_reminders: int = Field(
        3,
        ge=1,
        le=20,
        description="So often at most; with the last one, the head of the issuing agency is told.",
    )
    review_months: int = Field(
        12, ge=1, le=120, description="An edition's review falls due so many months after it came into force."
    )
    review_announced_days: int = Field(
        30, ge=0, le=365, description="So many days before that, the review is announced."
    )

    culture_day: Literal["provisional", "enacted", "worked"] | None = Field(
        None,
        description="What 24 November (Vietnam's Culture Day, from 2026) is in calendar VN: announced as a "
        "day off and not enacted (`provisional`), a day off by law (`enacted`), or worked (`worked`). It "
        "holds from the next start on, and open cases are counted anew. Without it, a new calendar has the "
        "day as provisional, and one that is there stays as it is.",
    )

    report_schedule: str = Field(
        "month,quarter",
        pattern=r"^(none|(week|month|quarter|year)(,(week|month|quarter|year))*)$",
        description="Reports are made of these periods by themselves, at the first working instant after "
        "their end: of `week,month,quarter,year` those that are named, or `none`.",
    )
    report_agencies: str = Field(
        "all",
        min_length=1,
        max_length=2_000,
        description="Of whom reports are made by themselves: codes of agencies, with commas between them, "
        "and `province` for the whole of it. `all`: of the province, and of each agency that had work in the "
        "period.",
    )

    access_log_days: int = Field(
        730,
        ge=1,
        le=36_500,
        description="Who looked at a case is kept for so many days; then it goes, a week at a time.",
    )

    export_key: str | None = Field(
        None,
        min_length=16,
        repr=False,
        description="The key of people's pseudonyms in exported logs, which are the same in each export. "
        "Without it: a new one for each, and nobody is found again in another.",
        json_schema_extra={"secret": True},
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="What is logged at all."
    )
    log_format: LogFormat = Field(LogFormat.JSON, description="`json` for machines, `console` for people.")

    @field_validator("*", mode="before")
    @classmethod
    def _file_was_read(cls, value: object) -> object:
        if isinstance(value, _Unreadable):
            raise ValueError(value.reason)
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        problems = []
        if self.event_bytes_maximum > self.save_bytes_maximum:
            problems.append("TTHC_EVENT_BYTES_MAXIMUM: an event can't be larger than TTHC_SAVE_BYTES_MAXIMUM")
        if self.oidc_keys_expire_seconds < self.oidc_keys_fresh_seconds:
            problems.append("TTHC_OIDC_KEYS_EXPIRE_SECONDS: must not be below TTHC_OIDC_KEYS_FRESH_SECONDS")
        if self.environment is Environment.PRODUCTION:
            problems += _unfit_for_production(self)
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @property
    def export_key_bytes(self) -> bytes | None:
        """The key of pseudonyms, if there is one."""
        return self.export_key.encode() if self.export_key is not None else None

    @property
    def production(self) -> bool:
        """Whether real work is done here."""
        return self.environment is Environment.PRODUCTION

    @property
    def distributed(self) -> bool:
        """Whether anything lies outside of this machine's data directory."""
        return bool(self.kafka_bootstrap_servers or self.postgres_url or self.mongo_url)

    def port_of(self, service: str) -> int:
        """The port that the service listens on."""
        port: int = getattr(self, f"{service}_port")
        return port

    def url_of(self, service: str) -> str:
        """Where commands reach the service, without a slash at the end."""
        host = (self.service_host or self.public_host).replace("{service}", service)
        return f"http://{host}:{self.port_of(service)}"

    def metrics_port_of(self, service: str) -> int:
        """The port that the metrics of the service's process are told on; 0: none."""
        return metrics_port(self.port_of(service)) if self.metrics_port is None else self.metrics_port

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class names it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class names it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the code gives comes before files, files before plain variables; nothing else is read."""
        return init_settings, _SecretFiles(settings_cls), env_settings


class _Unreadable:
    """Stands for the value of a secret whose file can't be used."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


class _SecretFiles(PydanticBaseSettingsSource):
    """Secrets from the files that `TTHC_<NAME>_FILE` names."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        variable = f"{PREFIX}{field_name.upper()}_FILE"
        path = os.environ.get(variable)
        if not path or not is_secret(field):
            return None, field_name, False
        if any(os.environ.get(other) for other in variables_of(field_name, field)):
            return _Unreadable(f"is set, and {variable} too: keep one of them"), field_name, False
        try:
            value = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            return _Unreadable(f"{variable} names {path}, which can't be read: {error}"), field_name, False
        return value or _Unreadable(f"{variable} names {path}, which is empty"), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {}
        for name, field in Settings.model_fields.items():
            value, _, _ = self.get_field_value(field, name)
            if (
                value is not None
            ):  # under the name that the other sources use, or pydantic takes it for another
                found[variables_of(name, field)[0] if field.validation_alias else name] = value
        return found


def is_secret(field: FieldInfo) -> bool:
    """Whether its value is shown to nobody, and may come from a file."""
    return isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("secret") is True


def variables_of(name: str, field: FieldInfo) -> list[str]:
    """The environment variables that may state a setting."""
    if isinstance(field.validation_alias, AliasChoices):
        return [str(choice) for choice in field.validation_alias.choices]
    return [PREFIX + name.upper()]


def _unfit_for_production(settings: Settings) -> list[str]:
    problems = []
    issuer = urlsplit(settings.oidc_issuer)
    if issuer.scheme != "https" or issuer.hostname in LOOPBACK:
        problems.append(
            "TTHC_OIDC_ISSUER: production needs an issuer of its own, by https; the demo issuer is refused"
        )
    if settings.address.startswith(DEMO_ADDRESS):
        problems.append("TTHC_ADDRESS: production needs the deployment's own address")
    if settings.oidc_client_secret in KNOWN_PASSWORDS:
        problems.append("TTHC_OIDC_CLIENT_SECRET: production refuses a secret that everybody knows")
    for variable, url in (
        ("TTHC_POSTGRES_URL", settings.postgres_url),
        ("TTHC_MONGO_URL", settings.mongo_url),
    ):
        if url is not None and unquote(urlsplit(url).password or "") in KNOWN_PASSWORDS:
            problems.append(f"{variable}: production refuses a password that everybody knows")
    if settings.postgres_url is not None and _is_embedded(settings.postgres_url, settings.data_dir):
        problems.append(
            "TTHC_POSTGRES_URL: production refuses the embedded PostgreSQL, where any local user is superuser"
        )
    return problems + settings.kafka_unfit_for_production()


def _is_embedded(url: str, data_dir: Path) -> bool:
    """Whether the server's Unix socket lies where the demo and the tests start theirs."""
    parts = urlsplit(url)
    hosts = [unquote(parts.netloc.rpartition("@")[2]), *parse_qs(parts.query).get("host", [])]
    folders = [folder.resolve() for folder in (data_dir, Path(tempfile.gettempdir()))]
    return any(
        Path(host).resolve().is_relative_to(folder)
        for host in hosts
        if host.startswith("/")
        for folder in folders
    )
