"""Numbers and units as a person writes them, for the sentences of findings."""

from math import isclose

from indicators.units import conversion

_FAMILY = (
    "元", "千元", "万元", "百万元", "千万元", "亿元", "百亿元", "万亿元",
    "美元", "千美元", "万美元", "百万美元", "亿美元",
    "人", "千人", "万人", "百万人", "亿人", "户", "千户", "万户", "亿户",
    "册", "千册", "万册", "百万册", "件", "万件", "个", "万个", "辆", "万辆", "张", "万张",
    "吨", "千吨", "万吨", "百万吨", "亿吨", "平方米", "公顷", "平方公里", "米", "公里", "万公里",
    "μg/m³", "毫克/立方米",
)  # fmt: skip
"""Units an office may have meant; `indicators.units` says which of them measure the same."""


def shown(value: float | None) -> str:
    """Write a number with up to six digits, whole numbers with all of them.

    >>> shown(1427.5712), shown(14275712.4), shown(0.42), shown(None)
    ('1427.57', '14275712', '0.42', '')
    """
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100_000 else f"{value:.6g}"


def factor(power: int) -> str:
    """Write a power of ten as what a figure was multiplied or divided by.

    >>> factor(4), factor(-2)
    ('×10000', '÷100')
    """
    return f"×{10**power}" if power > 0 else f"÷{10**-power}"


def times(value: float, reference: float | None) -> str:
    """Write how many times the reference a value is.

    >>> times(300.0, 100.0), times(1.0, 0.0)
    ('3', '')
    """
    return f"{value / reference:.3g}" if reference else ""


def percent(value: float, reference: float) -> str:
    """Write the change from a reference in per cent, with its sign.

    >>> percent(110.0, 100.0), percent(1.0, 0.0)
    ('+10 %', '')
    """
    return f"{(value / reference - 1) * 100:+.3g} %" if reference else ""


def likely_unit(cell_value: float | None, value: float, unit: str, power: int) -> tuple[str, str]:
    """Return the unit the figure was read in and the unit it seems to be in, '' when unnamed.

    `value` is the figure in the catalogue's `unit`; the cell's own number tells in which unit
    the file says it is.

    >>> likely_unit(14275700.0, 14275700.0, "亿元", 4)
    ('亿元', '万元')
    >>> likely_unit(1427.57, 0.142757, "亿元", -4)
    ('万元', '亿元')
    """
    if not cell_value:
        return unit, ""
    read = value / cell_value
    return _named(read, unit) or unit, _named(read / 10.0**power, unit)


def _named(ratio: float, unit: str) -> str:
    """Return the unit of which one is `ratio` of the catalogue's unit; its own name first."""
    for name in (unit, *_FAMILY):
        into = conversion(name, unit)
        if into is not None and isclose(into.multiply / into.divide, ratio, rel_tol=1e-6):
            return name
    return ""
