"""Where the demo's answers open: documentation, a token, and the lists behind each figure, to be typed so."""

from collections.abc import Mapping

from rich.markup import escape

from tthc.commands.terminal import Terminal

_RECIPE = """\
  TOKEN=$(curl -s '{issuer}/token?person=chu-tich&agency={agency}' |
    python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')
  ask() {{ curl -s -H "Authorization: Bearer $TOKEN" "$1" | python3 -m json.tool --no-ensure-ascii; }}"""

#: Of which service, what is asked, and what that is.
_QUESTIONS = (
    ("sla", "/overdue?agency={agency}", "các bước đang quá hạn", "the steps that are overdue"),
    ("sla", "/figures?agency={agency}&by=official", "ai quá hạn nhiều nhất", "who is overdue most"),
    ("cases", "/cases?agency={agency}&status=open", "hồ sơ đang mở", "the open cases"),
    ("cases", "/cases?agency={agency}&status=suspended", "hồ sơ tạm dừng", "the suspended ones"),
)


def show_addresses(terminal: Terminal, urls: Mapping[str, str], issuer: str, agency: str) -> None:
    """Print them on stdout."""
    for name, url in urls.items():
        terminal.out.print(f"  {name:8} [link={url}/docs]{escape(url)}/docs[/link]", soft_wrap=True)
    lines = [
        terminal.translated(
            "Lấy mã truy cập rồi hỏi (Ctrl-C để dừng):", "Get a token, then ask (Ctrl-C stops everything):"
        ),
        _RECIPE.format(issuer=issuer, agency=agency),
    ]
    for service, path, vi, en in _QUESTIONS:
        lines.append(f"  # {terminal.translated(vi, en)}")
        lines.append(f"  ask '{urls[service]}{path.format(agency=agency)}'")
    terminal.out.print(escape("\n".join(lines)), soft_wrap=True)
