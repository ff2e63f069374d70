"""The page of releases: what two exports hold, and in what they differ."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cached_property

from tests.browser.compared.case import years
from tests.browser.compared.exported import LIGHTS, Exported
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Expected, Piece, Role
from tests.browser.compared.tokens import Fact, number, numbers_in

ZONE = "Asia/Shanghai"
AHEAD = timezone(timedelta(hours=8))
"""Where the reader is."""
ORDER = ("good", "fair", "poor", "bad")
Key = tuple[str, str, int]


@dataclass(frozen=True)
class Past:
    """Two releases as exported, and the submission that made the second."""

    before: Exported
    after: Exported
    submission: str
    at: datetime

    @property
    def newest_first(self) -> tuple[Exported, Exported]:
        return self.after, self.before

    @cached_property
    def figures(self) -> dict[Key, tuple[Decimal | None, Decimal | None]]:
        """What differs, before and after."""
        old, new = (
            {(*k, y): v for k, own in known.series.items() for y, v in own.items()}
            for known in (self.before, self.after)
        )
        keys = old.keys() | new.keys()
        return {k: (old.get(k), new.get(k)) for k in keys if old.get(k) != new.get(k)}

    @cached_property
    def turned(self) -> Mapping[tuple[str, str, str, str], list[int]]:
        """Years looked at in which a light differs; a light that turns alike counts once."""
        found = defaultdict(list)
        for indicator, city, year in sorted(self.before.assessments):
            status = [known.headline(indicator, city, year)["status"]
                      for known in (self.before, self.after)]  # fmt: skip
            if status[0] != status[1]:
                found[indicator, city, status[0], status[1]].append(year)
        return found


def releases(past: Past) -> dict[str, Role]:
    """Return the page's roles after one upload."""
    number_of = number_in(past.submission)
    # The day of the upload is the day of the data, a name on the page.
    moment = number_in(f"{past.at.astimezone(AHEAD):%Y-%m-%d %H:%M}", past.after.names)
    done = [*number_of, *moment]
    kinds = [(old is None, new is None) for old, new in past.figures.values()]
    return {
        **FRAME,
        "finding": Role("h1", lambda _: done),
        "taken back": Role(".undo h2", lambda _: number_of),
        "handed in": Role(".undo .muted", lambda _: moment),
        "all": Role(".past-list h2", lambda _: [count("releases", 2)]),
        "did": Role(".releases .did", lambda p: [] if p.line else number_of),
        "who": Role(".releases .who", lambda p: None if p.line else moment),
        "held": Role(".releases .held", lambda p: _held(past, p)),
        "release": Role(".releases, .past-differences > h2", lambda _: []),
        "new": Role(".counts div:nth-child(1)", _always(kinds.count((True, False)))),
        "changed": Role(".counts div:nth-child(2)", _always(kinds.count((False, False)))),
        "gone": Role(".counts div:nth-child(3)", _always(kinds.count((False, True)))),
        "turned": Role(".turning h4", lambda p: _turned(past, p.city)),
        "years that turned": Role(".light-line small", lambda p: _years(past, p)),
        "light": Role(".light-line", lambda _: []),
        "figure": Role(".changed-figures th", lambda p: years(_key(p)[2])),
        "value": Role(".changed-figures td", lambda p: _figure(past, p)),
        "log": Role(".audit h2, .audit .chain, .audit summary, .log th[scope=row]", _always(1)),
        "logged": Role(".log time", lambda _: moment),
        "hash": Role(".log code", why="the check sum of an entry"),
        "entry": Role(".log td", lambda p: number_of if past.submission in p.text else []),
    }


def number_in(text: str, names: Iterable[str] = ()) -> list[Fact]:
    """Return the numbers of a text as facts."""
    return [Fact("number", number(token)) for token in numbers_in(text, names)]


def _always(number: int) -> Expected:
    return lambda _: [count("count", number)]


def _held(past: Past, piece: Piece) -> Iterable[Fact]:
    """The figures of a release, and the uploads that count in it."""
    held = sum(len(own) for own in past.newest_first[piece.line].vintages.values())
    return [count("observations", held), count("submissions", 1 - piece.line)]


def _turned(past: Past, city: str) -> Iterable[Fact]:
    """How many lights turned for the better and for the worse."""
    steps = []
    for old, new in (key[2:] for key in past.turned if key[1] == city):
        lights = LIGHTS[old], LIGHTS[new]
        if "none" not in lights:
            steps.append(ORDER.index(lights[0]) - ORDER.index(lights[1]))
    counts = (sum(s > 0 for s in steps), sum(s < 0 for s in steps))
    return [count("turned", n) for n in counts if n]


def _years(past: Past, piece: Piece) -> Iterable[Fact]:
    """The years in which one light differs, those in a row by the first and the last."""
    every = [own for (i, c, *_), own in past.turned.items()
             if (i, c) == (piece.indicator, piece.city)]  # fmt: skip
    shown = [years(*(y for y in own if (y - 1 in own) + (y + 1 in own) < 2)) for own in every]
    found = [str(number(t)) for t in numbers_in(piece.text)]
    return next((f for f in shown if [str(x.value) for x in f] == found), [])


def _key(piece: Piece) -> Key:
    """What a row is about: its year is the last number of its name."""
    year = int(re.findall(r"\d{4}", piece.row)[-1])
    return piece.indicator, piece.city, year


def _figure(past: Past, piece: Piece) -> Iterable[Fact]:
    """Before, after, and the change: points, or per cent of what was before."""
    key = _key(piece)
    old, new = past.figures[key]
    about = past.after.indicators[key[0]]
    places = int(about["decimals"])
    change = None
    if old is not None and new is not None:
        change = new - old if about["unit"] == "%" else (new / old - 1) * 100
    shown = {1: (old, places), 3: (new, places), 4: (change, 1)}
    value, least = shown.get(piece.cell, (None, 0))
    return [] if value is None else [Fact("figure", value, least)]
