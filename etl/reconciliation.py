"""Tell a person what became of every row that a build read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from etl.entries import Ingested
from etl.findings import Finding


def reconciliation(ingested: Iterable[Ingested]) -> Iterator[str]:
    """Yield plain lines: the sum, then each reason for setting rows aside with an example."""
    files = tuple(ingested)
    read, kept = sum(f.rows for f in files), sum(f.observed for f in files)
    outside = sum(f.outside for f in files)
    aside: dict[str, list[Finding]] = defaultdict(list)
    for file in files:
        for found in file.findings:
            if found.code in file.set_aside:
                aside[f"{found.code} {found.cause}".strip()].append(found)
    total = sum(map(len, aside.values()))
    yield f"rows read {read} = observations {kept} + not in catalogue {outside} + set aside {total}"
    for reason, rows in sorted(aside.items()):
        first = rows[0]
        where = f"{first.source_id} row {first.row}"
        yield f"  set aside: {reason}, {len(rows)} rows, for example {where}: {first.message_en}"
