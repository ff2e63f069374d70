"""Mend what can be mended: put damaged releases aside and build again from the sources.

Nothing that offices handed in is touched, and nothing that was published is deleted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl import entries
from etl.care.damage import Damage
from etl.care.releases import CACHE
from etl.care.verify import of_inputs, verify
from etl.failures import told_plainly
from etl.operations import Office, Report
from etl.pipeline import build
from etl.staging import PENDING, staged
from storage.soundness import UNRECORDED, faults_of
from storage.verification import verify_release
from storage.warehouse import Warehouse


@dataclass(frozen=True)
class Repaired:
    """What was done, and what only a person can mend."""

    done: tuple[str, ...]
    left: tuple[Damage, ...]


def repair(office: Office, report: Report) -> Repaired:
    """Clear up, put damaged releases aside, build what is missing, and look again.

    Where plan, sources or submissions were changed nothing is built: a build would make of the
    damage what readers see.
    """
    store = office.warehouse
    broken = of_inputs(office)
    left = [str(path) for path in _left_over(office)]
    with told_plainly(), store.publishing():  # which removes what an interrupted build left
        if office.uploads.is_dir():
            with staged(office.uploads, store):  # the same for publications
                pass
        done = [f"{path}: finished or removed, as was due" for path in left]
        done += _mended(store)
    if not broken:
        before = store.current_or_none()
        built = build(office.data, store, office.first_year, report)
        if built.is_new:
            done.append(f"{built.release_id}: built from the sources and made current")
        elif before != built.release_id:
            done.append(f"{built.release_id}: made current again")
    return Repaired(tuple(done), tuple(verify(office)))


def _left_over(office: Office) -> Iterator[object]:
    if not office.warehouse.is_busy():
        yield from office.warehouse.left_behind()
        yield from office.uploads.glob(PENDING)


def _mended(store: Warehouse) -> Iterator[str]:
    for path in entries.damaged(store.folder / CACHE):
        path.unlink()
        yield f"{path}: removed, its source is read again"
    for release_id in store.releases():
        faults = faults_of(store, release_id)
        if faults == [UNRECORDED] and not verify_release(store.path(release_id)):
            store.write_down(release_id)
            yield f"{store.path(release_id)}: sound, its digest is written down now"
        elif faults or _breaks_rules(store, release_id):
            aside = store.put_aside(release_id)
            yield f"{aside}: here is what is left of {release_id}"


def _breaks_rules(store: Warehouse, release_id: str) -> bool:
    """Say whether the current release breaks a rule; earlier ones may be of earlier rules."""
    is_current = release_id == store.current_or_none()
    return is_current and bool(verify_release(store.path(release_id)))
