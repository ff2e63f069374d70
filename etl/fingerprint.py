"""What a release is made of, as one hash: sources, plan files, and the rules themselves.

Two builds with the same fingerprint give the same content, so nothing is built twice; a
changed rule is a changed input.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from etl.sources import SourceFile

_RULES = ("indicators", "etl", "storage")
_ROOT = Path(__file__).resolve().parent.parent


def rules_digest(root: Path = _ROOT) -> str:
    """Return the hash of the code that decides what a figure becomes."""
    paths = sorted(
        path
        for package in _RULES
        for path in (root / package).rglob("*")
        if path.suffix in (".py", ".toml")
    )
    return _digest((p.relative_to(root).as_posix(), p.read_bytes()) for p in paths)


def plan_digest(paths: Iterable[Path]) -> str:
    """Return the hash of the plan files."""
    return _digest((p.name, p.read_bytes()) for p in paths)


def source_key(file: SourceFile, naming: str) -> str:
    """Return the key under which one file's reading is kept; `naming` is catalogue and rules."""
    return _digest([(file.source.source_id, file.digest.encode()), ("meaning", naming.encode())])


def fingerprint(files: Iterable[SourceFile], meaning: str) -> str:
    """Return the hash of everything that goes into a release."""
    parts = [(f.source.source_id, f.digest.encode()) for f in files]
    return _digest([*parts, ("meaning", meaning.encode())])


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in parts:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
