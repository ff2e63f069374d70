"""The figures and lights behind a briefing as CSV, in the columns of the release's exports."""

import csv
import io
from collections.abc import Iterable, Sequence

from presentation.briefing.request import Request

_SERIES = (
    "indicator_id", "ref_area", "time_period", "obs_value", "unit_measure", "obs_status",
    "source_id",
)  # fmt: skip
_LIGHTS = (
    "indicator_id", "ref_area", "as_of", "target_level", "form", "status", "reason", "value_year",
    "obs_value", "baseline_year", "baseline_value", "required_value", "completion", "schedule",
    "lead",
)  # fmt: skip


def figures_csv(request: Request) -> bytes:
    """Return every value up to the year looked at, unrounded."""
    reader = request.scene.reader
    rows = [
        (i.indicator_id, c.code, year, repr(o.obs_value), i.unit, o.obs_status.value, o.source_id)
        for i in request.indicators
        for c in request.scene.cities
        for year, o in sorted(reader.series(i.indicator_id).get(c.code, {}).items())
        if year <= request.scene.year
    ]
    return _written(_SERIES, rows)


def lights_csv(request: Request) -> bytes:
    """Return what gives each light."""
    rows = [[_plain(getattr(a, name)) for name in _LIGHTS] for a in request.assessments.values()]
    return _written(_LIGHTS, rows)


def _plain(value: object) -> object:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else value


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows so that a spreadsheet opens them right: UTF-8 with BOM."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return ("\ufeff" + text.getvalue()).encode("utf-8")
