"""What `tthc topics apply` does: the topics, and with `--acls` who may do what with them."""

from collections.abc import Sequence
from typing import Any

from shared.messaging.acls import AclReport
from shared.messaging.topics import TopicChange, TopicReport
from tthc.commands.tables import headed
from tthc.commands.terminal import ExitCode, Terminal
from tthc.operations.access_rights import apply_rights
from tthc.operations.record import settings_of_running
from tthc.operations.topics import make_topics


def run_topics(terminal: Terminal, *, acls: bool, dry_run: bool) -> None:
    """Make the topics as designed; with `acls` the rights as well, which `dry_run` leaves as they are."""
    settings = settings_of_running(terminal.settings())
    topics: Sequence[TopicReport] = [] if dry_run else terminal.run(make_topics(settings))
    rights: Sequence[AclReport] = terminal.run(apply_rights(settings, dry_run=dry_run)) if acls else []
    if terminal.json:
        terminal.result({"topics": [_topic(one) for one in topics], "acls": [_right(one) for one in rights]})
    else:
        _show(terminal, topics, rights)
    if any(one.change is TopicChange.LEFT for one in topics):
        raise SystemExit(ExitCode.REFUSED)


def _topic(report: TopicReport) -> dict[str, Any]:
    return {"topic": report.topic, "change": report.change.value, "partitions": report.partitions}


def _right(report: AclReport) -> dict[str, Any]:
    acl = report.acl
    return {
        "principal": acl.principal,
        "operation": acl.operation.name.lower(),
        "resource": acl.resource.name.lower(),
        "name": acl.name,
        "pattern": acl.pattern.name.lower(),
        "permission": acl.permission.name.lower(),
        "host": acl.host,
        "change": report.change.value,
    }


def _show(terminal: Terminal, topics: Sequence[TopicReport], rights: Sequence[AclReport]) -> None:
    if topics:
        names = terminal.translated("Topic|Phân vùng|Việc đã làm", "Topic|Partitions|What was done")
        table = headed(names)
        for report in topics:
            table.add_row(report.topic, str(report.partitions), report.change.value)
        terminal.out.print(table)
    if rights:
        names = terminal.translated("Ai|Quyền|Trên|Việc đã làm", "Who|Right|About|What was done")
        table = headed(names)
        for right in map(_right, rights):
            about = f"{right['resource']} {right['name']}"
            table.add_row(right["principal"], right["operation"], about, right["change"])
        terminal.out.print(table)
