"""Running the system and looking after it: start it, watch it, check it, mend it.

`deployment` starts everything and `serve` is one of its processes; `verify` finds disagreements; `access`
asks running services; `direct` does the same on stores that no process uses.
"""
