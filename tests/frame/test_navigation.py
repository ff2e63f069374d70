"""Addresses: what a link says is what the page it leads to shows."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from indicators.areas import Area, AreaLevel, Role
from indicators.catalogue import Domain
from indicators.language import Bilingual, Language
from pages import PAGES, PATHS, Entry
from pages.frame.context import Context, Counting, read_context
from pages.frame.shell import header
from settings import Settings


def city(code: str) -> Area:
    return Area(code, "", Bilingual("", ""), AreaLevel.CITY, frozenset({Role.PLAN}))


@dataclass
class Release:
    """The part of a release reader that an address is checked against."""

    plan_cities: tuple[Area, ...] = (city("140500"), city("140400"), city("140800"))
    years_looked_at: tuple[int, ...] = (2016, 2017, 2018, 2019, 2020)


@dataclass
class Visit:
    """A page opened at an address, with what may differ between installations."""

    settings: Settings = field(default_factory=Settings)
    release: Any = field(default_factory=Release)

    def __call__(self, address: str = "") -> Context:
        query = dict(parse_qsl(urlsplit(address).query))
        return read_context(query, settings=self.settings, reader=self.release, paths=PATHS)


visit = Visit()


def test_an_address_without_a_query_shows_the_last_year_of_the_plan_in_chinese() -> None:
    shown = visit("")
    assert (shown.language, shown.year, shown.counting) == ("zh", 2020, "headline")
    assert (shown.city, shown.domain, shown.indicator) == (None, None, None)


def test_every_part_of_a_view_is_read_from_the_address() -> None:
    shown = visit("?lang=en&year=2018&city=140400&domain=ecology&id=pm25&count=plan")
    assert shown.language is Language.EN
    assert shown.year == 2018
    assert shown.city == "140400"
    assert shown.domain is Domain.ECOLOGY
    assert shown.indicator == "pm25"
    assert shown.counting is Counting.PLAN


@pytest.mark.parametrize(
    "query",
    [
        "lang=fr", "lang=", "year=1999", "year=abc", "year=2018.0", "year= 2018", "city=110000",
        "city=晋城", "domain=sport", "id=<script>", "id=../etc", "id=PM25", "count=all", "other=1",
    ],
)  # fmt: skip
def test_a_part_that_is_not_possible_falls_back_to_the_default(query: str) -> None:
    assert visit(f"?{query}") == visit("")


def test_a_link_leaves_out_defaults() -> None:
    assert visit().link("overview") == "./"
    assert visit().link("goals") == "./goals"
    assert visit("?lang=zh&year=2020&count=headline").link("city") == "./city"


def test_a_link_keeps_the_rest_of_the_view() -> None:
    shown = visit("?lang=en&year=2018&city=140400&domain=ecology&count=plan")
    assert shown.link("goals") == "./goals?year=2018&city=140400&domain=ecology&count=plan&lang=en"
    assert visit("?lang=en").link("overview", year=2018) == "./?year=2018&lang=en"


def test_a_choice_can_be_taken_back() -> None:
    assert visit("?city=140400&year=2018").link("overview", city=None) == "./?year=2018"
    assert visit("?year=2018").link("overview", year=2020) == "./"


def test_the_indicator_stays_on_its_page_only() -> None:
    shown = visit("?id=pm25&year=2018")
    assert shown.link("indicator", year=2017) == "./indicator?id=pm25&year=2017"
    assert shown.link("overview") == "./?year=2018"
    assert visit().link("indicator", indicator="gdp") == "./indicator?id=gdp"


@pytest.mark.parametrize("page", sorted(PATHS))
def test_following_a_link_shows_the_view_it_was_made_from(page: str) -> None:
    shown = visit("?lang=en&year=2017&city=140800&domain=economy&count=plan")
    assert visit(shown.link(page)) == shown


def test_links_are_relative_so_that_a_sub_path_in_front_does_not_matter() -> None:
    assert all(visit("?year=2018").link(page).startswith("./") for page in PATHS)
    assert all("/" not in path for path in PATHS.values()), "Streamlit knows no nested addresses"


def test_defaults_follow_the_settings_and_the_release() -> None:
    english = Visit(settings=Settings(default_language=Language.EN))
    assert english().language == "en"
    assert english().link("overview", language=Language.ZH) == "./?lang=zh"
    early = Visit(release=Release(years_looked_at=(2016, 2017)))
    assert early().year == 2017
    assert early().link("overview", year=2016) == "./?year=2016"


def test_a_slip_in_a_link_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        visit().link("nowhere")
    with pytest.raises(TypeError, match="yaer"):
        visit().link("overview", yaer=2018)


def links(html: str) -> dict[str, str]:
    return dict(re.findall(r'<a id="([^"]+)" href="([^"]+)" data-nav', html))


def current(html: str) -> set[str]:
    return set(re.findall(r'<a id="([^"]+)" href="[^"]+" data-nav aria-current', html))


def entry(key: str) -> Entry:
    return next(page for page in PAGES if page.key == key)


def test_the_header_marks_the_page_the_year_and_the_language_shown() -> None:
    shown = header(visit("?year=2018&lang=en"), PAGES, entry("goals"))
    assert current(shown) == {"page-goals", "year-2018", "language-en"}


def test_years_and_languages_in_the_header_stay_on_the_page() -> None:
    found = links(header(visit("?id=pm25&city=140400"), PAGES, entry("indicator")))
    assert found["year-2016"] == "./indicator?id=pm25&amp;year=2016&amp;city=140400"
    assert found["language-en"] == "./indicator?id=pm25&amp;city=140400&amp;lang=en"


def test_pages_in_the_header_keep_the_view_but_not_the_indicator() -> None:
    found = links(header(visit("?id=pm25&year=2018"), PAGES, entry("indicator")))
    assert found["page-overview"] == "./?year=2018"


def test_the_header_of_an_unknown_address_leads_to_the_start_page() -> None:
    unknown = Entry("missing", "", "nowhere", "missing.title", print)
    shown = header(visit("?year=2018"), PAGES, unknown)
    assert links(shown)["year-2017"] == "./?year=2017"
    assert current(shown) == {"year-2018", "language-zh"}
