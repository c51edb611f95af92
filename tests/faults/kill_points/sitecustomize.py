"""Run by Python at the start of each process that has this folder on its PYTHONPATH."""

from tests.faults.kill_points.planting import plant
from tests.faults.kill_points.points import arm

plant()
arm()
