"""Words offices use: header words in Chinese, English and SDMX, labels, areas, years, units."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.areas import Area, AreaLevel
from indicators.catalogue import Indicator
from indicators.plan import Plan
from indicators.units import is_known, spelled

if TYPE_CHECKING:
    from etl.corrections import Correction, Corrections

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ROLES: Mapping[str, frozenset[str]] = {
    role: frozenset(words.split()) for role, words in _WORDS["roles"].items()
}


def cell_words(kind: str) -> frozenset[str]:
    """Return the words of a kind that cells may hold instead of figures or names."""
    return frozenset(_WORDS["cells"][kind].split())


_YEAR = re.compile(r"((?:19|20|21)\d\d)(?:\.0+)?\s*(?:年度?|y)?")
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*(?:\([^()]*\))?[^()\[\]]*)[)\]]")
_AFTER = re.compile(r"(.+?)\s*[/_:,，：、 ]\s*([^/_:,，：、]+)")


def plain(text: str) -> str:
    """Return text with full-width forms and spaces folded away, for comparison only."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def role_of(header: str) -> str | None:
    """Return what a header word stands for."""
    word = plain(header).lower().replace("_", "").replace("-", "").strip("*:：")
    return next((role for role, words in ROLES.items() if word in words), None)


def year_of(text: str) -> int | None:
    """Return the year a cell names (2021, 2021年, ２０２１), None when it names none."""
    found = _YEAR.fullmatch(plain(text).lower())
    return int(found[1]) if found else None


def split_unit(header: str) -> list[tuple[str, str]]:
    """Return the ways in which a header may be a name with a unit, likeliest first."""
    text = unicodedata.normalize("NFKC", header).strip()
    ways = []
    for pattern in (_IN_BRACKETS, _AFTER):
        found = pattern.fullmatch(text)
        if found:
            unit = found[2].removeprefix("单位").lstrip(":： ")
            ways.append((found[1].strip(), unit))
    return ways


class Vocabulary:
    """What a plan's labels and areas may be called."""

    def __init__(self, plan: Plan, columns: "Corrections | None" = None) -> None:
        """Know the plan's words, and the headers that analysts have explained."""
        self._plan = plan
        self._columns = columns or {}

    def explained(self, header: str) -> "Correction | None":
        """Return what an analyst said a column with this header is."""
        return self._columns.get(plain(header).lower()) if self._columns else None

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """Name or code, folded → area."""
        found: dict[str, Area] = {}
        for area in self._plan.areas:
            names = [area.code, area.official_name, area.name.zh, area.name.en]
            if area.level is AreaLevel.CITY:
                names += [
                    f"{area.name.zh}地区",
                    f"{area.name.en} city",
                    f"山西省{area.official_name}",
                ]
                names += [f"山西{area.official_name}", f"山西{area.name.zh}"]
            for name in names:
                found.setdefault(plain(name).lower(), area)
        return found

    def area_of(self, text: str) -> Area | None:
        """Return the area a cell names by code or name."""
        return self.areas.get(plain(text).lower())

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Label, folded → the label as the catalogue, an alias or a source writes it."""
        found: dict[str, str] = {}
        for entry in self._plan.catalogue.entries.values():
            for name in _names(entry):
                found.setdefault(plain(name).lower(), entry.source_label or entry.indicator_id)
        for alias in self._plan.aliases:
            found[plain(alias.label).lower()] = alias.label
        return found

    def label_of(self, text: str) -> str | None:
        """Return the known label a cell names, None when nobody knows it."""
        return self.labels.get(plain(text).lower())

    def is_own(self, text: str) -> bool:
        """Say whether a label is the catalogue's own: a source's label, a name or an identifier."""
        return text in self._own

    @cached_property
    def _own(self) -> frozenset[str]:
        entries = self._plan.catalogue.entries.values()
        unused = {alias.label for alias in self._plan.aliases if not alias.stands_for}
        return frozenset(n for e in entries for n in _names(e)) | unused

    def label_with_unit(self, header: str) -> tuple[str, str] | None:
        """Return label and unit of a header such as 地区生产总值（亿元）; the unit may be empty."""
        whole = self.label_of(header)
        if whole is not None:
            return whole, ""
        for name, unit in split_unit(header):
            label = self.label_of(name)
            if label is not None and (is_known(unit) or not unit):
                return label, spelled(unit)
        return None


def _names(entry: Indicator) -> list[str]:
    return [n for n in (entry.source_label, entry.name.zh, entry.name.en, entry.indicator_id) if n]
