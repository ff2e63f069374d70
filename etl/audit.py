"""The audit log: one line an operation, each holding the hash of the line before.

Whoever edits, removes or reorders a line breaks the chain from there on. The log only tells
what happened; what counts is read from the submissions themselves.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

LOG = "log.jsonl"
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation: who did what, when and why, and which release came of it."""

    number: int
    at: str
    by: str
    action: str
    subject: str
    release_id: str
    reason: str
    sha256: str
    previous: str
    hash: str


def append(
    uploads: Path, *, by: str, action: str, subject: str, release_id: str, reason: str, sha256: str
) -> Entry:
    """Add an operation at the end and flush it to disk; the caller holds the publisher's lock."""
    last = next(reversed(list(read(uploads))), None)
    facts: dict[str, object] = {
        "number": (last.number if last else 0) + 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": by,
        "action": action,
        "subject": subject,
        "release_id": release_id,
        "reason": reason,
        "sha256": sha256,
        "previous": last.hash if last else _START,
    }
    entry = Entry(**facts, hash=_hash(facts))  # type: ignore[arg-type]
    uploads.mkdir(parents=True, exist_ok=True)
    with (uploads / LOG).open("ab+") as handle:
        _drop_half_line(handle)
        handle.write(json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8") + b"\n")
        handle.flush()
        os.fsync(handle.fileno())
    return entry


def _drop_half_line(handle: BinaryIO) -> None:
    """Cut off what an interrupted writer left after the last complete line."""
    handle.seek(0)
    content = handle.read()
    handle.truncate(content.rfind(b"\n") + 1)


def read(uploads: Path) -> Iterator[Entry]:
    """Yield the entries, oldest first; a half-written last line is left out."""
    try:
        lines = (uploads / LOG).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue


def broken_at(uploads: Path) -> int | None:
    """Return the number of the first entry that does not fit the chain, None when all do."""
    previous = _START
    for number, entry in enumerate(read(uploads), 1):
        facts = {key: value for key, value in asdict(entry).items() if key != "hash"}
        if entry.number != number or entry.previous != previous or entry.hash != _hash(facts):
            return number
        previous = entry.hash
    return None


def _hash(facts: dict[str, object]) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def as_table(entries: Iterable[Entry]) -> pa.Table:
    """Return entries as columns, for an export; all of it text but the number."""
    types = [(f.name, pa.int64() if f.type is int else pa.string()) for f in fields(Entry)]
    return pa.Table.from_pylist([asdict(e) for e in entries], schema=pa.schema(types))


def as_lines(uploads: Path) -> bytes:
    """Return the log as it is kept, one JSON object a line, so that anyone can check the chain."""
    try:
        return (uploads / LOG).read_bytes()
    except FileNotFoundError:
        return b""
