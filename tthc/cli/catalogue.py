"""`tthc catalogue …`: the agencies' catalogues. Each group of commands has a module of its own."""

from tthc.cli import catalogue_editions, catalogue_organisation
from tthc.cli.groups import Commands
from tthc.language import translated

commands = Commands(help=translated("Danh mục thủ tục của các cơ quan.", "The agencies' catalogues."))
commands.add_typer(catalogue_editions.commands)
commands.add_typer(catalogue_organisation.commands, name="organisation")


@commands.callback()
def catalogue() -> None:
    """The group; what it does is told by its commands."""
