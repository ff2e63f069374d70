"""Where a page stands: the way down to it, and what comes before and after it.

For pages that have no way of their own: goals by domain, cities, the ledger by department.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.catalogue import Domain
from presentation import templating
from presentation.ledger_words import department_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from pages.frame.context import Context


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a trail; its `name` gives back the focus after it was followed."""

    name: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    """Views of one page in order, by a field of the address, and the one shown if it is any."""

    page: str
    field: str
    values: Sequence[tuple[str, str]]
    chosen: str | None


def trail(context: Context, page: str) -> Markup | None:
    """Return the trail of a page, or nothing where the page has its own or needs none."""
    series = _series(context, page)
    if series is None:
        return None
    t, names = context.t, dict(series.values)
    above = [Step("trail-overview", t("nav.overview"), context.link("overview"))]
    here = t(f"nav.{page}")
    if series.chosen in names:
        href = context.link(page, **{series.field: None})
        above.append(Step("trail-page", here, href))
        here = names[series.chosen]
    before, after = _around(context, series)
    return templating.render(
        "shell/trail.html", t=t, above=above, here=here, before=before, after=after
    )


def _series(context: Context, page: str) -> Series | None:
    t, reader = context.t, context.reader
    if page == "goals":
        domains = [(d.value, t(f"goals.domain_{d}")) for d in Domain]
        return Series(page, "domain", domains, context.domain)
    if page == "city":
        cities = [(c.code, c.name(context.language)) for c in reader.plan_cities]
        return Series(page, "city", cities, context.city or cities[0][0])
    if page == "ledger" and not any(c.clause_id == context.clause for c in reader.plan.clauses):
        names = dict.fromkeys(d for c in reader.plan.clauses for d in c.departments)
        offices = [(name, department_text(t, name)) for name in names]
        return Series(page, "department", offices, context.department)
    return None


def _around(context: Context, series: Series) -> tuple[Step | None, Step | None]:
    """Return the views before and after the one shown; none where none of them is."""
    keys = [key for key, _ in series.values]
    if series.chosen not in keys:
        return None, None
    at = keys.index(series.chosen)

    def step(name: str, index: int) -> Step | None:
        if not 0 <= index < len(keys):
            return None
        key, text = series.values[index]
        return Step(f"trail-{name}", text, context.link(series.page, **{series.field: key}))

    return step("before", at - 1), step("after", at + 1)
