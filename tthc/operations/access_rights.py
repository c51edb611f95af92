"""What each service may do at Kafka: of what it publishes and subscribes to, and nothing said twice."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from shared.contracts.topics import CURRENT_TOPICS, SERVICE_TOPICS, Service, Topic
from shared.deployment import PUBLISHERS
from shared.messaging.acls import (
    Acl,
    AclChange,
    AclOperation,
    AclPermission,
    AclReport,
    AclResource,
    apply_acls,
)
from shared.messaging.producing import relay_name
from shared.messaging.subscription import Subscription
from shared.settings import Settings
from tthc.operations.topics import kafka_of

#: What others may have of a topic: events are told to whoever is let in, by whoever looks after Kafka.
_LOOKING = frozenset({AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS})


def subscriptions_of(service: Service) -> Sequence[Subscription]:
    """What a service follows, as it declares it."""
    declared: Sequence[Subscription] = import_module(f"services.{service.value}.consumers").SUBSCRIPTIONS
    return declared


def topics_of(service: Service) -> tuple[Topic, ...]:
    """The topics that a service alone writes."""
    own = SERVICE_TOPICS[service]
    return (own, own.dead_letters, *CURRENT_TOPICS.get(service, ()))


def rights_of(service: Service, principal: str) -> Iterator[Acl]:
    """A service writes its topics, and reads them to see how far it has come; it reads what it follows."""

    def may(operation: AclOperation, resource: AclResource, name: str) -> Acl:
        return Acl(principal=principal, resource=resource, name=name, operation=operation)

    followed = subscriptions_of(service)
    for topic in topics_of(service):
        yield may(AclOperation.WRITE, AclResource.TOPIC, topic.value)
    for topic in dict.fromkeys((*topics_of(service), *(one.topic for one in followed))):
        yield may(AclOperation.READ, AclResource.TOPIC, topic.value)
    for group in dict.fromkeys(one.group for one in followed):
        yield may(AclOperation.READ, AclResource.GROUP, group)
    yield may(AclOperation.WRITE, AclResource.TRANSACTIONAL_ID, relay_name(service.value))


async def apply_rights(settings: Settings, *, dry_run: bool = False) -> list[AclReport]:
    """Let each service do what it does, and nobody else do it. Raises NeedsKafka."""
    principals = {service: settings.principal_of(service.value) for service in PUBLISHERS}
    wanted = {acl for service, name in principals.items() for acl in rights_of(service, name)}
    ours, names = frozenset(principals.values()), {(acl.resource, acl.name) for acl in wanted}

    def judge(acl: Acl) -> AclChange | None:
        """Our services have nothing else; others may read our topics, and no more."""
        if acl.principal in ours:
            return AclChange.REMOVED
        if acl.permission is AclPermission.DENY or _only_looks(acl):
            return None
        if acl.wide:
            return AclChange.KEPT if _reaches(acl, names) else None
        return AclChange.REMOVED if (acl.resource, acl.name) in names else None

    return await apply_acls(kafka_of(settings), wanted, judge, dry_run=dry_run)


def _only_looks(acl: Acl) -> bool:
    return acl.operation is AclOperation.DESCRIBE or (
        acl.resource is AclResource.TOPIC and acl.operation in _LOOKING
    )


def _reaches(acl: Acl, names: set[tuple[AclResource, str]]) -> bool:
    """Whether an entry about several resources is about one of these."""
    beginning = "" if acl.name == "*" else acl.name
    return any(acl.resource is resource and name.startswith(beginning) for resource, name in names)
