"""Words about one assessment, by rule: light, target, who set it, how far it is.

Every number in them comes from the assessment or its target; nothing is counted here.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment import Assessment
from indicators.catalogue import Indicator, Polarity
from indicators.rounding import exact
from indicators.targets import Target, TargetForm, direction_of
from indicators.trajectories import annual_rate
from presentation.figures import figure, pair, signed, trimmed, value, with_unit
from presentation.texts import Texts


@dataclass(frozen=True)
class Wording:
    """Words about one assessment in one language."""

    assessment: Assessment
    indicator: Indicator
    target: Target | None
    t: Texts

    def status(self) -> str:
        """Return the light's word; a late achievement names its year."""
        late = self.assessment.late_year
        return self.t(f"status.{self.assessment.status}", year=late or "")

    def reason(self) -> str:
        """Return why there is no light, or what holds it back; empty when nothing does."""
        a = self.assessment
        if a.reason is None:
            return ""
        return self.t(f"reason.{a.reason}", year=a.value_year or a.as_of)

    def set_by(self) -> str:
        """Return who set the target; a higher level is always called a reference."""
        target = self.target
        if target is None:
            return self.t("target.none")
        kind = "reference" if target.is_reference else target.level
        return self.t(f"target.by_{kind}", name=target.set_by(self.t.language))

    def observed(self) -> str:
        """Return the value looked at: an average for average growth, else the figure."""
        a = self.assessment
        if a.obs_value is None or a.value_year is None:
            return self.t("value.none")
        if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
            return self.t("value.average", rate=self._average())
        shown = a.obs_value if a.required_value is None else None
        if shown is not None:
            return value(shown, self.indicator, self.t)
        text, _ = pair(a.obs_value, a.required_value or 0, self.indicator)
        return with_unit(text, self.indicator.unit, self.t)

    def wanted(self) -> str:
        """Return the target as a number with its sign of direction; the plan's words for words."""
        a, target = self.assessment, self.target
        if target is None:
            return self.t("target.none")
        if target.form is TargetForm.IMPROVE:
            return self.t("target.words", quote=target.quote)
        if target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
            rate = with_unit(trimmed(target.target_value or 0, 2), "%", self.t)
            return self.t("target.average", rate=rate)
        if a.required_value is None:
            return self.t("target.change", change=with_unit(self._demanded(), "%", self.t))
        level = trimmed(a.required_value, self.indicator.decimals)
        if a.obs_value is not None:
            _, level = pair(a.obs_value, a.required_value, self.indicator)
        sign = "≤" if direction_of(target.form) is Polarity.LOWER else "≥"
        return f"{sign}\u00a0{with_unit(level, self.indicator.unit, self.t)}"

    def demand(self) -> str:
        """Return what the target demands, without looking at any value."""
        target = self.target
        if target is None or target.target_value is None or target.form is TargetForm.IMPROVE:
            return self.wanted()
        number = target.target_value
        match target.form:
            case TargetForm.CHANGE_AT_MOST:
                key = "demand.fall" if number <= 0 else "demand.rise"
                text = with_unit(trimmed(abs(number), 1), "%", self.t)
                return self.t(key, year=target.baseline_year or "", change=text)
            case TargetForm.ANNUAL_AVERAGE_AT_LEAST:
                return self.wanted()
            case TargetForm.AT_MOST:
                key = "demand.at_most"
            case TargetForm.AT_LEAST:
                key = "demand.at_least"
            case _:
                key = "demand.in_year"
        level = with_unit(trimmed(number, 2), target.unit, self.t)
        return self.t(key, level=level, year=target.target_year)

    def demand_in_words(self) -> str:
        """Return what the target demands as it is spoken: a sign has no place in a sentence."""
        target = self.target
        if target is None or target.form is not TargetForm.ANNUAL_AVERAGE_AT_LEAST:
            return self.demand()
        rate = with_unit(trimmed(target.target_value or 0, 2), "%", self.t)
        return self.t("demand.average", rate=rate)

    def status_and_reason(self) -> str:
        """Return the light's word, with the reason where there is one."""
        reason = self.reason()
        if not reason:
            return self.status()
        return self.t("status.because", status=self.status(), reason=reason)

    def distance(self) -> str:
        """Return how far the value is from its target, or its change from the peers'."""
        a = self.assessment
        if a.change is not None:
            return self._direction()
        if a.obs_value is None or a.required_value is None or not a.is_assessable:
            return self.reason()
        if a.form is TargetForm.CHANGE_AT_MOST and a.baseline_value:
            return self._cumulative()
        if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
            return self.lead()
        return self.gap()

    def compared(self) -> str:
        """Return value and target in one short line: `43.9 / ≥ 56%`."""
        a = self.assessment
        if (
            self.target is None
            or self.target.form is TargetForm.IMPROVE
            or a.required_value is None
        ):
            before = a.baseline_value
            if before is None or a.obs_value is None:
                return self.observed()
            since = figure(before, self.indicator.decimals)
            return self.t("value.since", now=self.observed(), year=a.baseline_year, before=since)
        return self.t("value.against", now=self.observed(), target=self.wanted())

    def detail(self) -> str:
        """Return who set the target and how far it is, in one short line."""
        a = self.assessment
        if a.change is not None:
            return self.distance()
        return self.t("value.detail", by=self.set_by(), distance=self.distance())

    def lead(self) -> str:
        """Return points ahead of or behind schedule; empty where there is no path."""
        points = self.assessment.lead
        if points is None:
            return ""
        key = "ahead" if points >= 0 else "behind"
        due = "due" if self.assessment.schedule == 1 else "schedule"
        return self.t(f"lead.{key}_{due}", points=figure(abs(points), 1))

    def changed(self) -> str:
        """Return the change since the baseline: points for per cent, else per cent."""
        a = self.assessment
        if a.obs_value is None or a.baseline_value is None:
            return ""
        step = exact(a.obs_value) - exact(a.baseline_value)
        if self.indicator.unit == "%":
            return self.t("change.points", change=signed(float(step), self.indicator.decimals))
        if a.baseline_value <= 0:
            text = signed(float(step), self.indicator.decimals)
            return with_unit(text, self.indicator.unit, self.t)
        share = float(step / exact(a.baseline_value) * 100)
        return with_unit(signed(share, 1), "%", self.t)

    def _average(self) -> str:
        a = self.assessment
        years = (a.value_year or 0) - (a.baseline_year or 0)
        rate = annual_rate(exact(a.obs_value or 100) / Decimal(100), years)
        return with_unit(figure(float(rate), 2), "%", self.t)

    def _demanded(self) -> str:
        number = self.target.target_value if self.target else None
        return signed(number or 0, 0 if number == int(number or 0) else 1)

    def _cumulative(self) -> str:
        return self.t(
            "distance.cumulative",
            change=self.changed(),
            demanded=with_unit(self._demanded(), "%", self.t),
        )

    def gap(self) -> str:
        """Return the distance to the level resolved for the target year, in the unit."""
        a = self.assessment
        if a.obs_value is None or a.required_value is None or not a.is_assessable:
            return ""
        if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
            return ""
        gap = exact(a.obs_value or 0) - exact(a.required_value or 0)
        if gap == 0:
            return self.t("distance.equal")
        places = self.indicator.decimals
        text = figure(abs(float(gap)), places)
        while not Decimal(text.replace(",", "")) and places < 6:
            places += 1
            text = figure(abs(float(gap)), places)
        key = "above" if gap > 0 else "below"
        if self.indicator.unit == "%":
            return self.t(f"distance.{key}", gap=self.t("change.only_points", points=text))
        return self.t(f"distance.{key}", gap=with_unit(text, self.indicator.unit, self.t))

    def _direction(self) -> str:
        a = self.assessment
        if a.peer_median is None:
            return self.t("distance.alone", change=self.changed())
        return self.t("distance.peers", change=self.changed(), median=self.median())

    def median(self) -> str:
        """Return the peers' median change."""
        return self.change_of_a_peer(self.assessment.peer_median or 0)

    def change_of_a_peer(self, better: float) -> str:
        """Return a change, positive when better, as a reader says it: −30 % is less."""
        change = better * self.indicator.polarity.sign
        if self.indicator.unit == "%":
            return self.t("change.points", change=signed(change, self.indicator.decimals))
        if (self.assessment.baseline_value or 0) <= 0:
            text = signed(change, self.indicator.decimals)
            return with_unit(text, self.indicator.unit, self.t)
        return with_unit(signed(change, 1), "%", self.t)
