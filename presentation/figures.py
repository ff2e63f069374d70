"""Numbers as readers see them: the one place where digits, signs and units are written.

A figure is rounded half up to the catalogue's places and grouped in thousands; the unit comes
after it, in the reader's language. Values meet targets unrounded, so two figures that decide a
light get as many places as it takes to tell them apart.
"""

from indicators.catalogue import Indicator
from indicators.rounding import decimals_to_see, round_half_up
from presentation.texts import Texts

MINUS = "\u2212"


def figure(value: float, decimals: int) -> str:
    """Write a number.

    >>> figure(4676, 0), figure(-0.04, 1), figure(-3.25, 1)
    ('4,676', '0.0', '−3.3')
    """
    return f"{round_half_up(value, decimals):,}".replace("-", MINUS)


def signed(value: float, decimals: int) -> str:
    """Write a difference with its sign; zero has none.

    >>> signed(2.5, 1), signed(-2.5, 1), signed(0.01, 1)
    ('+2.5', '−2.5', '0.0')
    """
    text = figure(value, decimals)
    return f"+{text}" if round_half_up(value, decimals) > 0 else text


def unit(symbol: str, t: Texts) -> str:
    """Return a unit in the reader's language, empty for ratios."""
    return t(f"unit.{symbol}") if symbol else ""


def with_unit(text: str, symbol: str, t: Texts) -> str:
    """Put the unit after a figure that is already written.

    Per cent stands close; other units after a space at which no line breaks.
    """
    name = unit(symbol, t)
    if not name:
        return text
    if name[0].isdigit():
        return f"{text}\u00a0({name})"
    return f"{text}{name}" if symbol == "%" else f"{text}\u00a0{name}"


def value(number: float, indicator: Indicator, t: Texts) -> str:
    """Write an indicator's value with its unit."""
    return with_unit(figure(number, indicator.decimals), indicator.unit, t)


def pair(number: float, wanted: float, indicator: Indicator) -> tuple[str, str]:
    """Write a value and the level it is held against so that they do not look alike by chance.

    The level never gets fewer places than its own number has, up to two.
    """
    places = decimals_to_see(number, wanted, indicator.decimals)
    return figure(number, places), trimmed(wanted, places)


def trimmed(number: float, decimals: int) -> str:
    """Write a level without trailing zeros after the point.

    >>> trimmed(56.0, 1), trimmed(46.576, 1)
    ('56', '46.6')
    """
    text = figure(number, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text
