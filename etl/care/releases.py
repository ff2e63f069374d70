"""Damage to what was built: pointer, release files, cache, and what interrupted builds left.

All of it can be made again from the sources.
"""

from collections.abc import Iterator
from pathlib import Path

from etl import entries
from etl.care.damage import BUILD, REPAIR, Damage
from etl.staging import PENDING
from storage.soundness import faults_of
from storage.verification import verify_release
from storage.warehouse import Warehouse, WarehouseDamaged, WarehouseProblem

CACHE = "cache"


def of_the_pointer(store: Warehouse) -> Iterator[Damage]:
    """Yield what is wrong with the pointer to the current release."""
    try:
        store.current()
    except WarehouseDamaged as problem:
        yield Damage(str(problem.place), problem.what, REPAIR)
    except WarehouseProblem:
        yield Damage(str(store.folder), "there is no release yet", BUILD)


def of_releases(store: Warehouse) -> Iterator[Damage]:
    """Yield what is wrong with each release; in the current one every rule is checked, too."""
    current = store.current_or_none()
    for release_id in store.releases():
        found = faults_of(store, release_id)
        if release_id == current and not found:
            found = verify_release(store.path(release_id))
        if found:
            remedy = REPAIR if release_id == current else f"{REPAIR}, which puts it aside"
            yield Damage(str(store.path(release_id)), ", ".join(found), remedy)


def of_the_cache(store: Warehouse) -> Iterator[Damage]:
    """Yield damaged entries of the cache; a build reads their sources again instead."""
    for path in entries.damaged(store.folder / CACHE):
        yield Damage(str(path), "it is damaged and will not be used", REPAIR)


def left_over(store: Warehouse, uploads: Path) -> Iterator[Damage]:
    """Yield what interrupted operations left; nothing while one is at work."""
    if store.is_busy():
        return
    for path in [*store.left_behind(), *sorted(uploads.glob(PENDING))]:
        yield Damage(str(path), "an interrupted operation left it", REPAIR)
