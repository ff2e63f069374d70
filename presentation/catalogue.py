"""What the catalogue page shows: definitions, method, sources."""

from dataclasses import dataclass

from markupsafe import Markup

from presentation.definitions import Measure, Part, definitions, measures
from presentation.figures import figure
from presentation.forms import Form, form_of
from presentation.method import Method, method
from presentation.provenance import Provenance, provenance
from presentation.scene import Scene

SECTIONS = ("definitions", "method", "sources", "downloads")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything on the page but the downloads, ready for its templates."""

    title: Markup
    subtitle: str
    form: Form
    all_href: str
    parts: tuple[Part, ...]
    measures: tuple[Measure, ...]
    method: Method
    provenance: Provenance


def catalogue(scene: Scene, wanted: str = "") -> Catalogue:
    """Put the page together; `wanted` filters the definitions."""
    found, everything = provenance(scene), scene.link("catalogue", text=None)
    return Catalogue(
        title=_title(scene, found),
        subtitle=scene.t(
            "catalogue.subtitle",
            release=scene.reader.release_id,
            built=f"{scene.reader.info.built_at:%Y-%m-%d %H:%M}",
        ),
        form=form_of(everything),
        all_href=everything,
        parts=definitions(scene, wanted),
        measures=measures(scene, wanted),
        method=method(scene),
        provenance=found,
    )


def _title(scene: Scene, found: Provenance) -> Markup:
    catalogue = scene.reader.catalogue
    counts = found.total
    return scene.t.markup(
        "catalogue.finding",
        indicators=len(catalogue.indicators),
        goals=len(catalogue.goals),
        files=len(scene.reader.sources),
        read=figure(counts.rows_read, 0),
        used=Markup("<b>{}</b>").format(figure(counts.rows_observed, 0)),
        outside=figure(counts.rows_outside, 0),
        aside=figure(counts.rows_set_aside, 0),
    )
