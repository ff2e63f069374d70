"""What analysts said a column is: remembered for its header, applied when it comes again.

A correction never touches a file. It is kept in the installation's uploads; those a published
file was read with are kept beside it, so that forgetting one later changes no release.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from etl.vocabulary import ROLES, plain

FILE = "columns.json"
KEYED = frozenset({"year", "area", "indicator"})
"""Roles of columns of figures, whose key says which year, area code or label."""
ROLES_SAID = frozenset({*ROLES, *KEYED})


@dataclass(frozen=True, slots=True)
class Correction:
    """One header, as it stood in the file, and what its column is; `at` is UTC."""

    header: str
    role: str
    key: str = ""
    unit: str = ""
    by: str = ""
    at: str = ""


Corrections = Mapping[str, Correction]
"""By folded header."""


def folded(header: str) -> str:
    """Return what two headers have in common that read alike."""
    return plain(header).lower()


def used_in(header: Iterable[str], corrections: Corrections) -> tuple[Correction, ...]:
    """Return the corrections that a header row calls for, left to right."""
    found = (corrections.get(folded(cell)) for cell in header if cell) if corrections else ()
    return tuple(c for c in found if c)


def remembered(folder: Path) -> dict[str, Correction]:
    """Return the corrections kept in a folder; entries nobody understands are left out."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
        found = [Correction(**entry) for entry in kept]
    except (OSError, ValueError, TypeError):
        return {}
    return {folded(c.header): c for c in found if c.role in ROLES_SAID}


def remember(folder: Path, correction: Correction) -> None:
    """Keep a correction; it takes the place of an earlier one for the same header."""
    if correction.role not in ROLES_SAID or bool(correction.key) != (correction.role in KEYED):
        raise ValueError(f"no column is {correction.role!r} with {correction.key!r}")
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f".{FILE}.lock"):
        kept = remembered(folder) | {folded(correction.header): correction}
        keep(folder, kept.values())


def forget(folder: Path, header: str) -> None:
    """Take a correction back; files published with it stay as they are."""
    with FileLock(folder / f".{FILE}.lock"):
        kept = remembered(folder)
        kept.pop(folded(header), None)
        keep(folder, kept.values())


def keep(folder: Path, corrections: Iterable[Correction]) -> None:
    """Write corrections into a folder, whole or not at all."""
    draft = folder / f".{FILE}-{os.getpid()}"
    text = json.dumps([asdict(c) for c in corrections], ensure_ascii=False, indent=1)
    draft.write_text(text, "utf-8")
    draft.replace(folder / FILE)


def mark_of(folder: Path) -> str:
    """Return the hash of the corrections kept in a folder, empty where there are none."""
    try:
        return hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    except OSError:
        return ""
