"""The order of sheets in a presentation, and the trail above a page: all real addresses."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from pages import PATHS
from pages.frame.context import Context, read_context
from pages.frame.sequence import place_of
from pages.frame.trail import trail
from settings import Settings
from storage.reading import ReleaseReader
from tests.crafted import SHIPPED
from tests.pages.shown import Tree


@pytest.fixture
def visit(release: ReleaseReader):  # type: ignore[no-untyped-def]
    """Read an address as the application does."""

    def read(address: str) -> Context:
        query = dict(parse_qsl(urlsplit(address).query))
        return read_context(query, settings=Settings(data_dir=SHIPPED), reader=release, paths=PATHS)

    return read


def page_of(address: str) -> str:
    path = urlsplit(address).path.removeprefix("./")
    return next(key for key, own in PATHS.items() if own == path)


def test_going_on_leads_through_all_sheets_and_to_the_first_again(visit) -> None:  # type: ignore[no-untyped-def]
    address, seen = "./?year=2018&present=1&every=20", []
    while address not in seen:
        seen.append(address)
        address = place_of(visit(address), page_of(address)).after
    assert address == seen[0], "the last leads to the first"
    assert [a.split("?")[0] for a in seen] == [
        "./", *["./goals"] * 3, *["./city"] * 3, "./peers", *["./ledger"] * 3,
    ]  # fmt: skip
    assert all("year=2018" in a and "present=1" in a and "every=20" in a for a in seen)


@pytest.mark.parametrize("page", ["goals", "city", "ledger", "overview", "peers"])
def test_going_back_undoes_going_on(visit, page: str) -> None:  # type: ignore[no-untyped-def]
    here = visit("?present=1")
    on = place_of(here, page).after
    back = place_of(visit(on), page_of(on)).before
    assert place_of(visit(back), page_of(back)) == place_of(here, page)


@pytest.mark.parametrize(
    ("address", "page", "before", "after"),
    [
        ("?id=gdp_growth&present=1", "indicator", "gdp", "gdp_per_capita"),
        ("?id=pm25&present=1", "peers", "gdp_share_of_cluster", "so2_industrial"),
        ("?clause=2.1.1-04&present=1", "ledger", "2.1.1-03", "2.1.1-05"),
    ],
)
def test_one_of_many_leads_to_the_next_of_its_kind(visit, address, page, before, after) -> None:  # type: ignore[no-untyped-def]
    place = place_of(visit(address), page)
    assert after in place.after
    assert page_of(place.after) == page_of(place.before) == page
    if page != "peers":
        assert before in place.before


@pytest.mark.parametrize("page", ["catalogue", "search", "releases", "indicator"])
def test_other_pages_lead_to_the_first_sheet(visit, page: str) -> None:  # type: ignore[no-untyped-def]
    place = place_of(visit("?present=1"), page)
    assert (place.number, place.after) == (0, "./?present=1")


@pytest.mark.parametrize("seconds", ["4", "0", "601", "-5", "5.0", "1e2", "abc", "99999"])
def test_auto_play_takes_no_time_out_of_range(visit, seconds: str) -> None:  # type: ignore[no-untyped-def]
    assert visit(f"?present=1&every={seconds}").every is None


@pytest.mark.parametrize("seconds", ["5", "20", "99", "100", "599", "600"])
def test_auto_play_takes_seconds_within_its_range(visit, seconds: str) -> None:  # type: ignore[no-untyped-def]
    assert visit(f"?present=1&every={seconds}").every == seconds


def links(html: object) -> dict[str, str]:
    page = Tree(str(html)).root
    return {a.attributes["id"]: a.attributes["href"] for a in page.all("a")}


@pytest.mark.parametrize(
    ("page", "address", "expected"),
    [
        ("goals", "?year=2018", {"trail-overview": "./?year=2018"}),
        (
            "goals",
            "?domain=ecology",
            {
                "trail-overview": "./?domain=ecology",
                "trail-page": "./goals",
                "trail-before": "./goals?domain=economy",
                "trail-after": "./goals?domain=public_services",
            },
        ),
        (
            "city",
            "?city=140500",
            {
                "trail-overview": "./?city=140500",
                "trail-page": "./city",
                "trail-after": "./city?city=140400",
            },
        ),
        ("ledger", "", {"trail-overview": "./"}),
    ],
)
def test_a_trail_leads_up_and_to_both_sides(visit, page, address, expected) -> None:  # type: ignore[no-untyped-def]
    assert links(trail(visit(address), page)) == expected


def test_a_departments_list_leads_to_the_next_department(visit) -> None:  # type: ignore[no-untyped-def]
    shown = str(trail(visit("?dept=省水利厅"), "ledger"))
    assert "省煤炭厅" in shown
    assert "省住房城乡建设厅" in shown
    assert 'aria-current="page">省水利厅<' in shown


@pytest.mark.parametrize(
    ("page", "address"),
    [("overview", ""), ("indicator", "?id=pm25"), ("ledger", "?clause=2.1.1-04"), ("upload", "")],
)
def test_a_page_with_a_trail_of_its_own_gets_no_second_one(visit, page, address) -> None:  # type: ignore[no-untyped-def]
    assert trail(visit(address), page) is None
