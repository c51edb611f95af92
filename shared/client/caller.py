"""Who runs the command line on this machine: it is told to services and stands in the log of who looked.

It is what the operating system says, and no more than a hint where somebody is root.
"""

import os
import pwd
import socket
from urllib.parse import quote


def system_user() -> str:
    """The account that this process runs as; its number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def program() -> str:
    """What the command line calls itself (`User-Agent`): with the account, and the machine."""
    by_sudo = os.environ.get("SUDO_USER")
    account = f"{by_sudo} as {system_user()}" if by_sudo else system_user()
    return f"tthc ({quote(account, safe=' ')} on {quote(socket.gethostname())})"
