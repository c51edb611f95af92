"""Where the demo's answers open: documentation, a token, and the lists behind each figure, to be typed so."""

from collections.abc import Mapping

from rich.markup import escape

from tthc.commands.terminal import Terminal
from tthc.demo import LOG_AGENCY, Played

_RECIPE = """\
  TOKEN=$(curl -s '{issuer}/token?person=chu-tich&agency={agency}' |
    python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')
  ask() {{ curl -s -H "Authorization: Bearer $TOKEN" "$1" | python3 -m json.tool --no-ensure-ascii; }}"""

#: Of which service, what is asked, and what that is. A figure opens into cases, a case into its events.
_QUESTIONS = (
    ("sla", "/figures?agency={agency}&by=official", "ai trễ nhiều nhất", "who is late most"),
    ("sla", "/overdue?agency={agency}&waiting=false", "các bước đang quá hạn", "the steps that are overdue"),
    (
        "sla",
        "/overdue?agency={agency}&waiting=true",
        "các bước quá hạn, đang chờ cơ quan khác",
        "those that are overdue, waiting for another agency",
    ),
    (
        "cases",
        "/coordinations?owed=true&order=due",
        "đề nghị phối hợp chưa được trả lời",
        "what agencies haven't answered",
    ),
    ("cases", "/buck-passing?agency={agency}", "đùn đẩy trách nhiệm", "buck-passing"),
    (
        "notify",
        "/inbox/entries",
        "điều được báo lên lãnh đạo tỉnh",
        "what the leader of the province is told",
    ),
    ("sla", "/clocks?agency={agency}&due_soon=true", "hồ sơ sắp đến hạn", "the cases that are due soon"),
    ("sla", "/clocks?agency={log}&late=true", "hồ sơ trễ hạn của nhật ký", "the log's late cases"),
)
#: Of a case over agencies.
_OF_A_TREE = (
    ("cases", "/cases/{tree}/tree", "hồ sơ chờ lâu nhất, qua các cơ quan", "the case that waits longest"),
    ("cases", "/cases/{tree}/story", "diễn biến của nó, thành câu", "its story in sentences"),
)
#: Of the case that is overdue most.
_OF_A_CASE = (
    (
        "sla",
        "/clocks/{case}/why",
        "hồ sơ trễ nhất: vì sao hạn là lúc đó",
        "the latest one: why it is due when it is",
    ),
    ("cases", "/cases/{case}/events", "mọi việc đã xảy ra trong đó", "everything that has happened in it"),
)
_LAST = (("cases", "/cases?agency={agency}&status=suspended", "hồ sơ tạm dừng", "the suspended cases"),)


def show_addresses(
    terminal: Terminal, urls: Mapping[str, str], issuer: str, agency: str, played: Played
) -> None:
    """Print them on stdout."""
    for name, url in urls.items():
        terminal.out.print(f"  {name:8} [link={url}/docs]{escape(url)}/docs[/link]", soft_wrap=True)
    lines = [
        terminal.translated(
            "Lấy mã truy cập rồi hỏi (Ctrl-C để dừng):", "Get a token, then ask (Ctrl-C stops everything):"
        ),
        _RECIPE.format(issuer=issuer, agency=agency),
    ]
    late, tree = played.late.steps, played.between.tree
    named = {
        "agency": agency,
        "log": LOG_AGENCY,
        "case": late[0].case_number if late else "",
        "tree": tree["case"]["case_number"] if tree else "",
    }
    asked = (*_QUESTIONS, *(_OF_A_TREE if tree else ()), *(_OF_A_CASE if late else ()), *_LAST)
    for service, path, vi, en in asked:
        lines.append(f"  # {terminal.translated(vi, en)}")
        lines.append(f"  ask '{urls[service]}{path.format(**named)}'")
    terminal.out.print(escape("\n".join(lines)), soft_wrap=True)
