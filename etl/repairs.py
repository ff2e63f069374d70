"""Understand the texts of a file and list what was repaired on the way.

Works on the distinct texts of `melted`; leaves a table for each kind of text, and the view
`cell` with areas, labels, units and years in the catalogue's spelling wherever they could be
understood.
"""

from collections import Counter
from collections.abc import Callable

import duckdb
import pyarrow as pa

from etl.cleaning import Cleaned, clean_code, clean_number, clean_unit, clean_year
from etl.engine import lookup
from etl.vocabulary import Vocabulary, split_unit
from indicators.units import is_known, spelled

_T = pa.string()
_STATUS = {"p": "初步数", "e": "E", "a": "", "": "", "初步": "初步数", "估计": "E"}

_CELL = """
CREATE OR REPLACE TEMP VIEW cell AS
SELECT m.source_row, m.source_column, a.code AS ref_area, a.name AS area_name, l.text AS label,
       m.scope, y.text AS time_period, coalesce(v.text, m.obs_value) AS obs_value,
       coalesce(nullif(v.unit, ''), nullif(u.text, ''), nullif(l.unit, ''), {unit}) AS unit,
       m.citation, coalesce(nullif(s.note, ''), m.note) AS note,
       coalesce(v.fault, '') AS value_fault, m.obs_value AS found_value,
       m.ref_area AS found_area, m.area_name AS found_name, m.label AS found_label,
       m.unit AS found_unit, m.time_period AS found_year
FROM melted m
JOIN area_text a ON m.ref_area = a.ref_area AND m.area_name = a.area_name
JOIN label_text l ON m.label = l.raw
JOIN year_text y ON m.time_period = y.raw
JOIN unit_text u ON m.unit = u.raw
JOIN status_text s ON m.obs_status = s.raw
LEFT JOIN value_text v ON m.obs_value = v.raw
WHERE m.obs_value <> ''
"""
"""For the few figures that are spoken of; `etl.rules` judges all of them by `melted`."""

_SAID = """
CREATE OR REPLACE TEMP TABLE label_said AS
SELECT m.label AS raw_label, m.unit AS raw_unit, v.unit AS value_unit, l.text AS label, m.scope,
       coalesce(nullif(v.unit, ''), nullif(u.text, ''), nullif(l.unit, ''), {unit}) AS unit
FROM (SELECT DISTINCT label, scope, unit FROM melted) m
JOIN label_text l ON m.label = l.raw JOIN unit_text u ON m.unit = u.raw
CROSS JOIN (SELECT '' AS unit UNION SELECT unit FROM value_text) v
"""
"""What labels and units are, for each combination that stands in the file."""


def clean_cells(
    engine: duckdb.DuckDBPyConnection, words: Vocabulary, default_unit: str
) -> Counter[str]:
    """Create `cell` over `melted`; returns how many figures each repair touched."""
    repairs: Counter[str] = Counter()
    blank = engine.sql("SELECT count(*) FROM melted WHERE obs_value = ''").fetchone()
    if blank and blank[0]:
        repairs["blank_value"] = blank[0]
    _areas(engine, words, repairs)
    _texts(engine, "label", "label_text", lambda t: _label(t, words), repairs)
    _texts(engine, "time_period", "year_text", clean_year, repairs)
    _texts(engine, "unit", "unit_text", clean_unit, repairs)
    _values(engine, repairs)
    found = engine.sql("SELECT DISTINCT obs_status FROM melted").fetchall()
    notes = [(raw, _STATUS.get(raw.strip().lower(), "")) for (raw,) in found]
    lookup(engine, "status_text", {"raw": _T, "note": _T}, notes)
    unit = "'" + default_unit.replace("'", "''") + "'"
    for statements in (_CELL, _SAID):
        engine.execute(statements.format(unit=unit))
    return repairs


def _areas(engine: duckdb.DuckDBPyConnection, words: Vocabulary, repairs: Counter[str]) -> None:
    """Resolve code and name of each distinct pair; what is unknown stays as it was."""
    pairs = engine.sql(
        "SELECT ref_area, area_name, count(*) FROM melted WHERE obs_value <> '' GROUP BY ALL"
    ).fetchall()
    rows = []
    for raw_code, raw_name, count in pairs:
        code = clean_code(raw_code)
        by_code = words.area_of(code.text) if code.text else None
        by_name = words.area_of(raw_name) if raw_name else None
        known = by_code or (by_name if not code.text else None)
        ref_area = known.code if known else code.text or raw_name
        name = by_name.official_name if by_name else raw_name
        if known and not raw_name:
            name = known.official_name
        for repair in code.repairs:
            repairs[repair] += count
        if (by_name and raw_name != by_name.official_name) or (
            by_code and not raw_name and code.text != by_code.code
        ):
            repairs["alias"] += count
        rows.append((raw_code, raw_name, ref_area, name))
    columns = {"ref_area": _T, "area_name": _T, "code": _T, "name": _T}
    lookup(engine, "area_text", columns, rows)


def _label(text: str, words: Vocabulary) -> Cleaned:
    known = words.label_of(text)
    if known is not None:
        return Cleaned(known, () if words.is_own(text) else ("alias",))
    for name, unit in split_unit(text):
        label = words.label_of(name)
        if label is not None and is_known(unit):
            return Cleaned(label, ("unit_in_label",), spelled(unit))
    return Cleaned(text)


def _texts(
    engine: duckdb.DuckDBPyConnection,
    column: str,
    table: str,
    clean: Callable[[str], Cleaned],
    repairs: Counter[str],
) -> None:
    found = engine.sql(
        f"SELECT {column}, count(*) FILTER (obs_value <> '') FROM melted GROUP BY 1"
    ).fetchall()
    rows = []
    for raw, count in found:
        cleaned = clean(raw)
        for repair in cleaned.repairs:
            repairs[repair] += count
        rows.append((raw, cleaned.text, cleaned.unit))
    lookup(engine, table, {"raw": _T, "text": _T, "unit": _T}, rows)


def _values(engine: duckdb.DuckDBPyConnection, repairs: Counter[str]) -> None:
    """Read the distinct figures that are not plain numbers."""
    odd = engine.sql(
        """SELECT obs_value, count(*) FROM melted
        WHERE obs_value <> '' AND NOT regexp_full_match(obs_value, '-?[0-9]+(\\.[0-9]+)?')
        GROUP BY 1"""
    ).fetchall()
    rows = []
    for raw, count in odd:
        cleaned = clean_number(raw)
        for repair in cleaned.repairs:
            repairs[repair] += count
        rows.append((raw, cleaned.text, cleaned.unit, cleaned.fault))
    lookup(engine, "value_text", {"raw": _T, "text": _T, "unit": _T, "fault": _T}, rows)
