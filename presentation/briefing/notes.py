"""What stands behind a sheet, in lines: definition, targets, breaks, sources, place among cities.

Slides carry it in the speaker's notes, workbook and page in a column of their own.
"""

from indicators.catalogue import Indicator
from presentation.briefing.request import Request
from presentation.briefing.sheet import source_names
from presentation.indicator_facts import facts
from presentation.standing import standing


def notes(request: Request, indicator: Indicator) -> list[str]:
    """Return everything a speaker may be asked for."""
    scene, t = request.scene, request.scene.t
    known = facts(scene, indicator)
    lines = [t(f"polarity.{indicator.polarity}")]
    if known.unit:
        lines.append(t("indicator.unit", unit=known.unit))
    if known.formula:
        lines.append(t("indicator.formula", formula=known.formula))
    if indicator.source_label:
        said = {"label": indicator.source_label, "scope": indicator.scope}
        lines.append(t("indicator.label", **said))
    if indicator.note.zh:
        lines.append(indicator.note(t.language))
    for target in known.targets:
        held = t("catalogue.target", by=target.by, demand=target.demand, nature=target.nature)
        lines.append(t("briefing.notes_target", target=held, source=target.source))
    for gap in known.breaks:
        where = t(
            "indicator.break_line",
            where=gap.where,
            year=gap.year,
            kind=gap.kind,
            comparable=gap.comparable,
        )
        lines.append(t("briefing.notes_break", gap=where, explanation=gap.explanation))
    lines += places(request, indicator)
    lines += [t("briefing.source_figures", figures=line) for line in source_names(known.sources)]
    return lines


def places(request: Request, indicator: Indicator) -> list[str]:
    """Return a sentence on each city's place in the cluster, where it has one."""
    found = (standing(request.scene, indicator, city) for city in request.scene.cities)
    return [said.text for said in found if said is not None]
