"""What a release and the files it was built from were like when it was published.

One file beside each release, in the form of `sha256sum`: the release first, then its inputs.
The last line is the hash of those above it, so that damage to the record itself is told apart.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

SUFFIX = ".sha256"


class RecordDamaged(ValueError):
    """A record of digests that is not as it was written."""


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file without holding it in memory."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def digest_as_seen(path: Path) -> str:
    """Return the same without reading a file again whose size and time have not changed.

    For those who only read; who looks for damage uses `digest_of`.
    """
    seen = path.stat()
    return _digest(path, seen.st_ino, seen.st_size, seen.st_mtime_ns)


@lru_cache(maxsize=8)
def _digest(path: Path, _number: int, _size: int, _changed: int) -> str:
    return digest_of(path)


def as_record(digests: Mapping[str, str]) -> str:
    """Return a record of names and digests.

    >>> from_record(as_record({"r1.duckdb": "ab" * 32}))
    {'r1.duckdb': 'abababababababababababababababababababababababababababababababab'}
    """
    lines = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
    return f"{lines}# {_own(lines)}\n"


def from_record(text: str) -> dict[str, str]:
    """Read a record; raises `RecordDamaged` when it is not as it was written."""
    *lines, last = text.splitlines(keepends=True) or [""]
    if last != f"# {_own(''.join(lines))}\n":
        raise RecordDamaged("the record of its digests is damaged")
    pairs = (line.rstrip("\n").split("  ", 1) for line in lines)
    return {name: digest for digest, name in pairs}


def _own(lines: str) -> str:
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()
