"""Where the demo's answers open: documentation, a token, and the lists behind each figure, to be typed so."""

from collections.abc import Mapping, Sequence

from rich.markup import escape

from tthc.commands.terminal import Terminal
from tthc.demo import LOG_AGENCY
from tthc.living.late import LateStep

_RECIPE = """\
  TOKEN=$(curl -s '{issuer}/token?person=chu-tich&agency={agency}' |
    python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')
  ask() {{ curl -s -H "Authorization: Bearer $TOKEN" "$1" | python3 -m json.tool --no-ensure-ascii; }}"""

#: Of which service, what is asked, and what that is. A figure opens into cases, a case into its events.
_QUESTIONS = (
    ("sla", "/figures?agency={agency}&by=official", "ai trễ nhiều nhất", "who is late most"),
    ("sla", "/overdue?agency={agency}", "các bước đang quá hạn", "the steps that are overdue"),
    ("sla", "/clocks?agency={agency}&due_soon=true", "hồ sơ sắp đến hạn", "the cases that are due soon"),
    ("sla", "/clocks?agency={log}&late=true", "hồ sơ trễ hạn của nhật ký", "the log's late cases"),
)
#: Of the case that is overdue most.
_OF_A_CASE = (
    ("sla", "/clocks/{case}/why", "vì sao hạn là lúc đó", "why it is due when it is"),
    ("cases", "/cases/{case}/events", "mọi việc đã xảy ra", "everything that has happened"),
)
_LAST = (("cases", "/cases?agency={agency}&status=suspended", "hồ sơ tạm dừng", "the suspended cases"),)


def show_addresses(
    terminal: Terminal, urls: Mapping[str, str], issuer: str, agency: str, late: Sequence[LateStep]
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
    named = {"agency": agency, "log": LOG_AGENCY, "case": late[0].case_number if late else ""}
    for service, path, vi, en in (*_QUESTIONS, *(_OF_A_CASE if late else ()), *_LAST):
        lines.append(f"  # {terminal.translated(vi, en)}")
        lines.append(f"  ask '{urls[service]}{path.format(**named)}'")
    terminal.out.print(escape("\n".join(lines)), soft_wrap=True)
