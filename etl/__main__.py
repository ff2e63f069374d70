"""`python -m etl`: faults are one sentence on standard error and exit status 1."""

import sys

import typer
from typer.exceptions import TyperException

import settings
from etl.cli import care, releases, uploads
from etl.cli.base import app
from etl.problems import Problem
from storage.warehouse import WarehouseProblem

COMMANDS = (releases, uploads, care)
"""Importing them registers their commands."""


def main() -> int:
    """Run the command line; faults that a person can mend are one sentence."""
    try:
        return int(app(standalone_mode=False) or 0)
    except (Problem, WarehouseProblem, settings.SettingsError) as problem:
        typer.echo(str(problem), err=True)
        return 1
    except TyperException as problem:
        sentence = " ".join(problem.format_message().split())
        typer.echo(sentence, err=True, nl=bool(sentence))
        return problem.exit_code


if __name__ == "__main__":
    sys.exit(main())
