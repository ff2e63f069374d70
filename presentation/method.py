"""The rules of progress in plain words, with the numbers the program itself goes by."""

from dataclasses import dataclass

from indicators.assessment import LIGHT_OF, Light, Reason, Status
from indicators.direction import FEWEST_PEERS
from indicators.verdict import FAR_BEHIND_POINTS
from presentation.scene import Scene

RULES = (
    "values", "derived", "revisions", "numbers", "forms", "direction", "headline", "breaks",
    "places", "opinions",
)  # fmt: skip
"""Paragraphs before the tables, in order of reading."""

BY_NUMBER = (
    Status.ACHIEVED,
    Status.ACHIEVED_LATE,
    Status.ON_SCHEDULE,
    Status.BEHIND,
    Status.FAR_BEHIND,
    Status.MISSED,
)
BY_DIRECTION = (
    Status.IMPROVED_MARKEDLY,
    Status.IMPROVED,
    Status.UNCHANGED,
    Status.WORSENED,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One paragraph; `lines` are formulas or points."""

    name: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One word of the lights, and when it is said."""

    light: Light
    word: str
    when: str


@dataclass(frozen=True, slots=True)
class Method:
    """Everything the method says."""

    rules: tuple[Rule, ...]
    by_number: tuple[Verdict, ...]
    by_direction: tuple[Verdict, ...]
    reasons: tuple[str, ...]


def method(scene: Scene) -> Method:
    """Put the method together in the view's language."""
    return Method(
        rules=tuple(_rule(scene, name) for name in RULES),
        by_number=tuple(_verdict(scene, status) for status in BY_NUMBER),
        by_direction=tuple(_verdict(scene, status) for status in BY_DIRECTION),
        reasons=tuple(
            scene.t(f"catalogue.reason.{reason}")
            for reason in Reason
            if reason is not Reason.FEW_PEERS
        ),
    )


def _rule(scene: Scene, name: str) -> Rule:
    """Return a paragraph; its lines are one text each, parted by line ends."""
    text = scene.t(f"catalogue.rule.{name}.text", **_numbers(scene))
    return Rule(name, scene.t(f"catalogue.rule.{name}.title"), tuple(text.splitlines()))


def _verdict(scene: Scene, status: Status) -> Verdict:
    # The one word with a year in it is shown with a year as an example.
    word = scene.t(f"status.{status}", year=2021)
    return Verdict(LIGHT_OF[status], word, scene.t(f"catalogue.when.{status}", **_numbers(scene)))


def _numbers(scene: Scene) -> dict[str, object]:
    return {
        "points": abs(FAR_BEHIND_POINTS),
        "fewest": FEWEST_PEERS,
        "peers": len(scene.reader.plan.peers),
        "cluster": len(scene.reader.plan.cluster),
    }
