"""Ends with 0 when the process in this container says that it is ready, with 1 when not; for Docker."""

import os
import sys
import urllib.error
import urllib.request

#: The port that the container's process listens on; `serve all` is asked at the cases service.
PORT = os.environ.get("PROBE_PORT", "8102")


def main() -> int:
    """Ask `/readyz`."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, TimeoutError) as error:
        sys.stderr.write(f"not ready: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
