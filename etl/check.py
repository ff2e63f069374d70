"""Check one file before anything is published: what it is, what is wrong, what it would change.

The same code serves the command line and the page; nothing is written anywhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from etl.cells import Body, table_body
from etl.changes import (
    Changes,
    LightChange,
    count_changes,
    count_missing,
    load_stored,
    submission_source,
    turned_lights,
)
from etl.check_targets import check_targets
from etl.comparison import FigureChange
from etl.context import context_findings
from etl.corrections import Correction, Corrections, used_in
from etl.engine import column_engine, lookup
from etl.files import OpenedFile, Unreadable, open_file, read_content
from etl.findings import Finding, Severity, finding, told
from etl.layout import SEARCHED, NoTable, Shape, TableLayout, find_layout
from etl.preview import changed_figures
from etl.target_files import targets_header_at
from etl.templates import asked
from etl.upload_reading import judge_body
from etl.vocabulary import Vocabulary
from etl.wording import Wording
from indicators.plan import Plan
from storage.reading import ReleaseReader

TARGETS = "targets"
"""Shape of a targets file."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of harmless deviation that was mended, and how often."""

    code: str
    count: int
    detail: str


@dataclass(frozen=True)
class CheckReport:
    """Everything said about one file; `accepted` means no error, warnings need a reason."""

    file: str
    encoding: str | None
    shape: str | None
    rows: int = 0
    observations: int = 0
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    changes: Changes = field(default_factory=lambda: Changes(0, 0, 0))
    lights: tuple[LightChange, ...] = ()
    readable: bool = True
    corrected: tuple[Correction, ...] = ()
    """Columns that were read as an analyst has said."""
    differing: tuple[FigureChange, ...] = ()
    """The stored figures that the file would change, the largest changes first."""
    missing: int = 0
    """Figures the file's cities had the year before, and neither it nor the release has."""

    @property
    def accepted(self) -> bool:
        """No finding is an error."""
        return self.readable and all(f.severity is not Severity.ERROR for f in self.findings)

    @property
    def exit_code(self) -> int:
        """0 nothing, 1 warnings, 2 refused, 3 unreadable."""
        if not self.readable:
            return 3
        if not self.accepted:
            return 2
        return int(any(f.severity is Severity.WARNING for f in self.findings))

    def as_json(self) -> dict[str, object]:
        """Return the report in the words of the contract."""
        hidden = {"readable", "corrected", "differing", "missing", "findings", "file"}
        plain = {key: value for key, value in asdict(self).items() if key not in hidden}
        own = {"source_id", "suggestion_en"}
        findings = [{k: v for k, v in asdict(f).items() if k not in own} for f in self.findings]
        return {"file": self.file, "accepted": self.accepted, **plain, "findings": findings}


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
        return _check(open_file(path), readable(path.name), plan, reader, today, columns)
    except Unreadable as problem:
        return _unreadable(readable(path.name), problem)


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
        return _check(read_content(content), readable(name), plan, reader, today, columns)
    except Unreadable as problem:
        return _unreadable(readable(name), problem)


def readable(text: str) -> str:
    r"""Return a text with what is none in it replaced, such as a file name of unknown encoding.

    >>> readable("\udcff.csv")
    '?.csv'
    """
    return text.encode("utf-8", "replace").decode()


def _unreadable(name: str, problem: Unreadable) -> CheckReport:
    facts = dict(problem.facts)
    row = facts.pop("row", 0)
    found = finding(name, row if isinstance(row, int) else 0, "", problem.code, name, "", **facts)
    return CheckReport(name, None, None, findings=(found,), readable=False)


def _check(
    opened: OpenedFile,
    name: str,
    plan: Plan,
    reader: ReleaseReader | None,
    today: date | None,
    columns: Corrections | None,
) -> CheckReport:
    at = targets_header_at(opened)
    if at is not None:
        targets = check_targets(name, opened, at, plan, reader)
        return CheckReport(
            name, opened.encoding, TARGETS, targets.count, targets.count,
            _listed(targets.repairs), tuple(targets.findings), targets.changes,
            tuple(targets.lights),
        )  # fmt: skip
    words = Vocabulary(plan, columns)
    try:
        layout = find_layout(opened.rows, words, Path(name).stem)
    except NoTable as problem:
        return _no_table(name, opened, problem)
    body = table_body(opened, layout)
    report = CheckReport(
        name, opened.encoding, layout.shape.value, body.count,
        corrected=used_in(opened.rows[layout.header_at], columns or {}),
    )  # fmt: skip
    structure = _structure(name, opened, body, layout, words)
    around = layout.surroundings(opened)
    if not body.count:
        header = opened.numbers[layout.header_at]
        only = [] if structure else [finding(name, header, "", "header_only", "")]
        return replace(report, findings=(*structure, *only))
    with column_engine() as engine:
        return _checked(engine, report, body, layout, plan, words, reader, structure, around, today)


