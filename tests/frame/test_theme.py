"""The colours: readable on paper in both schemes, and written in one place only."""

import re
import tomllib
from typing import get_args

import pytest

from presentation.theme import FOLDER, Scheme, State, colours, of_states, stylesheet

TEXT = ("ink", "muted", "accent", "light-achieved-text", "light-on-text", "light-behind-text",
        "light-far-text", "light-none-text")  # fmt: skip
MARKS = ("city-140500", "city-140400", "city-140800", "reference", "light-achieved", "light-on",
         "light-behind", "light-far", "light-none", "rule")  # fmt: skip
CONFIG = FOLDER.parent.parent / ".streamlit" / "config.toml"


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", get_args(Scheme))
@pytest.mark.parametrize("token", TEXT)
@pytest.mark.parametrize("ground", ["paper", "shade"])
def test_text_can_be_read(scheme: Scheme, token: str, ground: str) -> None:
    assert contrast(colours(scheme)[token], colours(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", get_args(Scheme))
@pytest.mark.parametrize("token", MARKS)
def test_marks_can_be_seen(scheme: Scheme, token: str) -> None:
    assert contrast(colours(scheme)[token], colours(scheme)["paper"]) >= 3


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_the_chosen_year_can_be_read_on_the_accent(scheme: Scheme) -> None:
    assert contrast(colours(scheme)["paper"], colours(scheme)["accent"]) >= 4.5


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_streamlits_own_widgets_have_the_same_colours(scheme: Scheme) -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][scheme]
    token = colours(scheme)
    assert theme == {
        "primaryColor": token["accent"],
        "backgroundColor": token["paper"],
        "secondaryBackgroundColor": token["shade"],
        "textColor": token["ink"],
        "linkColor": token["accent"],
        "borderColor": token["hairline"],
    }


def test_the_cities_have_the_colours_agreed_for_them() -> None:
    cities = {name: colour for name, colour in colours("light").items() if name.startswith("city-")}
    assert cities == {
        "city-140500": "#0072b2",
        "city-140400": "#d55e00",
        "city-140800": "#009e73",
    }


def test_nothing_is_fetched_and_nothing_is_lost_in_the_sanitiser() -> None:
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()
    assert "<" not in stylesheet(), "the sanitiser drops style sheets that look like HTML"


def test_a_browser_never_asks_the_whole_page_after_a_change() -> None:
    everything = stylesheet() + of_states(*State)
    assert not re.findall(r"(?:\.stApp|:root|body)[^ {,]*:has\(", printed_left_out(everything))
    assert "[class*=" not in everything


@pytest.mark.parametrize("state", State)
def test_what_holds_in_one_state_is_sent_in_that_alone(state: State) -> None:
    own = of_states(state)
    assert own.strip()
    assert own not in stylesheet()


def printed_left_out(sheet: str) -> str:
    """The rules for a screen."""
    return "".join(part for part in sheet.split("@media ") if not part.startswith("print"))
