"""The briefing's page before anything is taken along: what is ticked, and the first sheet."""

from collections.abc import Iterable

from tests.browser.compared import speeds
from tests.browser.compared.case import Case, years
from tests.browser.compared.counting import lights
from tests.browser.compared.exported import OURS, Row
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.indicator import finding
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.tokens import Fact

DOMAINS = ("economy", "ecology", "public_services")
ORDER = ("good", "fair", "poor", "bad", "none")


def briefing(view: View) -> dict[str, Role]:
    """Return the page's roles; what is chosen is a domain or an indicator, else everything."""
    domains = {
        f"ticks of {d}": Role(
            f".ticks [data-domain={d}] > :first-child", lambda _, d=d: _ticked(view, d)
        )
        for d in DOMAINS
    }
    hint = "what a check number looks like, which every release has"
    return {
        **FRAME,
        "finding": Role("h1", lambda _: [*years(view.year), count("chosen", len(chosen(view)))]),
        "lead": Role(".page-heading .lead", lambda _: []),
        "words": Role(".st-key-briefing-words", lambda p: _usual_title(view, p)),
        **domains,
        "names": Role(".ticks", lambda _: []),
        "wide": Role(".st-key-briefing-wide", lambda _: _form(view, 16, 9)),
        "paper": Role(".st-key-briefing-a4", lambda _: _form(view, 4)),
        "files": Role(".st-key-briefing-files, .st-key-briefing-pack", lambda _: []),
        "turn": Role(".st-key-briefing-turn", lambda _: [count("at", 1), _sheets(view)]),
        "sentence": Role(".briefing-preview li", lambda p: _sentence(view, p)),
        "picture": Role(".st-key-briefing-preview img", lambda _: _title(view)),
        "check": Role(".st-key-briefing-check", why=hint),
    }


def chosen(view: View) -> list[str]:
    """Return the indicators that an address ticks."""
    every = view.exported.indicators
    return [i for i in every if view.chosen in ("", i, every[i]["domain"])]


def _ticked(view: View, domain: str) -> list[Fact]:
    every = view.exported.indicators
    own = [i for i in every if every[i]["domain"] == domain]
    return [count("ticked", len(set(own) & set(chosen(view)))), count("of", len(own))]


def _usual_title(view: View, piece: Piece) -> list[Fact]:
    return years(view.year) if piece.where == "placeholder" else []


def _form(view: View, *numbers: int) -> list[Fact]:
    """The proportions of a screen (16:9), or a size of paper (A4); in Chinese both are words."""
    return [count("form", n) for n in numbers if view.language == "en"]


def _sheets(view: View) -> Fact:
    """All indicators have a sheet of all lights before theirs."""
    return count("sheets", len(chosen(view)) + (not view.chosen))


def _title(view: View) -> Iterable[Fact]:
    """The best and the worst lights of each city, or what an indicator's page begins with."""
    if view.chosen:
        return finding(_first(view))
    counts = [lights(view, c)[light] for light in ("good", "bad") for c in OURS]
    return [*years(view.year), *(count("lights", n) for n in counts)]


def _first(view: View) -> View:
    """The view of the first indicator ticked."""
    return View(view.exported, view.year, view.language, chosen(view)[0])


def _sentence(view: View, piece: Piece) -> Iterable[Fact]:
    """A city's lights, or its way to a demanded change."""
    (city,) = (a for a in view.exported.areas if a["ref_area"] in OURS and _begins(piece, a))
    if view.chosen:
        return _way(_first(view).case(chosen(view)[0], city["ref_area"]))
    return [count(light, lights(view, city["ref_area"])[light]) for light in ORDER]


def _begins(piece: Piece, area: Row) -> bool:
    return piece.text.startswith((area["name_zh"], area["name_en"]))


def _way(case: Case) -> Iterable[Fact]:
    """A change that the target asks for: words say whether it is a rise or a fall."""
    assert case.start is not None
    start = Fact("baseline", case.start, case.decimals)
    both = [*years(case.value_year), *case.observed(), *years(case.start_year), start]
    demanded = _plain(case.demand())
    done = case.cell("completion")
    if case.as_of < speeds.due(case) and done is not None:
        way = [Fact("completion", done * 100, 1), *case.lead()]
        demanded = [*years(speeds.due(case)), *demanded, *way]
    far = case.gap() if case.light == "bad" and case.as_of >= speeds.due(case) else []
    return [*both, *_plain(case.change()), *demanded, *far]


def _plain(facts: Iterable[Fact]) -> list[Fact]:
    return [Fact(f.name, abs(f.value), f.places) for f in facts]
