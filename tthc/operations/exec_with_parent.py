"""Run a command that dies with the process that started it: `exec_with_parent.py PARENT USER COMMAND…`.

It is a script of its own, and not code between fork and exec, so that a process with threads may use it.
USER is empty, or the system user to become first: a change of user undoes the tie.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def become(name: str) -> None:
    """Give up root's rights for those of the system user `name`."""
    user = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    os.environ.update(HOME=user.pw_dir, USER=name, LOGNAME=name)


def main(parent: str, user: str, *command: str) -> None:
    """Tie this process to its parent, then become the command."""
    if user:
        become(user)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != int(parent):  # it died before the tie was made
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - the command comes from our own server classes


if __name__ == "__main__":
    main(*sys.argv[1:])
