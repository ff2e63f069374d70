"""Check one file before anything is published: what it is, what is wrong, what it would change.

The same code serves the command line and the page; nothing is written anywhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from etl.cells import Body, table_body
from etl.changes import (
    Missing,
    count_changes,
    load_stored,
    missing_figures,
    submission_source,
)
from etl.check_report import TARGETS, CheckReport
from etl.check_targets import check_targets
from etl.context import context_findings
from etl.corrections import Corrections, used_in
from etl.differing import changed_figures
from etl.engine import column_engine, lookup
from etl.files import OpenedFile, Unreadable, open_file, read_content
from etl.findings import Finding, Severity, finding
from etl.layout import NoTable, TableLayout, find_layout
from etl.lights import turned_lights
from etl.listed_repairs import listed
from etl.structure import no_table, structure
from etl.target_files import targets_header_at
from etl.templates import asked
from etl.upload_reading import judge_body
from etl.vocabulary import Vocabulary
from etl.wording import Wording
from indicators.plan import Plan
from storage.reading import ReleaseReader


def check_file(
    path: Path,
    plan: Plan,
    reader: ReleaseReader | None,
    today: date | None = None,
    columns: Corrections | None = None,
) -> CheckReport:
    """Check a file against the catalogue, and against the release when there is one.

    `columns` are headers that analysts have explained.
    """
    try:
        return check_opened(open_file(path), path.name, plan, reader, today, columns)
    except Unreadable as problem:
        return unreadable(path.name, problem)


def check_content(
    content: bytes,
    name: str,
    plan: Plan,
    reader: ReleaseReader | None,
    today: date | None = None,
    columns: Corrections | None = None,
) -> CheckReport:
    """Check the bytes of a file that was handed in under a name."""
    try:
        return check_opened(read_content(content), name, plan, reader, today, columns)
    except Unreadable as problem:
        return unreadable(name, problem)


def readable(text: str) -> str:
    r"""Return a text with what is none in it replaced, such as a file name of unknown encoding.

    >>> readable("\udcff.csv")
    '?.csv'
    """
    return text.encode("utf-8", "replace").decode()


def unreadable(name: str, problem: Unreadable) -> CheckReport:
    """Return the report of a file that is no table."""
    name = readable(name)
    facts = dict(problem.facts)
    row = facts.pop("row", 0)
    found = finding(name, row if isinstance(row, int) else 0, "", problem.code, name, "", **facts)
    return CheckReport(name, None, None, findings=(found,), readable=False)


def check_opened(
    opened: OpenedFile,
    name: str,
    plan: Plan,
    reader: ReleaseReader | None,
    today: date | None = None,
    columns: Corrections | None = None,
) -> CheckReport:
    """Check a file that was read before under a name."""
    name = readable(name)
    at = targets_header_at(opened)
    if at is not None:
        targets = check_targets(name, opened, at, plan, reader)
        return CheckReport(
            name, opened.encoding, TARGETS, targets.count, targets.count,
            listed(targets.repairs), tuple(targets.findings), targets.changes,
            tuple(targets.lights),
        )  # fmt: skip
    words = Vocabulary(plan, columns)
    try:
        layout = find_layout(opened.rows, words, Path(name).stem)
    except NoTable as problem:
        found = no_table(name, opened, problem)
        unread = problem.code == "no_header"
        return CheckReport(name, opened.encoding, None, findings=(found,), readable=not unread)
    body = table_body(opened, layout)
    report = CheckReport(
        name, opened.encoding, layout.shape.value, body.count,
        corrected=used_in(opened.rows[layout.header_at], columns or {}),
    )  # fmt: skip
    faults = structure(name, opened, body, layout, words)
    around = layout.surroundings(opened)
    if not body.count:
        header = opened.numbers[layout.header_at]
        only = [] if faults else [finding(name, header, "", "header_only", "")]
        return replace(report, findings=(*faults, *only))
    with column_engine() as engine:
        return _checked(engine, report, body, layout, plan, words, reader, faults, around, today)


def _checked(
    engine: DuckDBPyConnection,
    report: CheckReport,
    body: Body,
    layout: TableLayout,
    plan: Plan,
    words: Vocabulary,
    reader: ReleaseReader | None,
    faults: Sequence[Finding],
    surroundings: Counter[str],
    today: date | None,
) -> CheckReport:
    day = today or datetime.now().astimezone().date()
    source = submission_source(report.file, day)
    repairs = surroundings + judge_body(engine, body, layout, plan, source)
    engine.execute(
        "UPDATE judged SET fault = 'year_in_future' WHERE fault = '' AND time_period > $year",
        {"year": day.year},
    )
    repairs += _late_repairs(engine)
    findings = [*faults, *Wording(plan, words, layout, report.file).findings(engine)]
    kept = _count(engine, "SELECT count(*) FROM judged WHERE fault = ''")
    load_stored(engine, reader)
    if kept:
        is_whole = not any(f.code == "ragged_row" for f in faults)
        findings += context_findings(engine, plan, report.file, is_whole=is_whole)
    elif all(f.severity is not Severity.ERROR for f in findings):
        findings.append(finding(report.file, layout.header_at + 1, "", "no_figures", ""))
    return replace(
        report,
        observations=kept,
        repairs=listed(repairs),
        findings=tuple(sorted(findings, key=lambda f: (f.row, f.column, f.code))),
        changes=count_changes(engine),
        differing=changed_figures(engine),
        missing=_missing(engine, plan) if kept else (),
        lights=tuple(turned_lights(engine, plan, reader, source)) if reader and kept else (),
    )


def _missing(engine: DuckDBPyConnection, plan: Plan) -> tuple[Missing, ...]:
    rows = [(entry.indicator_id,) for entry in asked(plan)]
    lookup(engine, "asked", {"indicator_id": pa.string()}, rows)
    return missing_figures(engine)


def _late_repairs(engine: DuckDBPyConnection) -> Counter[str]:
    """Count what only the judged figures show: repeated rows and units taken as catalogued."""
    repeated = _count(engine, "SELECT count(*) FROM judged WHERE fault = 'repeated_row'")
    assumed = _count(
        engine,
        "SELECT count(*) FROM judged WHERE fault = '' AND without_unit AND unit_measure <> ''",
    )
    converted = _count(engine, "SELECT count(*) FROM judged WHERE fault = '' AND is_converted")
    found = Counter(
        {"repeated_row": repeated, "unit_assumed": assumed, "unit_converted": converted}
    )
    return +found


def _count(engine: DuckDBPyConnection, sql: str) -> int:
    found = engine.sql(sql).fetchone()
    return int(found[0]) if found else 0
