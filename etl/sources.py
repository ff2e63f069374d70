"""Find the source files of a data folder and read their sidecars."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.problems import SourceProblem
from indicators.sources import Source, SourceKind
from storage.digests import digest_of

SIDECAR = ".meta.toml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of figures with what its sidecar says; `digest` covers both."""

    path: Path
    source: Source
    digest: str


def find_sources(data: Path) -> list[SourceFile]:
    """Return every CSV below `data/sources`, sorted by identifier.

    Raises `SourceProblem` naming the file whose sidecar is missing or wrong.
    """
    root = data / "sources"
    paths = sorted(p for p in root.rglob("*.csv") if p.is_file())
    if not paths:
        raise SourceProblem(f"{root}: no source files here; is --data the right folder?")
    return [read_source(root, path) for path in paths]


def read_source(root: Path, path: Path) -> SourceFile:
    """Read one file's sidecar and digest; the figures stay unread."""
    source_id = path.relative_to(root).with_suffix("").as_posix()
    sidecar = path.with_name(path.stem + SIDECAR)
    try:
        described = sidecar.read_bytes()
        meta = tomllib.loads(described.decode("utf-8"))
        sha256 = digest_of(path)
        source = Source(
            source_id=source_id,
            title=str(meta["title"]),
            publisher=str(meta["publisher"]),
            kind=SourceKind(meta["kind"]),
            priority=int(meta["priority"]),
            edition=str(meta["edition"]),
            released_on=date.fromisoformat(str(meta["released_on"])),
            licence=str(meta["licence"]),
            note=str(meta.get("note", "")),
            sha256=sha256,
        )
    except FileNotFoundError:
        raise SourceProblem(f"{source_id}: the sidecar {sidecar.name} is missing") from None
    except KeyError as missing:
        raise SourceProblem(f"{sidecar.name} of {source_id}: {missing} is missing") from None
    except (TypeError, ValueError, OSError) as error:
        raise SourceProblem(f"{sidecar.name} of {source_id}: {error}") from None
    both = hashlib.sha256(sha256.encode() + described).hexdigest()
    return SourceFile(path, source, both)
