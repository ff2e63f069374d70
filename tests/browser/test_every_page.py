"""What holds on every page in both languages: quiet, local, readable, in one language."""

import re
from collections.abc import Callable

import pytest

from tests.browser.visits import SCHEMES, Said, Visit, host_of
from tests.foreign import CHINESE, KNOWN, LATIN, RELEASE

DOMAINS = ("economy", "ecology", "public_services")
INDICATORS = (
    "pm25", "gdp_growth", "solid_waste_utilisation", "urbanisation_rate", "road_passengers",
)  # fmt: skip
CITIES = ("140500", "140400", "140800")
PAGES = {
    "overview": "/",
    "goals": "/goals",
    **{f"goals-{name}": f"/goals?domain={name}" for name in DOMAINS},
    "indicators": "/indicator",
    **{f"indicator-{name}": f"/indicator?id={name}" for name in INDICATORS},
    **{f"city-{code}": f"/city?city={code}" for code in CITIES},
    "peers": "/peers",
    "peers-shanxi": "/peers?id=hospital_beds_per_1000&among=shanxi",
    "peers-without-a-baseline": "/peers?id=pm25&year=2019",
    "peers-unknown": "/peers?id=nothing",
    "releases": "/releases",
    "ledger": "/ledger",
    "ledger-timeline": "/ledger?part=timeline",
    "ledger-departments": "/ledger?part=departments&city=140500",
    "ledger-clause": "/ledger?clause=2.1.1-04",
    "ledger-nothing": "/ledger?status=not_started&domain=ecology",
    "briefing": "/briefing",
    "briefing-one": "/briefing?id=pm25&city=140800",
    "search": "/search",
    "search-found": "/search?q=sl",
    "search-nothing": "/search?q=xyzxyz",
    "catalogue": "/catalogue",
}
DRAWN = re.compile("overview|goals|indicator-|city|peers(?!-unknown)|briefing")
"""Pages with at least one drawing."""
LANGUAGES = {"zh": "zh-CN", "en": "en"}

LEFT_OVER = re.compile(
    r"\b(?:None(?! of)|nan|NaN|null|undefined|inf|Infinity)\b|[{}]|\bUndefined\b"
)


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def seen(visit: Callable[[str, str], Visit], address: str, language: str) -> Visit:
    return visit(address, language)


def test_the_browser_has_nothing_to_complain_about(seen: Visit) -> None:
    assert seen.problems == []


def test_nothing_is_asked_of_another_machine(seen: Visit, base_url: str) -> None:
    asked = {host_of(address) for address in seen.requests} - {""}
    assert asked == {host_of(base_url)}


def test_one_heading_says_what_the_page_is_about(seen: Visit) -> None:
    (heading,) = seen.headings
    assert len(heading) > 5


def test_the_document_names_its_language(seen: Visit, language: str) -> None:
    assert seen.language == LANGUAGES[language]


def test_nothing_reaches_over_the_edge_of_the_screen(seen: Visit) -> None:
    assert seen.too_wide == []


def test_nothing_reaches_over_the_edge_of_a_phone(seen: Visit) -> None:
    assert seen.too_wide_on_a_phone == []


def test_no_text_is_in_the_other_language(seen: Visit, language: str) -> None:
    other = foreign_to_chinese if language == "zh" else foreign_to_english
    assert [f"{s.where}: {s.text}" for s in seen.said if other(s)] == []


def test_no_text_shows_a_gap_in_the_program(seen: Visit) -> None:
    assert [said.text for said in seen.said if LEFT_OVER.search(said.text)] == []


def test_every_drawing_can_be_read_instead(seen: Visit) -> None:
    """It has a name and a table, or stands beside its figures."""
    assert seen.untold == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_their_drawings(visit: Callable[[str, str], Visit], page: str) -> None:
    assert bool(visit(PAGES[page], "zh").drawings) is bool(DRAWN.match(page))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(seen: Visit, scheme: str) -> None:
    assert seen.violations[scheme] == []


def foreign_to_english(said: Said) -> bool:
    return not said.language.startswith("zh") and bool(CHINESE.search(said.text))


def foreign_to_chinese(said: Said) -> bool:
    """Whether a text has English words; what stands for itself in both languages is none."""
    if said.language.startswith("en") or said.is_code:
        return False
    words = LATIN.findall(RELEASE.sub("", said.text))
    return any(word.rstrip(".") not in KNOWN for word in words)
