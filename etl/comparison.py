"""Compare two releases: figures and lights that differ, and why each light changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from etl.changes import SAME
from etl.engine import column_engine
from etl.problems import Problem
from indicators.assessment import Assessment
from storage import tables as t
from storage.reading import ReleaseReader, open_release
from storage.warehouse import Warehouse


class ChangeReason(StrEnum):
    """Why a light is another one in the later release."""

    NEW_YEAR = "new_year"
    YEAR_GONE = "year_gone"
    """The same the other way round: its figures were taken back."""
    REVISED_TARGET = "revised_target"
    REVISED_DATA = "revised_data"
    CHANGED_RULE = "changed_rule"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One winning value that differs; None where a release has none."""

    indicator_id: str
    ref_area: str
    time_period: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class LightDifference:
    """One headline that differs; empty where a release has none."""

    indicator_id: str
    ref_area: str
    as_of: int
    before: str
    after: str
    reason: ChangeReason


@dataclass(frozen=True)
class Comparison:
    """What differs between two releases."""

    figures: tuple[FigureChange, ...]
    lights: tuple[LightDifference, ...]


def compare(store: Warehouse, before: str, after: str) -> Comparison:
    """Compare two releases by identifier; raises `Problem` for an unknown one."""
    for release_id in (before, after):
        if release_id not in store.releases():
            raise Problem(f"there is no release {release_id}")
    old, new = (open_release(store, release_id) for release_id in (before, after))
    try:
        figures = _figures(old, new)
        return Comparison(figures, tuple(_lights(old, new, figures)))
    finally:
        old.close()
        new.close()


def _figures(old: ReleaseReader, new: ReleaseReader) -> tuple[FigureChange, ...]:
    c = t.SERIES.c
    wanted = sa.select(c.indicator_id, c.ref_area, c.time_period, c.obs_value)
    with column_engine() as engine:
        engine.register("old", old.columns(wanted))
        engine.register("new", new.columns(wanted))
        rows = engine.execute(
            """SELECT indicator_id, ref_area, time_period, o.obs_value, n.obs_value
            FROM old o FULL JOIN new n USING (indicator_id, ref_area, time_period)
            WHERE o.obs_value IS NULL OR n.obs_value IS NULL
               OR abs(o.obs_value - n.obs_value) > $same * abs(o.obs_value)
            ORDER BY 1, 2, 3""",
            {"same": SAME},
        ).fetchall()
    return tuple(FigureChange(*row) for row in rows)


def _lights(
    old: ReleaseReader, new: ReleaseReader, figures: tuple[FigureChange, ...]
) -> Iterator[LightDifference]:
    """Yield headlines that differ.

    A year that only one release looks at is held against the other's last one, so that a new
    year shows what turned and not every light.
    """
    heads = [{_key(a): a for a in r.lights.assessments if a.headline} for r in (old, new)]
    last = [r.years_looked_at[-1] for r in (old, new)]
    touched = {f.indicator_id for f in figures}
    for key in sorted(heads[0].keys() | heads[1].keys()):
        (before, after) = (
            known.get((*key[:2], min(key[2], year)))
            for known, year in zip(heads, last, strict=True)
        )
        if (before and before.status) == (after and after.status):
            continue
        yield LightDifference(
            *key,
            before=before.status.value if before else "",
            after=after.status.value if after else "",
            reason=_reason(old, new, before, after, touched),
        )


def _key(assessment: Assessment) -> tuple[str, str, int]:
    return assessment.indicator_id, assessment.ref_area, assessment.as_of


def _reason(
    old: ReleaseReader,
    new: ReleaseReader,
    before: Assessment | None,
    after: Assessment | None,
    touched: set[str],
) -> ChangeReason:
    """Name the first cause that explains a changed light.

    A headline may fall to another target because there are figures for it now; a target is
    revised only when one release knows it and the other does not.
    """
    years = [(a.as_of, a.value_year or 0) if a else (0, 0) for a in (before, after)]
    if before is None or after is None or before.as_of != after.as_of:
        return ChangeReason.NEW_YEAR if years[1] > years[0] else ChangeReason.YEAR_GONE
    if _is_gone(old, before, new) or _is_gone(new, after, old):
        return ChangeReason.REVISED_TARGET
    if years[0] != years[1]:
        return ChangeReason.NEW_YEAR if years[1] > years[0] else ChangeReason.YEAR_GONE
    return ChangeReason.REVISED_DATA if after.indicator_id in touched else ChangeReason.CHANGED_RULE


def _is_gone(reader: ReleaseReader, assessment: Assessment, other: ReleaseReader) -> bool:
    """Say whether the target behind a light is unknown to another release."""
    target = reader.target_of(assessment)
    known = other.targets_of(assessment.indicator_id, assessment.ref_area)
    return target is not None and target not in known


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison as plain lines."""
    yield f"{len(comparison.figures)} figures differ, {len(comparison.lights)} lights turn"
    for figure in comparison.figures:
        key = f"{figure.indicator_id} {figure.ref_area} {figure.time_period}"
        yield f"  {key}: {_text(figure.before)} -> {_text(figure.after)}"
    for light in comparison.lights:
        key = f"{light.indicator_id} {light.ref_area} as of {light.as_of}"
        change = f"{light.before or '-'} -> {light.after or '-'}"
        yield f"  light {key}: {change} ({light.reason.value})"


def _text(value: float | None) -> str:
    return "-" if value is None else repr(value)
