"""The briefing page: it starts from the view, keeps ticks, and offers what was ticked."""

import pytest

from indicators.language import Language
from tests.pages.conftest import Visit
from tests.pages.shown import Shown

EVERY = 46


def ticked(app) -> list[str]:  # type: ignore[no-untyped-def]
    return [
        box.key.removeprefix("briefing-tick-")
        for box in app.checkbox
        if box.value and box.key.startswith("briefing-tick-")
    ]


@pytest.mark.parametrize(
    ("address", "indicators", "cities"),
    [
        ("briefing", EVERY, 3),
        ("briefing?domain=ecology", 11, 3),
        ("briefing?city=140800", EVERY, 1),
        ("briefing?id=pm25", 1, 3),
        ("briefing?id=nothing", EVERY, 3),
    ],
)
def test_it_starts_from_the_view_one_is_on(
    visit: Visit, address: str, indicators: int, cities: int
) -> None:
    found = ticked(visit(address).app)
    assert len([name for name in found if name.isdigit()]) == cities
    assert len([name for name in found if not name.isdigit()]) == indicators


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_shows_a_sheet_with_its_sentences_in_one_language(visit: Visit, language: str) -> None:
    shown = visit(f"briefing?id=pm25&lang={language}")
    (url,) = (i.url for e in shown.app.get("image") for i in e.proto.imgs)
    picture = shown.page.one("img")
    assert picture.attributes["src"] == url
    assert url.endswith(".png")
    assert picture.attributes["alt"]
    assert len(list(shown.page.one("ul", class_="briefing-preview").all("li"))) == 3
    assert shown.foreign_words() == set()


def test_its_picture_comes_as_a_file_and_not_within_the_page(visit: Visit) -> None:
    shown = visit("briefing?id=pm25")
    assert "base64" not in str(shown.page)


def test_a_domains_tick_sets_all_of_its_own(visit: Visit) -> None:
    app = visit("briefing").app
    app.checkbox(key="briefing-domain-economy").uncheck().run()
    assert len([n for n in ticked(app) if not n.isdigit()]) == EVERY - 16
    app.checkbox(key="briefing-tick-gdp").check().run()
    assert len([n for n in ticked(app) if not n.isdigit()]) == EVERY - 15
    assert app.checkbox(key="briefing-domain-economy").value is False


def test_with_nothing_ticked_it_says_what_to_do_and_offers_nothing(visit: Visit) -> None:
    app = visit("briefing?id=pm25").app
    app.checkbox(key="briefing-tick-pm25").uncheck().run()
    assert not app.exception
    assert not [b for b in app.button if b.key == "briefing-make"]


def test_as_ticked_means_the_last_one_ticked_comes_last(visit: Visit) -> None:
    app = visit("briefing?domain=ecology").app
    app.checkbox(key="briefing-tick-pm25").uncheck().run()
    app.checkbox(key="briefing-tick-pm25").check().run()
    app.radio(key="briefing-order").set_value("picked").run()
    for _ in range(10):
        app.button(key="briefing-on").click().run()
    image = Shown(app, Language.ZH).page.one("img")
    assert image.attributes["alt"].startswith("PM2.5年均浓度")
    assert app.button(key="briefing-on").disabled


def test_what_is_typed_as_a_check_number_is_answered(visit: Visit) -> None:
    app = visit("briefing?id=museums").app
    app.text_input(key="briefing-number").input("1234").run()
    (verdict,) = Shown(app, Language.ZH).page.all("p", class_="check-verdict")
    assert verdict.text.startswith("这不是校验号")


def test_an_indicators_charts_can_be_taken_as_a_picture_and_copied(visit: Visit) -> None:
    app = visit("indicator?id=pm25").app
    app.button(key="indicator-copy").click().run()
    assert not app.exception
    assert [b.key for b in app.get("download_button")] == ["indicator-png", "indicator-csv"]


def test_the_sheet_of_all_lights_comes_first_and_has_a_tick_of_its_own(visit: Visit) -> None:
    app = visit("briefing").app
    assert Shown(app, Language.ZH).page.one("img").attributes["alt"].startswith("到 2020 年达标")
    app.checkbox(key="briefing-overview").uncheck().run()
    alt = Shown(app, Language.ZH).page.one("img").attributes["alt"]
    assert alt.startswith("地区生产总值")


def test_one_click_makes_the_pack_and_takes_it(visit: Visit) -> None:
    app = visit("briefing?id=museums").app
    app.button(key="briefing-make").click().run(timeout=60)
    assert not app.exception
    assert "briefing-zip" in [b.key for b in app.get("download_button")]


@pytest.mark.parametrize("address", ["city?city=140500", "peers?id=pm25"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_other_pages_give_their_picture_and_figures_as_well(
    visit: Visit, address: str, language: str
) -> None:
    shown = visit(f"{address}&lang={language}")
    assert shown.foreign_words() == set()
    name = address.split("?")[0]
    shown.app.button(key=f"{name}-copy").click().run()
    assert not shown.app.exception
    assert [b.key for b in shown.app.get("download_button")] == [f"{name}-png", f"{name}-csv"]
