"""Look for damage to everything that is kept; nothing is changed."""

from collections.abc import Iterator

from etl.care import inputs, releases
from etl.care.damage import Damage
from etl.operations import Office


def verify(office: Office) -> list[Damage]:
    """Return all damage found, once for each place and fault."""
    return list(dict.fromkeys(_all(office)))


def of_inputs(office: Office) -> list[Damage]:
    """Return the damage that no building can mend."""
    return list(dict.fromkeys(_inputs(office)))


def _all(office: Office) -> Iterator[Damage]:
    store = office.warehouse
    yield from releases.of_the_pointer(store)
    yield from releases.of_releases(store)
    yield from releases.of_the_cache(store)
    yield from releases.left_over(store, office.uploads)
    yield from _inputs(office)


def _inputs(office: Office) -> Iterator[Damage]:
    yield from inputs.of_known_files(office.data, office.warehouse)
    yield from inputs.of_plan_and_sources(office.data)
    yield from inputs.of_submissions(office.uploads)
