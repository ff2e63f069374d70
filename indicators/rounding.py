"""Exact decimal arithmetic for everything that is compared or printed.

Plain floating point says that 80 → 90 of 100 is 9.999… points behind. Values are therefore
turned into the decimal number a person would write down, and rounded half up (四舍五入, away
from zero) before they are compared.
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

_DIGITS = 28


def exact(value: float | Decimal) -> Decimal:
    """Return the decimal a person would write down for `value`: 15 digits, all that a float keeps.

    Computed figures carry noise behind that, which must not decide whether a target is met.

    >>> exact(0.1) * 3, exact(57 / 100 * 100)
    (Decimal('0.3'), Decimal('57'))
    """
    return value if isinstance(value, Decimal) else Decimal(f"{float(value):.15g}")


def round_half_up(value: float | Decimal, decimals: int) -> Decimal:
    """Round to `decimals` places, halves away from zero, never to a negative zero.

    >>> round_half_up(0.25, 1), round_half_up(-0.25, 1), round_half_up(-0.04, 1)
    (Decimal('0.3'), Decimal('-0.3'), Decimal('0.0'))
    """
    number = exact(value)
    enough = Context(prec=max(_DIGITS, number.adjusted() + decimals + 2))
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, enough)
    return rounded.copy_abs() if rounded == 0 else rounded


def as_number(value: Decimal | None) -> float | None:
    """Return the value as it is kept; None for none, or for one too large to be kept.

    >>> as_number(Decimal("6.1")), as_number(Decimal("1e400"))
    (6.1, None)
    """
    number = math.inf if value is None else float(value)
    return number if math.isfinite(number) else None


def prints_same(first: float | Decimal, second: float | Decimal, decimals: int) -> bool:
    """Say whether two values look the same on a page with `decimals` places.

    >>> prints_same(14.04, 13.96, 1), prints_same(14.04, 13.94, 1)
    (True, False)
    """
    return round_half_up(first, decimals) == round_half_up(second, decimals)


def decimals_to_see(value: float, target: float, decimals: int, at_most: int = 6) -> int:
    """Return how many places a page needs so that `value` and `target` do not print alike.

    A value meets a target unrounded, so 94.96 against 95 must not be shown as 95.0.

    >>> decimals_to_see(94.96, 95, 1), decimals_to_see(95, 95, 1), decimals_to_see(95.4, 95, 1)
    (2, 1, 1)
    """
    if exact(value) == exact(target):
        return decimals
    for places in range(decimals, at_most):
        if not prints_same(value, target, places):
            return places
    return at_most
