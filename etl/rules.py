"""From text cells to observations: each rule once, on whole columns.

Distinct labels, areas and years are understood in Python, blanks around them cut off there; the
rows are judged by joins on the texts as found. A row carries the first fault that applies; rows
without fault are observations.
"""

import duckdb
import pyarrow as pa

from etl.engine import lookup
from etl.labels import LabelBook
from indicators.plan import FIRST_YEAR, LAST_YEAR, Plan
from indicators.sources import Source, SourceKind

_TEXT, _NUMBER, _FLAG = pa.string(), pa.float64(), pa.bool_()
_ASKED = {"label": _TEXT, "scope": _TEXT, "unit": _TEXT, "is_reference": _FLAG}
_SAID = {
    "indicator_id": _TEXT, "unit_measure": _TEXT, "multiply": _NUMBER, "divide": _NUMBER,
    "fault": _TEXT, "cause": _TEXT,
}  # fmt: skip

_SOURCE_TEXTS = (
    "SELECT DISTINCT ref_area, area_name FROM cell",
    "SELECT DISTINCT label, scope, unit FROM cell",
    "SELECT DISTINCT time_period FROM cell",
)
_UPLOAD_TEXTS = (
    "SELECT DISTINCT code, name FROM area_text",
    "SELECT DISTINCT label, scope, unit FROM label_said",
    "SELECT DISTINCT text FROM year_text",
)

_JUDGED = """
CREATE OR REPLACE TEMP TABLE judged AS
SELECT c.source_row, m.indicator_id, a.code AS ref_area, y.year AS time_period,
       try_cast({figure} AS DOUBLE) * m.multiply / m.divide AS obs_value,
       m.unit_measure, {status} AS obs_status, trim(c.citation) AS citation{place},
       CASE WHEN m.fault IN ('not_in_catalogue', 'unknown_indicator') THEN m.fault
            WHEN a.fault <> '' THEN a.fault
            WHEN y.year IS NULL THEN 'year_impossible'
            WHEN m.fault <> '' THEN m.fault
            WHEN {value_fault} <> '' THEN {value_fault}
            WHEN contains({figure}, '_')  -- DuckDB would read 1_000 as a thousand
              OR NOT coalesce(isfinite(try_cast({figure} AS DOUBLE)), false)
            THEN 'not_a_number'
            ELSE '' END AS fault
FROM {origin}
"""

_SOURCE = """cell c
JOIN area_meaning a ON c.ref_area = a.ref_area AND c.area_name = a.area_name
JOIN label_meaning m ON c.label = m.label AND c.scope = m.scope AND c.unit = m.unit
     AND a.is_reference = m.is_reference
LEFT JOIN year_meaning y ON c.time_period = y.text
"""

_UPLOAD = """(SELECT m.*, coalesce(v.text, obs_value) AS figure, coalesce(v.unit, '') AS value_unit,
       coalesce(v.fault, '') AS value_fault
      FROM melted m LEFT JOIN value_text v ON obs_value = v.raw WHERE obs_value <> '') c
JOIN area_said a ON c.ref_area = a.raw_area AND c.area_name = a.raw_name
JOIN meaning_said m ON c.label = m.raw_label AND c.scope = m.scope AND c.unit = m.raw_unit
     AND c.value_unit = m.value_unit AND a.is_reference = m.is_reference
LEFT JOIN year_said y ON c.time_period = y.raw
"""
_UPLOAD_SAID = """
CREATE OR REPLACE TEMP TABLE area_said AS
SELECT t.ref_area AS raw_area, t.area_name AS raw_name, a.code, is_reference, fault
FROM area_text t JOIN area_meaning a ON t.code = a.ref_area AND t.name = a.area_name;
CREATE OR REPLACE TEMP TABLE meaning_said AS
SELECT raw_label, raw_unit, value_unit, m.* FROM label_said s
JOIN label_meaning m ON s.label = m.label AND s.scope = m.scope AND s.unit = m.unit;
CREATE OR REPLACE TEMP TABLE year_said AS
SELECT raw, year FROM year_text t JOIN year_meaning y ON t.text = y.text
"""
"""Joins of few texts, so that each figure is joined once to what its own text means."""

