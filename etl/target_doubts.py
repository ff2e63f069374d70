"""Targets that would turn lights too easily: nothing is wrong with them, but a reader should know.

A city may set what it likes; that it asks for no progress needs a reason, and that it asks for
less than the reference, or names no document, is said.
"""

from collections.abc import Callable, Iterator, Sequence

from etl.findings import Finding
from etl.plan_files import Row
from indicators.breaks import EVERY_AREA
from indicators.catalogue import Polarity
from indicators.plan import Plan
from indicators.targets import Target, TargetLevel, direction_of
from indicators.units import conversion
from storage.reading import ReleaseReader

Tell = Callable[..., Finding]
"""Makes a finding of row, column in the words of plan/targets.csv, code, cell and facts."""


def doubts(
    read: Sequence[tuple[int, Target, Row]], plan: Plan, reader: ReleaseReader | None, tell: Tell
) -> Iterator[Finding]:
    """Yield what is doubtful about targets that are new; known ones have been looked at."""
    known = set(plan.targets)
    for row, target, cells in read:
        if target in known or target.level is not TargetLevel.CITY:
            continue
        facts = _facts(plan, target)
        number = cells.text("target_value")
        if not target.source_title:
            yield tell(row, "source_title", "target_without_source", "", **facts)
        if _is_met_at_the_baseline(target, reader, facts):
            yield tell(row, "target_value", "target_met_already", number, **facts)
        for reference in _easier_than(plan, target):
            facts |= {
                "by_zh": reference.set_by.zh, "by_en": reference.set_by.en,
                "reference": f"{reference.target_value:g}",
            }  # fmt: skip
            yield tell(row, "target_value", "target_easier", number, **facts)


def _facts(plan: Plan, target: Target) -> dict[str, object]:
    name = plan.catalogue.indicators[target.indicator_id].name
    area = next((a.name for a in plan.cities if a.code == target.ref_area), None)
    return {
        "indicator_zh": name.zh, "indicator_en": name.en, "unit": target.unit,
        "area_zh": area.zh if area else "三市", "area_en": area.en if area else "the cities",
        "year": target.baseline_year,
    }  # fmt: skip


def _is_met_at_the_baseline(
    target: Target, reader: ReleaseReader | None, facts: dict[str, object]
) -> bool:
    """Say whether the way is at its end where it begins; puts the value into the facts."""
    if reader is None or not target.form.is_level or target.target_value is None:
        return False
    indicator = reader.catalogue.indicators[target.indicator_id]
    into = conversion(target.unit, indicator.unit)
    values = reader.series(target.indicator_id).get(target.ref_area, {})
    start = values.get(target.baseline_year or 0)
    if start is None or into is None:
        return False
    facts["start"] = f"{start.obs_value:g}"
    wanted = float(into(target.target_value))
    if direction_of(target.form) is Polarity.LOWER:
        return start.obs_value <= wanted
    return start.obs_value >= wanted


def _easier_than(plan: Plan, target: Target) -> Iterator[Target]:
    """Yield the first reference of the same kind that asks for more."""
    ours = target.target_value
    for reference in plan.targets:
        same = (reference.indicator_id, reference.form, reference.target_year, reference.unit) == (
            target.indicator_id, target.form, target.target_year, target.unit,
        )  # fmt: skip
        theirs, places = reference.target_value, (target.ref_area, EVERY_AREA)
        if not same or reference.level is target.level or reference.ref_area not in places:
            continue
        if ours is None or theirs is None:
            continue
        if ours > theirs if direction_of(target.form) is Polarity.LOWER else ours < theirs:
            yield reference
            return