def _checked(
    engine: DuckDBPyConnection,
    report: CheckReport,
    body: Body,
    layout: TableLayout,
    plan: Plan,
    words: Vocabulary,
    reader: ReleaseReader | None,
    structure: Sequence[Finding],
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
    findings = [*structure, *Wording(plan, words, layout, report.file).findings(engine)]
    kept = _count(engine, "SELECT count(*) FROM judged WHERE fault = ''")
    load_stored(engine, reader)
    if kept:
        is_whole = not any(f.code == "ragged_row" for f in structure)
        findings += context_findings(engine, plan, report.file, is_whole=is_whole)
    elif all(f.severity is not Severity.ERROR for f in findings):
        findings.append(finding(report.file, layout.header_at + 1, "", "no_figures", ""))
    return replace(
        report,
        observations=kept,
        repairs=_listed(repairs),
        findings=tuple(sorted(findings, key=lambda f: (f.row, f.column, f.code))),
        changes=count_changes(engine),
        differing=changed_figures(engine),
        missing=_missing(engine, plan) if kept else 0,
        lights=tuple(turned_lights(engine, plan, reader, source)) if reader and kept else (),
    )


def _missing(engine: DuckDBPyConnection, plan: Plan) -> int:
    rows = [(entry.indicator_id,) for entry in asked(plan)]
    lookup(engine, "asked", {"indicator_id": pa.string()}, rows)
    return count_missing(engine)


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


def _no_table(name: str, opened: OpenedFile, problem: NoTable) -> CheckReport:
    filled = [row for row in opened.rows if any(row)]
    row = opened.numbers[problem.row_at] if problem.row_at < len(opened.numbers) else 1
    column = str(problem.facts.get("header", ""))
    facts: dict[str, object] = {
        "searched": min(SEARCHED, len(filled)),
        "missing": "",
    } | problem.facts
    facts.pop("header", None)
    if problem.code == "header_missing":
        facts["missing"] = str(facts["missing"])
    found = finding(name, row, column, problem.code, column, "", **facts)
    return CheckReport(
        name, opened.encoding, None, findings=(found,), readable=problem.code != "no_header"
    )


def _structure(
    name: str, opened: OpenedFile, body: Body, layout: TableLayout, words: Vocabulary
) -> list[Finding]:
    expected = len(opened.rows[layout.header_at])
    found = told(
        body.ragged,
        lambda at: finding(name, at[0], "", "ragged_row", "", found=at[1], expected=expected),
    )
    found += told(body.totals, lambda at: finding(name, at[0], "", "total_row", at[1]))
    found += _other_sheets(name, opened, words)
    return found + _unknown_columns(name, opened, body, layout)


def _other_sheets(name: str, opened: OpenedFile, words: Vocabulary) -> list[Finding]:
    """Name further sheets of a workbook that hold a table, too: only one is read."""
    unread = []
    for sheet, rows in opened.other_sheets.items():
        try:
            layout = find_layout(rows, words, sheet)
        except NoTable:
            continue
        if any(map(any, rows[layout.first_row_at :])):
            unread.append(sheet)
    if not unread:
        return []
    named = "、".join(unread)
    return [finding(name, 0, "", "several_sheets", named, "", read=opened.sheet)]


def _unknown_columns(
    name: str, opened: OpenedFile, body: Body, layout: TableLayout
) -> list[Finding]:
    """Name columns of figures whose header nobody knows."""
    code = {Shape.INDICATORS: "unknown_indicator", Shape.AREAS: "unknown_area"}.get(layout.shape)
    row = opened.numbers[layout.header_at]
    found = []
    for column in layout.of_role("unknown") if code else []:
        cells = body.column(column.position)
        if cells and all(c.replace(".", "").replace("-", "").isdigit() for c in cells):
            facts: dict[str, object] = {"guess_zh": "", "guess_en": "", "name": column.header}
            found.append(finding(name, row, column.header, str(code), column.header, "", **facts))
    return found


def _listed(repairs: Counter[str]) -> tuple[Repair, ...]:
    return tuple(Repair(code, n, repair_text(code)) for code, n in sorted(repairs.items()))


def repair_text(code: str) -> str:
    """Return what a repair did, in Chinese."""
    return _REPAIRS.get(code, code)


_REPAIRS = {
    "full_width": "全角字符改为半角",
    "thousands": "去掉千位分隔符",
    "blanks": "去掉数字中的空格",
    "unit_suffix": "数值后的单位移到单位",
    "unit_in_label": "指标名中的单位移到单位",
    "unit_spelling": "单位改为统一写法",
    "unit_assumed": "没有写单位，按目录单位采用",
    "unit_converted": "换算为目录单位",
    "scientific": "科学计数法的数值还原",
    "surrounding_blanks": "去掉单元格首尾的空格",
    "title_row": "表格上方的标题行不作数据",
    "extra_column": "表中多余的列不采用",
    "year_suffix": "年份去掉“年”",
    "alias": "别名改为目录名称",
    "code_as_number": "被当作数字的地区代码还原",
    "blank_value": "空白格不采用",
    "blank_row": "空白行不采用",
    "note_row": "注释行不采用",
    "repeated_header": "重复的表头不采用",
    "repeated_row": "完全重复的行只采用一次",
    "merged_cells": "合并单元格按上一行补全",
}
