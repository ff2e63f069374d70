"""Commands on uploads: check, submit, withdraw, go-back, diff, template."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from etl import operations
from etl.check import check_file
from etl.check_text import ReportFormat, report_lines
from etl.cli.base import By, Data, Out, Reason, Store, app, office, put
from etl.comparison import compare, comparison_lines
from etl.files import Unreadable, content_of
from etl.findings import finding
from etl.problems import Problem
from etl.progress import reporting
from etl.templates import TemplateFormat, TemplateShape, template_file


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Files to check: CSV or xlsx.")],
    form: Annotated[ReportFormat, typer.Option("--format", help="For people or programs.")] = (
        ReportFormat.TEXT
    ),
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Say what is wrong with files and what they would change; nothing is published.

    Exit status: 0 nothing found, 1 warnings, 2 refused, 3 unreadable (the highest of all files).
    """
    place = office(data, warehouse)
    plan, reader, columns = place.plan(), place.reader(), place.columns()
    reports = [check_file(path, plan, reader, columns=columns) for path in files]
    if form is ReportFormat.JSON:
        content = [report.as_json() for report in reports]
        text = json.dumps(content if len(content) > 1 else content[0], ensure_ascii=False)
        put(text.encode("utf-8"), None)
    else:
        for report in reports:
            for line in report_lines(report):
                typer.echo(line)
    raise typer.Exit(max(report.exit_code for report in reports))


@app.command()
def submit(
    file: Annotated[Path, typer.Argument(help="File to publish.")],
    by: By,
    reason: Reason = "",
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Check a file and publish it; warnings need a reason."""
    try:
        content = content_of(file)
    except Unreadable as problem:
        raise Problem(
            finding(file.name, 0, "", problem.code, "", "", **problem.facts).message_en
        ) from None
    place = office(data, warehouse)
    with reporting(sys.stderr) as report:
        receipt = operations.submit(place, content, file.name, by=by, reason=reason, report=report)
    made, changes = receipt.submission, receipt.report.changes
    typer.echo(
        f"{made.submission_id} published in {receipt.release_id}: new {changes.new}, "
        f"changed {changes.changed}, same {changes.same}; sha256 {made.sha256}"
    )


@app.command()
def withdraw(
    submission_id: Annotated[str, typer.Argument(metavar="ID", help="Submission (s000001).")],
    by: By,
    reason: Reason,
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Take a submission back and build without it; its file is kept."""
    place = office(data, warehouse)
    with reporting(sys.stderr) as report:
        built = operations.withdraw(place, submission_id, by=by, reason=reason, report=report)
    typer.echo(f"{submission_id} withdrawn; {built.release_id} is the current release")


@app.command("go-back")
def go_back(
    release_id: Annotated[str, typer.Argument(metavar="RELEASE", help="Earlier release.")],
    by: By,
    reason: Reason,
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Let the submissions of an earlier release count again, and only those."""
    place = office(data, warehouse)
    with reporting(sys.stderr) as report:
        built = operations.go_back(place, release_id, by=by, reason=reason, report=report)
    typer.echo(f"{built.release_id} is the current release")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="RELEASE", help="Earlier release.")],
    after: Annotated[str, typer.Argument(metavar="RELEASE", help="Later release.")],
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """List the figures and lights that differ between two releases, with the reason."""
    store = office(data, warehouse).warehouse
    for line in comparison_lines(compare(store, before, after)):
        typer.echo(line)


@app.command()
def template(
    year: Annotated[
        int | None, typer.Option("--year", metavar="Y", help="Year to fill in.")
    ] = None,
    shape: Annotated[TemplateShape, typer.Option("--shape", help="Layout of the table.")] = (
        TemplateShape.LONG
    ),
    form: Annotated[TemplateFormat, typer.Option("--format", help="File format.")] = (
        TemplateFormat.CSV
    ),
    out: Out = None,
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Write an empty file with all indicators and units, ready to be filled in."""
    put(template_file(office(data, warehouse).plan(), year, shape, form), out)
