"""Whether a release is still what was published: asked before anyone reads it."""

from pathlib import Path

from storage.digests import RecordDamaged, digest_as_seen, digest_of, from_record
from storage.warehouse import Warehouse, WarehouseDamaged

CHANGED = "it is not the file that was published (hash differs)"
UNRECORDED = "nobody wrote down its digest, so a change would go unnoticed"


def sound_path(warehouse: Warehouse, release_id: str) -> Path:
    """Return where a release is kept; raises `WarehouseDamaged` when it is not as published."""
    path = warehouse.path(release_id)
    try:
        recorded = record_of(warehouse, release_id).get(path.name)
        if recorded is None or digest_as_seen(path) == recorded:
            return path
        why = CHANGED
    except RecordDamaged as error:
        why = str(error)
    except OSError as error:
        why = f"it cannot be read ({error.strerror})"
    raise WarehouseDamaged(path, why)


def record_of(warehouse: Warehouse, release_id: str) -> dict[str, str]:
    """Return what was written down when a release was published: names and digests.

    Empty where nothing was; raises `RecordDamaged` for what is not as it was written.
    """
    try:
        return from_record(warehouse.record_path(release_id).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise RecordDamaged("the record of its digests is damaged") from None


def faults_of(warehouse: Warehouse, release_id: str) -> list[str]:
    """Return what is wrong with a release's file as a file; every byte is read."""
    path = warehouse.path(release_id)
    try:
        recorded = record_of(warehouse, release_id).get(path.name)
        if recorded is None:
            return [UNRECORDED]
        return [] if digest_of(path) == recorded else [CHANGED]
    except RecordDamaged as error:
        return [str(error)]
    except OSError as error:
        return [f"it cannot be read ({error.strerror})"]
