"""When something happened: UTC, to the second, never before what happened earlier."""

from collections.abc import Iterable
from datetime import UTC, datetime


def later(earlier: Iterable[datetime] = ()) -> datetime:
    """Return now, or the latest of `earlier` where the machine's clock was set back since.

    Among an office's figures the latest counts, so a clock must not make the new one old.
    """
    return max([datetime.now(UTC).replace(microsecond=0), *earlier])
