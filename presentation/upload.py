"""What the upload page says about one checked file: verdict, findings, effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from indicators.assessment import Light
from presentation.differences import FigureLine, figure_line
from presentation.figures import figure
from presentation.foreign import spoken
from presentation.light_changes import CityLights, by_city, turning
from presentation.upload_findings import (
    Group,
    Repaired,
    count,
    groups,
    message,
    numbered,
    repairs,
)
from presentation.upload_missing import Gaps, gaps
from presentation.upload_sheet import Table, table

if TYPE_CHECKING:
    from etl.check_report import CheckReport
    from etl.preview import Sheet
    from presentation.scene import Scene
    from presentation.texts import Texts

TARGETS = "targets"
SHOWN = 8
"""Changed figures beyond these are folded away; so are lights of a city."""


@dataclass(frozen=True)
class Preview:
    """Everything on the page about one file, ready for its templates."""

    light: Light
    title: Markup
    facts: tuple[str, ...]
    groups: tuple[Group, ...]
    repairs: tuple[Repaired, ...]
    counts: tuple[tuple[str, str], ...]
    missing: Gaps | None
    figures: tuple[FigureLine, ...]
    figures_in_all: int
    cities: tuple[CityLights, ...]
    turning: int
    table: Table | None
    needs_reason: bool
    may_publish: bool
    changes_nothing: bool


def verdict(report: CheckReport) -> Light:
    """Return the light of a file: the shape says whether it can be published."""
    if not report.accepted:
        return Light.BAD
    return Light.POOR if count(report, "warning") else Light.GOOD


def preview(scene: Scene, report: CheckReport, sheet: Sheet | None) -> Preview:
    """Put together what is known of a file that was checked against the scene's release."""
    found = numbered(report.findings)
    light = verdict(report)
    lights = turning(scene, report.lights)
    return Preview(
        light=light,
        title=_title(scene, report, len(lights)),
        facts=_facts(scene, report),
        groups=groups(found, scene.t),
        repairs=repairs(report.repairs, scene.t),
        counts=counts(scene, report),
        missing=gaps(scene, report),
        figures=tuple(figure_line(scene, change) for change in report.differing),
        figures_in_all=report.changes.changed,
        cities=by_city(scene, lights),
        turning=len(lights),
        table=table(scene, sheet, found) if sheet else None,
        needs_reason=light is Light.POOR,
        may_publish=light is not Light.BAD,
        changes_nothing=not (report.changes.new or report.changes.changed),
    )


def counts(scene: Scene, report: CheckReport) -> tuple[tuple[str, str], ...]:
    """Return how many figures are new, changed and the same, each with its word."""
    return tuple(
        (figure(getattr(report.changes, kind), 0), scene.t(f"upload.{kind_of(report)}.{kind}"))
        for kind in ("new", "changed", "same")
    )


def _title(scene: Scene, report: CheckReport, turns: int) -> Markup:
    t = scene.t
    about = {"file": spoken(report.file, t.language)}
    if not report.readable:
        return t.markup("upload.title_unreadable", **about, why=message(report.findings[0], t))
    errors, warnings = count(report, "error"), count(report, "warning")
    if errors:
        return t.markup("upload.title_errors", **about, errors=_strong(errors))
    about["what"] = effect(t, report, turns)
    if warnings:
        return t.markup("upload.title_warnings", **about, warnings=_strong(warnings))
    return t.markup("upload.title_clean", **about)


def effect(t: Texts, report: CheckReport, turns: int) -> Markup:
    """Say in one clause what publishing changes."""
    return t.markup(
        f"upload.effect_{kind_of(report)}",
        new=_strong(report.changes.new),
        changed=_strong(report.changes.changed),
        lights=_strong(turns),
    )


def kind_of(report: CheckReport) -> str:
    """Say whether a file carries targets or figures."""
    return TARGETS if report.shape == TARGETS else "figures"


def _strong(number: int) -> Markup:
    return Markup("<b>{}</b>").format(figure(number, 0))


def _facts(scene: Scene, report: CheckReport) -> tuple[str, ...]:
    """Return what the file is: encoding, shape, size, and what it was checked against."""
    if not report.readable:
        return ()
    t = scene.t
    facts = [t(f"upload.encoding.{report.encoding or 'xlsx'}")]
    if report.shape:
        facts.append(t(f"upload.shape.{report.shape}"))
        sizes = {"rows": figure(report.rows, 0), "figures": figure(report.observations, 0)}
        facts.append(t(f"upload.size_{kind_of(report)}", **sizes))
    facts.append(t("upload.checked_against", release=scene.reader.info.short_id))
    return tuple(facts)
