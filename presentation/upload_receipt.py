"""What was published, and the ways on from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from markupsafe import Markup

from presentation.foreign import spoken
from presentation.light_changes import CityLights, by_city, turning
from presentation.moments import moment
from presentation.upload import counts, effect

if TYPE_CHECKING:
    from etl.operations import Receipt
    from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt, ready for its template; `undo` is empty where there is nothing to take back."""

    title: Markup
    lead: str
    facts: tuple[tuple[str, str], ...]
    cities: tuple[CityLights, ...]
    overview: str
    undo: str


def receipt_view(
    scene: Scene, receipt: Receipt, shown: str, zone: tzinfo, *, withdrawn: bool, undo: bool
) -> ReceiptView:
    """Put a receipt together; `shown` is the name readers see, `undo` whether it may be undone."""
    t, made = scene.t, receipt.submission
    lights = turning(scene, receipt.report.lights)
    about = {"file": spoken(made.file_name, t.language)}
    if withdrawn:
        title = t.markup("upload.receipt.title_withdrawn", **about)
    else:
        what = effect(t, receipt.report, len(lights))
        title = t.markup("upload.receipt.title", **about, what=what)
    figures = t("list.comma").join(
        t("upload.counted", text=word, count=n) for n, word in counts(scene, receipt.report)
    )
    facts = {
        "number": made.submission_id,
        "release": receipt.release_id,
        "by": shown,
        "at": moment(made.at, zone),
        "reason": made.reason or t("upload.receipt.no_reason"),
        "counts": figures,
        "hash": made.sha256,
    }
    return ReceiptView(
        title=title,
        lead=t("upload.receipt.lead", release=scene.reader.release_id),
        facts=tuple((t(f"upload.receipt.{name}"), text) for name, text in facts.items()),
        cities=by_city(scene, lights),
        overview=scene.link("overview", year=_year_to_look_at(scene, receipt)),
        undo=scene.link("releases", submission=made.submission_id)
        if undo and not withdrawn
        else "",
    )


def _year_to_look_at(scene: Scene, receipt: Receipt) -> int:
    """Return the latest year in which a light turned, else the year of the view."""
    years = {light.as_of for light in receipt.report.lights} & set(scene.reader.years_looked_at)
    return max(years, default=scene.year)
