"""A check report as plain lines for a terminal, in Chinese and English."""

from collections.abc import Iterator
from enum import StrEnum

from etl.check_report import CheckReport
from etl.findings import Finding, Severity


class ReportFormat(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


_SEVERITY = {
    Severity.ERROR: "错误 error",
    Severity.WARNING: "警告 warning",
    Severity.INFO: "提示 note",
}


def report_lines(report: CheckReport) -> Iterator[str]:
    """Yield the report line by line: verdict, what was read, findings, repairs, changes."""
    verdict = "可以发布 accepted" if report.accepted else "不能发布 refused"
    yield f"{report.file}: {verdict}"
    if report.shape:
        coded = report.encoding or "xlsx"
        yield f"  {coded}, {report.shape}, {report.rows} rows, {report.observations} figures"
    for found in report.findings:
        yield from _finding_lines(found)
    for repair in report.repairs:
        yield f"  修正 repaired: {repair.detail} {repair.code} ×{repair.count}"
    changes = report.changes
    yield f"  new {changes.new}, changed {changes.changed}, same {changes.same}"
    for light in report.lights:
        before = light.before or "-"
        yield (
            f"  light {light.indicator_id} {light.ref_area} {light.as_of}:"
            f" {before} -> {light.after}"
        )


def _finding_lines(found: Finding) -> Iterator[str]:
    place = f"row {found.row}" + (f", {found.column}" if found.column else "")
    yield f"  {_SEVERITY[found.severity]} ({place}): {found.message_zh}"
    yield f"    {found.message_en}"
    if found.suggestion:
        yield f"    → {found.suggestion}"
