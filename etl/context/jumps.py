"""Changes beyond anything the indicator has shown: in one city, or in all of a file's cities."""

from collections.abc import Iterator

from etl.context.case import Case
from etl.context.wording import times
from etl.findings import Finding

_MANY = 6
"""From so many cities on, what most of them did in a year says what the year was like."""

_WAVE = 5
"""So many stored figures of an indicator restated at once are a revision, not jumps."""

_COMMON = """
CREATE OR REPLACE TEMP TABLE context_common AS
SELECT entry, year, near.year AS near_year, median(x - near.x) AS common, count(*) AS many
FROM context_open WHERE x IS NOT NULL AND NOT broken
GROUP BY ALL HAVING count(*) >= $many
"""

_JUMPED = """
SELECT n FROM context_open o LEFT JOIN context_common c
  ON o.entry = c.entry AND o.year = c.year AND o.near.year = c.near_year
WHERE off > jump AND NOT broken AND (common IS NULL OR abs(x - near.x - common) > jump)
  AND (stored_v IS NULL OR o.entry NOT IN (
      SELECT entry FROM context_open WHERE stored_v IS NOT NULL GROUP BY entry
      HAVING count(*) >= {wave}))
"""

_TOGETHER = """
SELECT min(n) AS n, common, many, style FROM context_open o JOIN context_common c
  ON o.entry = c.entry AND o.year = c.year AND o.near.year = c.near_year
WHERE abs(common - drift * near.gap) / sqrt(greatest(abs(near.gap), 1)) > jump
GROUP BY o.entry, o.year, common, many, style
"""


def jumps(case: Case) -> Iterator[Finding]:
    """Yield a finding for each figure that leaves the range of all known changes.

    The change is held against the indicator's own habits and, where the file covers many
    cities, against what most of them did: a pandemic empties every city's buses.
    """
    case.run(_COMMON, many=_MANY)
    jumped = _JUMPED.format(wave=_WAVE)
    found = [place for (place,) in case.places(jumped)]
    if found:
        case.claim(jumped)
    for place in found:
        yield case.tell("jump", place, "jump", times=times(place.value, place.near_value))
    for place, common, many, _ in case.places(_TOGETHER):
        yield case.tell("jump_everywhere", place, "jump_everywhere", count=many, common=common)
