"""From text cells to observations: each rule once, on whole columns.

Distinct labels, areas and years are understood in Python, blanks around them cut off there; the
rows are judged by joins on the texts as found. A row carries the first fault that applies; rows
without fault are observations.
"""

import duckdb

from etl.coded import keep_once
from etl.labels import LabelBook
from etl.meanings import understand_areas, understand_labels, understand_years
from etl.repeats import mark_repeats
from indicators.plan import Plan
from indicators.sources import Source, SourceKind

_SOURCE_TEXTS = tuple(
    f"SELECT {columns} FROM text_found WHERE {columns.split(',')[0]} IS NOT NULL"
    for columns in ("ref_area, area_name", "label, scope, unit", "time_period")
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
       m.unit_measure, {status} AS obs_status, {citation} AS citation{place},
       CASE WHEN m.fault IN ('not_in_catalogue'::{fault}, 'unknown_indicator'::{fault})
            THEN m.fault
            WHEN a.fault <> ''::{fault} THEN a.fault
            WHEN y.year IS NULL THEN 'year_impossible'::{fault}
            WHEN m.fault <> ''::{fault} THEN m.fault
            WHEN {value_fault} <> '' THEN {value_fault}::{fault}
            WHEN contains({figure}, '_')  -- DuckDB would read 1_000 as a thousand
              OR NOT coalesce(isfinite(try_cast({figure} AS DOUBLE)), false)
            THEN 'not_a_number'::{fault}
            ELSE ''::{fault} END AS fault
FROM {origin}
"""

_SOURCE = """cell c
JOIN area_meaning a ON c.ref_area = a.ref_area AND c.area_name = a.area_name
JOIN label_meaning m ON c.label = m.label AND c.scope = m.scope AND c.unit = m.unit
     AND a.is_reference = m.is_reference
JOIN note_said n ON c.note = n.note
LEFT JOIN year_meaning y ON c.time_period = y.text
"""
_SOURCE_FAULTS = (
    "", "conflicting_rows", "area_name_disagrees", "not_a_number", "not_in_catalogue",
    "repeated_row", "unit_not_convertible", "unknown_area", "unknown_indicator", "year_impossible",
)  # fmt: skip
_SOURCE_SAID = """
CREATE OR REPLACE TEMP TYPE status_code AS ENUM ('A', 'E', 'P');
CREATE OR REPLACE TEMP TABLE note_said AS
SELECT note::text_note AS note, ({status})::status_code AS status
FROM text_found WHERE note IS NOT NULL
"""
_TYPES = {
    "area_meaning": {
        "ref_area": "text_ref_area", "area_name": "text_area_name", "code": "",
        "fault": "fault_code",
    },
    "label_meaning": {
        "label": "text_label", "scope": "text_scope", "unit": "text_unit", "indicator_id": "",
        "unit_measure": "", "fault": "fault_code",
    },
    "year_meaning": {"text": "text_time_period"},
}  # fmt: skip
_WITHOUT_BLANKS = """
SELECT bool_and(citation = trim(citation)) FROM text_found WHERE citation IS NOT NULL
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


def judge(engine: duckdb.DuckDBPyConnection, plan: Plan, labels: LabelBook, source: Source) -> None:
    """Turn the engine's table `cell` into `judged`: one typed row a row, with its fault.

    An upload is judged by `melted` and the tables of `etl.repairs`; its figures keep the column
    and the text they were found in, and whether a unit was named. Leaves `label_meaning` and
    `area_meaning` behind for whoever words findings.
    """
    upload = source.kind is SourceKind.SUBMISSION
    areas, label, years = _UPLOAD_TEXTS if upload else _SOURCE_TEXTS
    understand_areas(engine, plan, areas)
    understand_labels(engine, labels, label)
    understand_years(engine, years)
    said = _said_by_upload(engine) if upload else _said_by_source(engine)
    if source.kind is SourceKind.MODEL_ESTIMATE:
        said["status"] = "'E'"
    engine.execute(_JUDGED.format(**said))
    mark_repeats(engine)


def _said_by_upload(engine: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return where an upload's figures and the words about them are found."""
    engine.execute(_UPLOAD_SAID)
    return {
        "figure": "c.figure", "status": _STATUS.format(note=_SAID_STATUS),
        "citation": "trim(c.citation)", "place": _PLACE, "value_fault": "c.value_fault",
        "fault": "VARCHAR", "origin": _UPLOAD,
    }  # fmt: skip


def _said_by_source(engine: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the same for a source file, whose words are kept as numbers from here on."""
    engine.execute(_SOURCE_SAID.format(status=_STATUS.format(note="note")))
    faults = ", ".join(f"'{code}'" for code in _SOURCE_FAULTS)
    engine.execute(f"CREATE OR REPLACE TEMP TYPE fault_code AS ENUM ({faults})")
    for table, types in _TYPES.items():
        keep_once(engine, table, types)
    (as_found,) = engine.sql(_WITHOUT_BLANKS).fetchone() or (False,)
    return {
        "figure": "c.obs_value", "status": "n.status",
        "citation": "c.citation" if as_found else "trim(c.citation)", "place": "",
        "value_fault": "''", "fault": "fault_code", "origin": _SOURCE,
    }  # fmt: skip
