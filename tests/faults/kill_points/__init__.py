"""Points at which a process of the system sends SIGKILL to itself, and bugs that are planted in processes.

This folder and the repository stand on the process's PYTHONPATH, so that Python itself runs `sitecustomize`:
the product has no hook for it.

    environment = environment_of_points([KillPoint("cases", Point.SAVED, nth=7, mark=folder / "mark")])
"""
