"""What Chinese quotations of the ledger are about, in English: to search by and to read beside."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("glosses.toml")


@cache
def glosses() -> Mapping[str, Mapping[str, str]]:
    """Return all glosses, read once: `clause` and `project` by number."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def of_clause(clause_id: str) -> str:
    """Return what a clause is about; empty for one that came later."""
    return glosses()["clause"].get(clause_id, "")


def of_project(project_id: str) -> str:
    """Return what a project is; empty for one without a record."""
    return glosses()["project"].get(project_id, "")
