"""What a province installs, and what is for trying and development besides."""

import tomllib
from typing import Any

from setuptools import find_packages

from tests.unit.house.repository import ROOT


def project(folder: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / folder / "pyproject.toml").read_text("utf-8"))


def test_a_province_installs_services_and_command_line_and_nothing_for_development() -> None:
    include = project(".")["tool"]["setuptools"]["packages"]["find"]["include"]
    found = find_packages(str(ROOT), include=include)
    assert {name.partition(".")[0] for name in found} == {"services", "shared", "tthc"}
    assert {"tthc.cli", "tthc.commands", "tthc.mining.log", "shared.client"} <= set(found)


def test_the_other_distribution_has_all_of_its_folder() -> None:
    inside = find_packages(str(ROOT / "dev"))
    assert project("dev")["tool"]["setuptools"]["packages"] == [
        "dev",
        *sorted(f"dev.{one}" for one in inside),
    ]


def test_the_wheels_of_local_servers_come_with_it_alone() -> None:
    needed = project(".")["project"]
    extras = needed["optional-dependencies"].values()
    texts = " ".join([*needed["dependencies"], *(one for extra in extras for one in extra)])
    for wheel in project("dev")["project"]["dependencies"]:
        assert wheel not in texts


def test_the_images_of_services_are_built_without_it() -> None:
    stages = (ROOT / "deploy" / "Dockerfile").read_text("utf-8").split("\nFROM ")
    with_it = [stage.split()[2] for stage in stages if "dev dev" in stage or "--from=build-demo" in stage]
    assert with_it == ["build-demo", "demo"]
    assert stages[-1].startswith("run AS tthc\n")  # what is built where no target is named
