"""Single figures as pages print them: digits, the year they describe, and how firm they are.

An assessment says which figures decide a light. Where it names none (no target, no baseline),
the series itself does, so that a page can still show what is known.
"""

from dataclasses import dataclass

from indicators.assessment import Assessment
from indicators.observations import ObsStatus, weakest
from indicators.targets import TargetForm
from presentation.figures import figure, pair, with_unit
from presentation.scene import Scene
from presentation.wording import Wording


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure without its unit; `firmness` is E, P or empty.

    A `rate` is a figure that carries its own words and unit (年均 5.89%).
    """

    text: str
    year: int
    firmness: str
    is_rate: bool = False


def observed(scene: Scene, assessment: Assessment) -> Reading | None:
    """Return the value looked at, else the latest one known after the baseline year."""
    a = assessment
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST and a.obs_value is not None:
        return _average(scene, a)
    indicator = scene.reader.catalogue.indicators[a.indicator_id]
    values = scene.values(a.indicator_id, a.ref_area)
    known = {y: v for y, v in values.items() if y > (a.baseline_year or 0)}
    year = a.value_year if a.obs_value is not None else max(known, default=None)
    if year is None:
        return None
    number = known[year] if a.obs_value is None else a.obs_value
    text = figure(number, indicator.decimals)
    if a.obs_value is not None and a.required_value is not None:
        text, _ = pair(number, a.required_value, indicator)
    return Reading(text, year, firmness(scene, a, range(year, year + 1)))


def baseline(scene: Scene, assessment: Assessment) -> Reading | None:
    """Return the value the way began with; an index of 100 is none, nor one behind a break."""
    a = assessment
    if a.is_assessable and not a.compares_with_baseline:
        return None
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST or a.baseline_year is None:
        return None
    if a.baseline_value is None:
        return None
    decimals = scene.reader.catalogue.indicators[a.indicator_id].decimals
    years = range(a.baseline_year, a.baseline_year + 1)
    return Reading(figure(a.baseline_value, decimals), a.baseline_year, firmness(scene, a, years))


def in_full(scene: Scene, assessment: Assessment, reading: Reading) -> str:
    """Write a reading with its unit, for where no heading carries it."""
    indicator = scene.reader.catalogue.indicators[assessment.indicator_id]
    return reading.text if reading.is_rate else with_unit(reading.text, indicator.unit, scene.t)


def how_far(words: Wording) -> str:
    """Say how far the value is: from the schedule while there is one, else from the target.

    Before the target year it is the schedule that gives the light; being short of the target
    is then only natural.
    """
    a = words.assessment
    return words.lead() if a.lead is not None and a.schedule != 1 else words.distance()


def firmness(scene: Scene, assessment: Assessment, years: range) -> str:
    """Return the weakest status of the years, empty when all are normal."""
    series = scene.reader.series(assessment.indicator_id).get(assessment.ref_area, {})
    status = weakest(series[year].obs_status for year in years if year in series)
    return "" if status is ObsStatus.NORMAL else status.value


def _average(scene: Scene, a: Assessment) -> Reading:
    year, start = a.value_year or a.as_of, a.baseline_year or a.as_of
    text = scene.wording(a).observed()
    return Reading(text, year, firmness(scene, a, range(start + 1, year + 1)), is_rate=True)
