"""What the few texts of a file mean: areas, labels and years, each asked once.

Blanks around a text are cut off here; the tables keep the text as found, to be joined by.
"""

import duckdb
import pyarrow as pa

from etl.engine import lookup
from etl.labels import LabelBook
from indicators.plan import FIRST_YEAR, LAST_YEAR, Plan

_TEXT, _NUMBER, _FLAG = pa.string(), pa.float64(), pa.bool_()
_ASKED = {"label": _TEXT, "scope": _TEXT, "unit": _TEXT, "is_reference": _FLAG}
_SAID = {
    "indicator_id": _TEXT, "unit_measure": _TEXT, "multiply": _NUMBER, "divide": _NUMBER,
    "fault": _TEXT, "cause": _TEXT,
}  # fmt: skip


def understand_areas(engine: duckdb.DuckDBPyConnection, plan: Plan, texts: str) -> None:
    """Create `area_meaning` from a query of codes and names."""
    areas = {a.code: a for a in plan.areas}
    rows = []
    for found in engine.sql(texts).fetchall():
        code, name = (text.strip(" ") for text in found)
        area = areas.get(code)
        fault = ""
        if area is None:
            fault = "unknown_area"
        elif name not in (area.official_name, area.name.zh, area.name.en):
            fault = "area_name_disagrees"
        rows.append((*found, code, area is not None and area.is_reference, fault))
    said = {"ref_area": _TEXT, "area_name": _TEXT, "code": _TEXT}
    columns = {**said, "is_reference": _FLAG, "fault": _TEXT}
    lookup(engine, "area_meaning", columns, rows)


def understand_labels(engine: duckdb.DuckDBPyConnection, labels: LabelBook, texts: str) -> None:
    """Create `label_meaning` from a query of labels, scopes and units."""
    rows = []
    for found in engine.sql(texts).fetchall():
        for is_reference in (True, False):
            meaning = labels.meaning(*(t.strip(" ") for t in found), is_reference=is_reference)
            said = tuple(getattr(meaning, column) for column in _SAID)
            rows.append((*found, is_reference, *said))
    lookup(engine, "label_meaning", _ASKED | _SAID, rows)


def understand_years(engine: duckdb.DuckDBPyConnection, texts: str) -> None:
    """Create `year_meaning` from a query of texts; what is no year is left out."""
    plain = [(t, t.strip(" ")) for (t,) in engine.sql(texts).fetchall()]
    rows = [(t, int(p)) for t, p in plain if len(p) == 4 and p.isascii() and p.isdigit()]
    possible = [(t, year) for t, year in rows if FIRST_YEAR <= year <= LAST_YEAR]
    lookup(engine, "year_meaning", {"text": _TEXT, "year": pa.int32()}, possible)
