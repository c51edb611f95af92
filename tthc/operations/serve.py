"""One process of the system: `python -m tthc.operations.serve cases`, or `issuer`, or `all` (embedded)."""

import sys

from shared.garbage import spare_collections

if __name__ == "__main__":
    spare_collections()
    from tthc.operations.serving import main

    sys.exit(main(sys.argv[1:]))
