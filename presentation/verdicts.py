"""The last part of a sentence: what became of the target, or of the plan's direction."""

from indicators.assessment import Status
from indicators.rounding import exact
from presentation.citations import Cited, Origin, Part
from presentation.figures import figure
from presentation.wording import Wording

_DIRECTIONS = (Status.IMPROVED_MARKEDLY, Status.IMPROVED, Status.UNCHANGED, Status.WORSENED)
_ON_THE_WAY = (Status.ON_SCHEDULE, Status.BEHIND, Status.FAR_BEHIND)


def verdict(words: Wording) -> Part:
    """Say what became of the target, of the direction, or why neither can be said."""
    a = words.assessment
    if not a.is_assessable:
        return _unassessed(words)
    return _direction(words) if a.status in _DIRECTIONS else _held_against(words)


def _unassessed(words: Wording) -> Part:
    a, t = words.assessment, words.t
    years = {"as_of": a.as_of, "year": a.value_year or a.as_of, "start": a.baseline_year or ""}
    due = words.target.target_year if words.target else a.as_of
    return Part(t(f"sentence.reason.{a.reason}", due=due, **years))


def _direction(words: Wording) -> Part:
    a, t = words.assessment, words.t
    key = f"sentence.{a.status}"
    if a.peer_median is None or a.peer_count is None or a.status is Status.UNCHANGED:
        return Part(t(key if a.status is Status.UNCHANGED else f"{key}_alone"))
    median = words.median()
    cited = (
        Cited(str(a.peer_count), a.peer_count, Origin.PEERS),
        Cited(median, a.peer_median, Origin.PEERS, a.value_year),
    )
    return Part(t(key, count=a.peer_count, median=median), cited)


def _held_against(words: Wording) -> Part:
    """Say what became of a target with a number."""
    a, t, target = words.assessment, words.t, words.target
    if target is None:
        return Part(words.status())
    demand = words.demand_in_words()
    values: dict[str, object] = {
        "due": target.target_year,
        "demand": demand,
        "by": words.set_by(),
        "nature": t(f"nature.{target.nature}"),
        "late": a.late_year or "",
        "status": words.status(),
    }
    cited = [Cited(demand, target.target_value or 0, Origin.TARGET, target.target_year)]
    way = _way(words, cited) if a.status in _ON_THE_WAY else _gap(words, cited)
    early = a.status is Status.ACHIEVED and a.as_of < target.target_year
    key = f"sentence.{a.status}_early" if early else f"sentence.{a.status}"
    return Part(t(key, way=way, **values), tuple(cited))


def _way(words: Wording, cited: list[Cited]) -> str:
    """Say how much of the way is done and how far that is from the schedule."""
    a, t = words.assessment, words.t
    if a.completion is None or a.lead is None:
        kept = a.status is Status.ON_SCHEDULE
        return t("sentence.kept" if kept else "sentence.lost")
    share, points = f"{figure(a.completion * 100, 1)}%", figure(abs(a.lead), 1)
    cited.append(Cited(share, a.completion, Origin.COMPLETION, a.value_year))
    if a.lead == 0:
        return t("sentence.level_with_schedule", share=share)
    cited.append(Cited(points, a.lead, Origin.LEAD, a.value_year))
    key = "sentence.ahead_of_schedule" if a.lead > 0 else "sentence.behind_schedule"
    return t(key, share=share, points=points)


def _gap(words: Wording, cited: list[Cited]) -> str:
    """Say by how much a target was missed, in the value's own unit."""
    a = words.assessment
    gap = words.gap()
    if a.status is not Status.MISSED or not gap:
        return ""
    short = exact(a.obs_value or 0) - exact(a.required_value or 0)
    cited.append(Cited(gap, float(short), Origin.GAP, a.value_year))
    return words.t("sentence.by_gap", gap=gap)
