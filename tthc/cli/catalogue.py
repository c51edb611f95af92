"""`tthc catalogue …`: the agencies' catalogues. Each group of commands has a module of its own."""

import typer

from tthc.cli import catalogue_difference, catalogue_drafts, catalogue_organisation, catalogue_papers
from tthc.cli.language import translated

commands = typer.Typer(
    no_args_is_help=True, help=translated("Danh mục thủ tục của các cơ quan.", "The agencies' catalogues.")
)
commands.add_typer(catalogue_difference.commands)
commands.add_typer(catalogue_papers.commands)
commands.add_typer(catalogue_drafts.commands)
commands.add_typer(catalogue_organisation.commands, name="organisation")


@commands.callback()
def catalogue() -> None:
    """The group; what it does is told by its commands."""
