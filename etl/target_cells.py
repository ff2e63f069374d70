"""One row of a targets file: its cells in the words of plan/targets.csv, and what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from etl.cleaning import clean_code, clean_number, clean_unit, clean_year
from etl.plan_files import Row
from etl.target_files import WORDS, TargetFault, meant
from etl.vocabulary import Vocabulary
from indicators.breaks import EVERY_AREA
from indicators.catalogue import Indicator
from indicators.plan import FIRST_YEAR, LAST_YEAR, Plan
from indicators.targets import TargetForm, contradicts, unit_fits

_NAMES = {
    "level": ("提出的层级", "level"),
    "form": ("目标形式", "form of target"),
    "nature": ("性质", "nature"),
}


def cells_of(
    said: dict[str, str], plan: Plan, words: Vocabulary, repairs: Counter[str]
) -> dict[str, str]:
    """Return a row with names, numbers and words as the plan writes them; what is unknown stays."""
    cells = dict(said)

    def mend(column: str, text: str | None, repair: str) -> None:
        if text is not None and text != said.get(column, ""):
            cells[column] = text
            repairs[repair] += 1

    for kind in _NAMES:
        mend(kind, meant(kind, said[kind]) if said.get(kind) else None, "alias")
    mend("indicator_id", _indicator(said.get("indicator_id", ""), plan), "alias")
    mend("ref_area", _area(said.get("ref_area", ""), words), "alias")
    for column in ("target_year", "baseline_year"):
        mend(column, clean_year(said.get(column, "")).text, "year_suffix")
    number = clean_number(said.get("target_value", ""))
    mend("target_value", number.text, next(iter(number.repairs), "blanks"))
    if number.unit and not said.get("unit"):
        cells["unit"] = number.unit
    mend("unit", clean_unit(cells.get("unit", "")).text, "unit_spelling")
    _fill(cells, plan, repairs)
    return cells


def _fill(cells: dict[str, str], plan: Plan, repairs: Counter[str]) -> None:
    """Fill in what a city's own target need not say."""
    cells["level"] = cells.get("level") or "city"
    cells["nature"] = cells.get("nature") or "expected"
    area = next((a for a in plan.areas if a.code == cells.get("ref_area")), None)
    if area and not cells.get("set_by"):
        cells["set_by"], cells["set_by_en"] = area.official_name, area.name.en
    entry = plan.catalogue.indicators.get(cells.get("indicator_id", ""))
    form = cells.get("form", "")
    if not cells.get("unit") and entry and form not in ("", "improve"):
        cells["unit"] = entry.unit if form in ("at_least", "at_most", "year_at_least") else "%"
        repairs["unit_assumed"] += 1


def _indicator(text: str, plan: Plan) -> str | None:
    for entry in plan.catalogue.indicators.values():
        if text and text in (entry.indicator_id, entry.name.zh, entry.name.en, entry.source_label):
            return entry.indicator_id
    return None


def _area(text: str, words: Vocabulary) -> str | None:
    if text in ("", EVERY_AREA):
        return None
    area = words.area_of(clean_code(text).text)
    return area.code if area else None


def faults_in(row: Row, plan: Plan) -> Iterator[TargetFault]:
    """Yield what is wrong with a row's cells; with what they say together once each is sound."""

    def fault(column: str, code: str, **facts: object) -> TargetFault:
        return TargetFault(row.line, column, code, row.text(column), facts)

    found = [f for check in (_names, _words, _years, _number) for f in check(row, plan, fault)]
    yield from found
    indicator = plan.catalogue.indicators.get(row.text("indicator_id"))
    if indicator and not found:
        yield from _meaning(row, indicator, fault)


Make = Callable[..., TargetFault]


def _names(row: Row, plan: Plan, fault: Make) -> Iterator[TargetFault]:
    indicators = plan.catalogue.indicators
    if row.text("indicator_id") not in indicators:
        names = {e.name.zh: e.name.zh for e in indicators.values()} | {i: i for i in indicators}
        close = get_close_matches(row.text("indicator_id"), names, 1, 0.6)
        guess_zh = f"，是不是“{close[0]}”" if close else ""
        guess_en = f"; did you mean “{close[0]}”?" if close else ""
        yield fault("indicator_id", "unknown_indicator", guess_zh=guess_zh, guess_en=guess_en)
    if row.text("ref_area") not in {a.code for a in plan.cities} | {EVERY_AREA}:
        cities = "、".join(a.name.zh for a in plan.cities)
        cities_en = ", ".join(a.name.en for a in plan.cities)
        yield fault("ref_area", "target_area", cities_zh=cities, cities_en=cities_en)


def _words(row: Row, _plan: Plan, fault: Make) -> Iterator[TargetFault]:
    for kind, (what_zh, what_en) in _NAMES.items():
        if row.text(kind) not in WORDS[kind]:
            zh = "、".join(f"{w[1]}（{name}）" for name, w in WORDS[kind].items())
            en = ", ".join(WORDS[kind])
            yield fault(kind, "target_word", what_zh=what_zh, what_en=what_en, zh=zh, en=en)


def _years(row: Row, _plan: Plan, fault: Make) -> Iterator[TargetFault]:
    years = {name: row.text(name) for name in ("target_year", "baseline_year")}
    possible = {str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    wrong = [n for n, y in years.items() if y not in possible and (y or n == "target_year")]
    for name in wrong:
        yield fault(name, "year_impossible", first=FIRST_YEAR, last=LAST_YEAR)
    baseline = years["baseline_year"]
    if not wrong and baseline and baseline >= years["target_year"]:
        yield fault("baseline_year", "target_baseline", target_year=years["target_year"])


def _number(row: Row, _plan: Plan, fault: Make) -> Iterator[TargetFault]:
    text = row.text("target_value")
    if row.text("form") == TargetForm.IMPROVE:
        if text:
            yield fault("target_value", "target_number")
        return
    cleaned = clean_number(text)
    try:
        float(cleaned.text)
    except ValueError:
        yield fault("target_value", cleaned.fault or "not_a_number")
    else:
        if cleaned.fault:
            yield fault("target_value", cleaned.fault)


def _meaning(row: Row, indicator: Indicator, fault: Make) -> Iterator[TargetFault]:
    from etl.plan import target_from

    target = target_from(row)
    names = {"indicator_zh": indicator.name.zh, "indicator_en": indicator.name.en}
    if contradicts(target, indicator):
        zh = "越高越好" if indicator.polarity == "higher" else "越低越好"
        yield fault("form", "target_against_polarity", better_zh=zh,
                    better_en=f"better when {indicator.polarity}", **names)  # fmt: skip
    if not unit_fits(target, indicator):
        expected = indicator.unit if target.form.is_level else "%"
        yield fault("unit", "target_unit", expected=expected, **names)
