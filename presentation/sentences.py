"""One sentence about one indicator in one city, by rule, as an office would write it.

What is said first is the figure and its year, then how it moved since the baseline, then the
verdict with what was demanded and by whom. The words for figures and targets are those of
`wording`; each number of a sentence is cited, so that a reader can be led to its observation.
"""

from dataclasses import replace

from indicators.areas import Area
from indicators.assessment import Assessment
from indicators.language import Language
from indicators.rounding import exact, prints_same
from indicators.targets import TargetForm
from presentation.citations import Cited, Origin, Part, Sentence, official
from presentation.figures import figure, value, with_unit
from presentation.readings import firmness
from presentation.scene import Scene
from presentation.verdicts import verdict
from presentation.wording import Wording


def of_city(scene: Scene, assessment: Assessment) -> Sentence:
    """Say how a city stands, by its official name in Chinese, estimates called so."""
    a = assessment
    name = called(scene, scene.reader.areas[a.ref_area])
    years = range(0) if a.value_year is None else range(a.value_year, a.value_year + 1)
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST and a.baseline_year and a.value_year:
        years = range(a.baseline_year + 1, a.value_year + 1)
    return sentence(scene.wording(a), name, firmness(scene, a, years))


def called(scene: Scene, area: Area) -> str:
    """Return what a sentence calls a city: by its official name in Chinese."""
    return area.official_name if scene.language == Language.ZH else area.name.en


def sentence(words: Wording, city: str, firmness: str = "") -> Sentence:
    """Say how a city stands on an indicator; `firmness` is E or P for a figure that is not firm."""
    a, t = words.assessment, words.t
    parts = [_figure(words, firmness), _moved(words), verdict(words)]
    said = [part for part in parts if part.text]
    body = t("sentence.comma").join(part.text for part in said)
    subject = t("sentence.subject", city=city, indicator=words.indicator.name(t.language))
    key = "sentence.whole" if a.value_year is not None else "sentence.without_figure"
    text = t(key, subject=subject, body=body)
    cited = (replace(c, text=official(c.text, t)) for part in said for c in part.cited)
    return Sentence(official(text, t), tuple(cited))


def _figure(words: Wording, firmness: str) -> Part:
    a, t = words.assessment, words.t
    if a.obs_value is None or a.value_year is None:
        return Part("")
    text = words.observed()
    note = t("sentence.not_firm", what=t(f"obs_status.{firmness}")) if firmness else ""
    cited = (Cited(text, a.obs_value, Origin.OBSERVATION, a.value_year),)
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
        years = {"first": (a.baseline_year or a.value_year) + 1, "last": a.value_year}
        return Part(t("sentence.average", value=text, note=note, **years), cited)
    return Part(t("sentence.figure", year=a.value_year, value=text, note=note), cited)


def _moved(words: Wording) -> Part:
    """Say how far the value has moved since the baseline, in the direction it moved."""
    a, t = words.assessment, words.t
    single = (TargetForm.ANNUAL_AVERAGE_AT_LEAST, TargetForm.YEAR_AT_LEAST)
    known = a.obs_value is not None and a.baseline_value is not None and a.compares_with_baseline
    if not known or a.form in single or a.baseline_year is None:
        return Part("")
    now, before = exact(a.obs_value or 0), exact(a.baseline_value or 0)
    start = value(float(before), words.indicator, t)
    base = Cited(start, float(before), Origin.BASELINE, a.baseline_year)
    if prints_same(now, before, words.indicator.decimals):
        return Part(t("sentence.same", year=a.baseline_year, before=start), (base,))
    step = now - before
    kind = "points" if words.indicator.unit == "%" else "share" if before > 0 else "amount"
    number = float(abs(step / before * 100 if kind == "share" else step))
    text = figure(number, words.indicator.decimals if kind != "share" else 1)
    if kind != "points":
        text = with_unit(text, "%" if kind == "share" else words.indicator.unit, t)
    way = "up" if step > 0 else "down"
    said = t(f"sentence.{way}_{kind}", year=a.baseline_year, before=start, change=text)
    return Part(said, (base, Cited(text, number, Origin.CHANGE, a.value_year)))
