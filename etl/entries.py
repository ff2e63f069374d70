"""What earlier readings of files left in the cache, and whether it is still what they left.

An entry is a Parquet file of observations and a JSON file with counts and findings. The JSON
carries the digests of both; an entry that does not fit them is as good as none.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from etl.findings import Finding, Severity
from storage.digests import digest_of


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: rows read = observed + outside + the sum of `set_aside`."""

    source_id: str
    observations: Path
    rows: int
    observed: int
    outside: int
    set_aside: dict[str, int]
    findings: tuple[Finding, ...]


def keep(cache: Path, key: str, found: Ingested) -> Ingested:
    """Keep a reading whose observations lie in a work folder of the cache, and return it."""
    target = cache / f"{key}.parquet"
    content = asdict(found) | {"observations": target.name}
    entry = {"observations_sha256": digest_of(found.observations), "content": content}
    draft = found.observations.with_name("entry.json")
    draft.write_text(_sealed(entry), "utf-8")
    found.observations.replace(target)
    draft.replace(cache / f"{key}.json")
    return replace(found, observations=target)


def kept(cache: Path, key: str) -> Ingested | None:
    """Return an earlier reading, None when there is none or it is damaged."""
    try:
        entry = _opened((cache / f"{key}.json").read_text("utf-8"))
        content = entry["content"]
        observations = cache / content["observations"]
        if digest_of(observations) != entry["observations_sha256"]:
            return None
    except (OSError, ValueError):
        return None
    findings = tuple(
        Finding(**(f | {"severity": Severity(f["severity"])})) for f in content["findings"]
    )
    return Ingested(**(content | {"observations": observations, "findings": findings}))


def damaged(cache: Path) -> list[Path]:
    """Return the files of entries that are not as they were left; they are never used."""
    keys = {path.stem for path in cache.glob("*") if path.suffix in (".json", ".parquet")}
    wrong = (key for key in sorted(keys) if kept(cache, key) is None)
    both = (cache / f"{key}{suffix}" for key in wrong for suffix in (".json", ".parquet"))
    return [path for path in both if path.exists()]


def _sealed(entry: dict[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=False)
    return f"{hashlib.sha256(text.encode('utf-8')).hexdigest()}\n{text}"


def _opened(text: str) -> dict[str, Any]:
    digest, _, rest = text.partition("\n")
    if hashlib.sha256(rest.encode("utf-8")).hexdigest() != digest:
        raise ValueError("the entry is damaged")
    entry: dict[str, Any] = json.loads(rest)
    return entry