_PLACE = """, c.position, c.source_column, c.obs_value AS cell, m.unit = '' AS without_unit,
       m.multiply <> 1 OR m.divide <> 1 AS is_converted"""

_STATUS = """CASE WHEN {note} = '' THEN 'A' WHEN trim({note}) LIKE '初步数%' THEN 'P'
     WHEN trim({note}) LIKE '最终核实数%' THEN 'A' WHEN trim({note}) LIKE 'E%' THEN 'E'
     ELSE 'A' END"""
_SAID_STATUS = """CASE lower(c.obs_status) WHEN 'p' THEN '初步数' WHEN '初步' THEN '初步数'
     WHEN 'e' THEN 'E' WHEN '估计' THEN 'E' ELSE c.note END"""

_LIKELY_REPEATS = """
SELECT count(*) > count(DISTINCT hash(indicator_id, ref_area, time_period))
FROM judged WHERE fault = ''
"""

_REPEATS = """
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT indicator_id, ref_area, time_period, min(source_row) AS first_row,
       min(obs_value) = max(obs_value) AS is_same
FROM judged WHERE fault = '' GROUP BY ALL HAVING count(*) > 1
"""

_MARK_REPEATS = """
UPDATE judged SET fault = CASE WHEN r.is_same THEN 'repeated_row' ELSE 'conflicting_rows' END
FROM repeated r
WHERE judged.fault = '' AND judged.indicator_id = r.indicator_id
  AND judged.ref_area = r.ref_area AND judged.time_period = r.time_period
  AND NOT (r.is_same AND judged.source_row = r.first_row)
"""


def judge(engine: duckdb.DuckDBPyConnection, plan: Plan, labels: LabelBook, source: Source) -> None:
    """Turn the engine's table `cell` into `judged`: one typed row a row, with its fault.

    An upload is judged by `melted` and the tables of `etl.repairs`; its figures keep the column
    and the text they were found in, and whether a unit was named. Leaves `label_meaning` and
    `area_meaning` behind for whoever words findings.
    """
    upload = source.kind is SourceKind.SUBMISSION
    areas, label, years = _UPLOAD_TEXTS if upload else _SOURCE_TEXTS
    _understand_areas(engine, plan, areas)
    _understand_labels(engine, labels, label)
    _understand_years(engine, years)
    if upload:
        engine.execute(_UPLOAD_SAID)
    estimated = source.kind is SourceKind.MODEL_ESTIMATE
    engine.execute(
        _JUDGED.format(
            status="'E'"
            if estimated
            else _STATUS.format(note=_SAID_STATUS if upload else "c.note"),
            figure="c.figure" if upload else "c.obs_value",
            value_fault="c.value_fault" if upload else "''",
            place=_PLACE if upload else "",
            origin=_UPLOAD if upload else _SOURCE,
        )
    )
    if engine.sql(_LIKELY_REPEATS).fetchone() == (True,):
        engine.execute(_REPEATS)
        engine.execute(_MARK_REPEATS)


def _understand_areas(engine: duckdb.DuckDBPyConnection, plan: Plan, texts: str) -> None:
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


def _understand_labels(engine: duckdb.DuckDBPyConnection, labels: LabelBook, texts: str) -> None:
    rows = []
    for found in engine.sql(texts).fetchall():
        for is_reference in (True, False):
            meaning = labels.meaning(*(t.strip(" ") for t in found), is_reference=is_reference)
            said = tuple(getattr(meaning, column) for column in _SAID)
            rows.append((*found, is_reference, *said))
    lookup(engine, "label_meaning", _ASKED | _SAID, rows)


def _understand_years(engine: duckdb.DuckDBPyConnection, texts: str) -> None:
    plain = [(t, t.strip(" ")) for (t,) in engine.sql(texts).fetchall()]
    rows = [(t, int(p)) for t, p in plain if len(p) == 4 and p.isascii() and p.isdigit()]
    possible = [(t, year) for t, year in rows if FIRST_YEAR <= year <= LAST_YEAR]
    lookup(engine, "year_meaning", {"text": _TEXT, "year": pa.int32()}, possible)
