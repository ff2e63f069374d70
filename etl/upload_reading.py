"""Read an upload's figures the one way in which check and build both read them."""

from collections import Counter
from pathlib import Path

from duckdb import DuckDBPyConnection

from etl.cells import Body, melt, table_body
from etl.corrections import remembered
from etl.files import Unreadable, open_file
from etl.labels import LabelBook
from etl.layout import NoTable, TableLayout, find_layout
from etl.problems import SourceProblem
from etl.repairs import clean_cells
from etl.rules import judge
from etl.vocabulary import Vocabulary
from indicators.plan import Plan
from indicators.sources import Source


def judge_body(
    engine: DuckDBPyConnection, body: Body, layout: TableLayout, plan: Plan, source: Source
) -> Counter[str]:
    """Turn a table's rows into the engine's `cell` and `judged`; returns the repairs it took."""
    repairs = body.repairs + melt(engine, body, layout)
    repairs += clean_cells(engine, Vocabulary(plan), layout.defaults.get("unit", ""))
    judge(engine, plan, LabelBook(plan, strict=True), source)
    return repairs


def read_submission_figures(
    engine: DuckDBPyConnection, path: Path, plan: Plan, source: Source, name: str
) -> None:
    """Leave a published upload's figures in `judged`; raises `SourceProblem` when it changed."""
    try:
        opened = open_file(path)
        words = Vocabulary(plan, remembered(path.parent))  # as it was read when it came in
        layout = find_layout(opened.rows, words, Path(name).stem)
        body = table_body(opened, layout)
    except (Unreadable, NoTable) as problem:
        raise SourceProblem(f"{source.source_id}: no longer readable ({problem})") from None
    if not body.count:
        raise SourceProblem(f"{source.source_id}: no longer has any rows")
    judge_body(engine, body, layout, plan, source)
