"""The release that is current now, opened once for all sessions.

Reading the pointer takes no time, so a release that was just published is seen by the next run
of any page, while runs under way finish with the one they began with.
"""

import logging
from functools import lru_cache
from pathlib import Path

from storage.reading import ReleaseReader, open_release
from storage.warehouse import Warehouse

LOG = logging.getLogger(__name__)


def current(warehouse: Path) -> ReleaseReader:
    """Return the reader of the current release.

    Raises `WarehouseProblem` when there is none, and `WarehouseDamaged` when it is not as it was
    published; who has it open already goes on reading.
    """
    return _opened(warehouse, Warehouse(warehouse).current())


@lru_cache(maxsize=2)
def _opened(warehouse: Path, release_id: str) -> ReleaseReader:
    # Two, because sessions may still be using the one before. It is not closed when it falls out,
    # but let go, since one of them may be in the middle of a query.
    reader = open_release(Warehouse(warehouse), release_id)
    LOG.info("Release %s is shown from now on", release_id)
    return reader
