"""Who may do what at Kafka: its access control lists, made as wanted (`tthc topics apply --acls`).

aiokafka knows these requests of the protocol, and has no methods for them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import for_code
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest, DescribeAclsRequest

from shared.messaging.connection import Kafka, client_options

ANYWHERE = "*"  #: any host; as a name: any resource
_ANY = 1


class AclResource(IntEnum):
    """What a right is about, by the protocol's numbers."""

    TOPIC = 2
    GROUP = 3
    CLUSTER = 4
    TRANSACTIONAL_ID = 5
    DELEGATION_TOKEN = 6
    USER = 7


class AclPattern(IntEnum):
    """Whether a name is the whole of it, or its beginning."""

    LITERAL = 3
    PREFIXED = 4


class AclOperation(IntEnum):
    """What a right lets one do."""

    ALL = 2
    READ = 3
    WRITE = 4
    CREATE = 5
    DELETE = 6
    ALTER = 7
    DESCRIBE = 8
    CLUSTER_ACTION = 9
    DESCRIBE_CONFIGS = 10
    ALTER_CONFIGS = 11
    IDEMPOTENT_WRITE = 12
    CREATE_TOKENS = 13
    DESCRIBE_TOKENS = 14
    TWO_PHASE_COMMIT = 15


class AclPermission(IntEnum):
    """Whether an entry gives a right, or takes it."""

    DENY = 2
    ALLOW = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Acl:
    """One entry of Kafka's list."""

    principal: str
    resource: AclResource
    name: str
    operation: AclOperation
    pattern: AclPattern = AclPattern.LITERAL
    permission: AclPermission = AclPermission.ALLOW
    host: str = ANYWHERE

    @property
    def wide(self) -> bool:
        """Whether it is about more than one resource."""
        return self.pattern is AclPattern.PREFIXED or self.name == ANYWHERE


class AclChange(StrEnum):
    """What was done about an entry, or is to be done."""

    ADDED = "added"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    KEPT = "kept: it is about more than this system's; look at it"


@dataclass(frozen=True, slots=True)
class AclReport:
    """An entry, and what became of it."""

    acl: Acl
    change: AclChange


#: What is to be done about an entry that is there and isn't wanted; None: it is none of our business.
Judge = Callable[[Acl], AclChange | None]


async def apply_acls(
    kafka: Kafka, wanted: Iterable[Acl], judge: Judge, *, dry_run: bool = False
) -> list[AclReport]:
    """Add what is wanted and lacks, remove what `judge` says; running it again changes nothing."""
    admin = AIOKafkaAdminClient(**client_options(kafka))
    await admin.start()
    try:
        present, whole = await _described(admin), frozenset(wanted)
        reports = [
            AclReport(one, AclChange.UNCHANGED if one in present else AclChange.ADDED)
            for one in sorted(whole)
        ]
        judged = ((one, judge(one)) for one in sorted(present - whole))
        reports += [AclReport(one, change) for one, change in judged if change is not None]
        for report in () if dry_run else reports:
            await _carry_out(admin, report)
        return reports
    finally:
        await admin.close()


async def _carry_out(admin: AIOKafkaAdminClient, report: AclReport) -> None:
    answer: Any
    if report.change is AclChange.ADDED:
        answer = await admin._send_request(CreateAclsRequest(*_told(report.acl)))
        _check(*answer.creation_responses[0])
    elif report.change is AclChange.REMOVED:
        answer = await admin._send_request(DeleteAclsRequest(*_told(report.acl)))
        _check(*answer.filter_responses[0][:2])


async def _described(admin: AIOKafkaAdminClient) -> frozenset[Acl]:
    """Every entry that there is."""
    everything: Any = (_ANY, None, _ANY, None, None, _ANY, _ANY)
    answer: Any = await admin._send_request(DescribeAclsRequest(*everything))
    _check(answer.error_code, answer.error_message)
    return frozenset(
        Acl(
            principal=principal,
            resource=AclResource(resource),
            name=name,
            operation=AclOperation(operation),
            pattern=AclPattern(pattern),
            permission=AclPermission(permission),
            host=host,
        )
        for resource, name, pattern, acls in answer.resources
        for principal, host, operation, permission in acls
    )


def _told(acl: Acl) -> tuple[int, str, int, str, str, int, int]:
    """In the order of the protocol."""
    return (acl.resource, acl.name, acl.pattern, acl.principal, acl.host, acl.operation, acl.permission)


def _check(code: int, message: str | None) -> None:
    if code != 0:
        raise for_code(code)(message)
