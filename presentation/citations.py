"""Sentences and the numbers in them, each with the value it was written from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indicators.language import Language
from presentation.texts import Texts

_CLOSE = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u00a0](?=[\d≥≤+\u2212])|(?<=[\d%])[ \u00a0](?=[\u4e00-\u9fff])"
)


class Origin(StrEnum):
    """What a number of a sentence is."""

    OBSERVATION = "observation"
    BASELINE = "baseline"
    CHANGE = "change"
    TARGET = "target"
    GAP = "gap"
    COMPLETION = "completion"
    LEAD = "lead"
    PEERS = "peers"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Cited:
    """One number as it is written, the unrounded value behind it, and the year it describes."""

    text: str
    value: float
    origin: Origin
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its numbers, in the order in which they are said."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two commas, and its numbers."""

    text: str
    cited: tuple[Cited, ...] = ()


def official(text: str, t: Texts) -> str:
    """Write what pages write briefly as official documents do: points in full, figures close.

    >>> official("比 2015 年下降 1.5 个点", Texts(Language.ZH))
    '比2015年下降1.5个百分点'
    """
    text = text.replace(t("change.points", change=""), t("sentence.points"))
    return _CLOSE.sub("", text) if t.language == Language.ZH else text


def joined(sentences: Iterable[str], t: Texts) -> str:
    """Put sentences one after the other; Chinese has no space between them."""
    return ("" if t.language == Language.ZH else " ").join(sentences)
