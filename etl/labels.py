"""What a label of a source stands for: catalogue entry, unit conversion, or nothing.

Works on the few distinct (label, scope, unit) of a file, never on its rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue import Indicator, Kind
from indicators.plan import Plan
from indicators.units import conversion, quantity_of

WHOLE_CITY = "全市"
_SCOPES = {"全域": WHOLE_CITY}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one (label, scope, unit) means; `fault` is empty or a finding code."""

    label: str
    scope: str
    unit: str
    is_reference: bool
    indicator_id: str | None
    unit_measure: str
    multiply: float
    divide: float
    fault: str
    cause: str


class LabelBook:
    """All labels the plan knows, with their aliases."""

    def __init__(self, plan: Plan, *, strict: bool = False) -> None:
        """Know the plan's labels.

        A strict book is for uploads: it calls a label unknown that no plan file names, and
        takes a figure without any unit to be in the catalogue's.
        """
        self._strict = strict
        self._entries = plan.catalogue.entries
        published = _published(self._entries.values(), plan.catalogue.shared_series)
        self._by_label: dict[tuple[str, str, bool], Indicator] = {}
        for entry in published:
            for is_reference in (True, False):
                self._by_label[entry.source_label, entry.scope, is_reference] = entry
        for alias in plan.aliases:
            if not alias.stands_for:
                continue
            entry = self._entries[alias.stands_for]
            for is_reference in (True,) if alias.only_reference_areas else (True, False):
                key = (alias.label, entry.scope or WHOLE_CITY, is_reference)
                self._by_label.setdefault(key, entry)
        self._known = {alias.label for alias in plan.aliases}
        for entry in self._entries.values():
            self._known |= {entry.source_label or entry.indicator_id, entry.name.zh, entry.name.en}
        self._scopes: dict[str, list[str]] = {}
        for label, scope, is_reference in self._by_label:
            if is_reference:
                self._scopes.setdefault(label, []).append(scope)

    def _entry(self, label: str, scope: str, *, is_reference: bool) -> Indicator | None:
        """Find the entry of a label; a file that names no scope means the label's only one."""
        if scope:
            return self._by_label.get((label, _SCOPES.get(scope, scope), is_reference))
        scopes = self._scopes.get(label, ())
        return self._by_label.get((label, scopes[0], is_reference)) if len(scopes) == 1 else None

    def meaning(self, label: str, scope: str, unit: str, *, is_reference: bool) -> Meaning:
        """Say what a row with this label, scope and unit carries."""
        entry = self._entry(label, scope, is_reference=is_reference)
        if entry is None:
            known = label in self._known or not self._strict
            fault = "not_in_catalogue" if known else "unknown_indicator"
            return Meaning(label, scope, unit, is_reference, None, "", 1, 1, fault, "")
        into = conversion(unit or (entry.unit if self._strict else ""), entry.unit)
        if into is None:
            cause = _cause(unit, entry.unit)
            return Meaning(
                label, scope, unit, is_reference, entry.indicator_id, entry.unit, 1, 1,
                "unit_not_convertible", cause,
            )  # fmt: skip
        return Meaning(
            label, scope, unit, is_reference, entry.indicator_id, entry.unit,
            into.multiply, into.divide, "", "",
        )  # fmt: skip


def _published(entries: Iterable[Indicator], shared: Mapping[str, str]) -> Iterable[Indicator]:
    """Leave out what is computed, and measures whose label belongs to an indicator."""
    for entry in entries:
        if entry.kind is not Kind.DERIVED and entry.indicator_id not in shared:
            yield entry


def _cause(unit: str, expected: str) -> str:
    """Name why a unit does not convert: another currency, or a misprint."""
    found = quantity_of(unit)
    currencies = {"yuan", "us_dollar"}
    if found in currencies and quantity_of(expected) in currencies:
        return "currency"
    return "unknown_unit" if found is None else "misprinted_unit"
