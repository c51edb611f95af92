"""The command line: `tthc`. Each module of this package declares one group of commands, with their options.

What a command does stands in `tthc.commands`, and is imported when it runs: who asks for help waits for
nothing else.

Exit codes: 0 done · 1 refused by a service, or a check found something · 2 wrong usage or input ·
130 interrupted.
"""

import sys

from shared.garbage import spare_collections
from tthc.cli.console import settle_streams
from tthc.language import speaking


def main() -> None:
    """Run the command line (the console script `tthc`)."""
    spare_collections()
    settle_streams(sys.argv[1:])
    with speaking(sys.argv[1:]):  # the texts of the commands are made when their modules are imported
        from tthc.cli.application import app

        app()
