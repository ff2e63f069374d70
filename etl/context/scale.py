"""Slips of scale: a wrong unit, a lost decimal point, a fraction for a per cent, 9999 for none."""

from collections.abc import Iterator

from etl.context.case import Case, Place
from etl.context.wording import factor, likely_unit, shown, times
from etl.findings import Finding

UNIT_POWER = 3
"""Units are thousands apart; a factor of ten or a hundred in one figure is a decimal point."""

_NINES = """
SELECT n FROM context_open
WHERE regexp_matches(context_plain(cell), '^-?9{3,}([.]9+|[.]0+)?$')
  AND (off > mostly OR x IS NULL OR (refs IS NULL AND regexp_matches(context_plain(cell), '9{5,}')))
"""
"""999 and its kin stand for nothing only where they are out of line: some city has 9999 doctors."""

_SLIPPED = "SELECT n, power, shared FROM context_power WHERE n IN (SELECT n FROM context_open)"


def placeholders(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number made of nines that history does not know."""
    found = [place for (place,) in case.places(_NINES)]
    if found:
        case.claim(_NINES)
    for place in found:
        yield case.tell("placeholder_number", place, "placeholder")


def slips(case: Case) -> Iterator[Finding]:
    """Yield a finding for each figure that a power of ten brings back into its history."""
    found = list(case.places(_SLIPPED))
    if found:
        case.claim(_SLIPPED)
    for place, power, shared in found:
        yield _slip(case, place, power, shared=shared)


def cause_of(case: Case, place: Place, power: int, *, shared: bool) -> str:
    """Name what makes a figure wrong by a power of ten.

    A file's `unit_slip_1e4` is ten thousand times too large, `unit_slip_1e-4` too small.
    """
    if power == -2 and case.entries[place.entry].unit == "%":
        return "percent_as_fraction"
    if shared or abs(power) >= UNIT_POWER:
        return f"unit_slip_1e{power}"
    return "decimal_shift"


def _slip(case: Case, place: Place, power: int, *, shared: bool) -> Finding:
    cause = cause_of(case, place, power, shared=shared)
    code = "unit_slip" if cause.startswith("unit_slip") else cause
    read, meant = likely_unit(place.written, place.value, case.entries[place.entry].unit, power)
    return case.tell(
        code, place, cause, factor=factor(power), times=times(place.value, place.near_value),
        corrected=shown(place.value / 10.0**power), read=read,
        meant_zh=f"，单位可能是{meant}而不是{read}" if meant else "",
        meant_en=f": the unit may be {meant}, not {read}" if meant else "",
        instead_zh=f"请核对单位；若原数以{meant}计，请把单位写成{meant}，"
        if meant else "请核对单位，",
        instead_en=f"check the unit; if the figures are in {meant}, say so, "
        if meant else "check the unit, ",
    )  # fmt: skip
