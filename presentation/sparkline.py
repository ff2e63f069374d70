"""Tiny trends: one line without axes, drawn as SVG in the city's colour.

The line breaks where a year is missing; the last point is marked. The figures themselves stand
beside it, so screen readers skip the picture.
"""

from collections.abc import Mapping

from markupsafe import Markup

WIDTH, HEIGHT, EDGE = 80, 24, 3
_SVG = Markup(
    '<svg class="spark" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true" '
    'data-city="{city}"><path d="{path}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.2"/></svg>'
)

TINY_WIDTH, TINY_HEIGHT = 15, 6
_TINY = Markup(
    '<svg class="tiny" viewBox="0 0 {w} {h}" aria-hidden="true"><path d="{path}"/></svg>'
)


def tiny(values: Mapping[int, float], years: range) -> Markup:
    """Draw a trend as wide as a light's mark; an empty one keeps the place where two are missing.

    Its colour is that of the row, which says whose trends they are.

    >>> tiny({2015: 1.0, 2016: 2.0}, range(2015, 2017)).count("L")
    1
    """
    known = {year: values[year] for year in years if year in values}
    path = ""
    if len(known) > 1:
        low, high = min(known.values()), max(known.values())
        across = (TINY_WIDTH - 2) / max(len(years) - 1, 1)
        for year, value in known.items():
            share = (value - low) / (high - low) if high > low else 0.5
            x, y = 1 + (year - years[0]) * across, 1 + (1 - share) * (TINY_HEIGHT - 2)
            path += f"{'L' if year - 1 in known else 'M'}{x:.1f} {y:.1f}"
    return _TINY.format(w=TINY_WIDTH, h=TINY_HEIGHT, path=path)


def sparkline(values: Mapping[int, float], city: str, years: range) -> Markup:
    """Draw the values of the years given; empty when fewer than two are known."""
    known = {year: values[year] for year in years if year in values}
    if len(known) < 2:
        return Markup("")
    low, high = min(known.values()), max(known.values())
    step = (WIDTH - 2 * EDGE) / max(len(years) - 1, 1)
    span = (high - low) or 1.0

    def place(year: int) -> tuple[float, float]:
        share = (known[year] - low) / span if high > low else 0.5
        return EDGE + (year - years[0]) * step, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)

    path = ""
    for year in known:
        x, y = place(year)
        path += f"{'L' if year - 1 in known else 'M'}{x:.1f} {y:.1f}"
    x, y = place(max(known))
    return _SVG.format(w=WIDTH, h=HEIGHT, city=city, path=path, x=x, y=y)
