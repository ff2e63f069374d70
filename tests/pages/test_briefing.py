"""The briefing page: it starts from the view, keeps ticks, and offers what was ticked."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.language import Language
from presentation.briefing.request import Order
from tests.pages.conftest import Visit
from tests.pages.shown import Shown, Tree

EVERY = 46


def boxes(app: AppTest) -> dict[str, Any]:
    """What the browser is told about the boxes."""
    (told,) = (
        json.loads(e.proto.json)
        for e in app.get("bidi_component")
        if e.proto.component_name == "frame_ticks"
    )
    return told


def ticked(app: AppTest) -> list[str]:
    return [name for name in boxes(app)["ticked"] if name not in ("overview", *Order)]


def tick(app: AppTest, *names: str, start: str | None = None) -> AppTest:
    """Tick these boxes and no other, as the browser says it."""
    said = {"start": boxes(app)["start"] if start is None else start, "names": list(names)}
    app.session_state["briefing-ticks"] = {"ticked": said}
    return app.run()


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


def test_every_indicator_city_and_order_has_a_box_under_its_domain(visit: Visit) -> None:
    page = Tree(boxes(visit("briefing").app)["html"]).root
    groups = [
        [box.attributes.get("value") for box in group.all("input")]
        for group in page.all("fieldset")
    ]
    assert [len(group) for group in groups] == [1 + 16, 1 + 11, 1 + 19]
    assert [group[0] for group in groups] == [None] * 3, "the first stands for all of its own"
    named = {box.attributes["value"] for box in page.all("input") if "value" in box.attributes}
    assert named == {*ticked(visit("briefing").app), "overview", *Order}


def test_what_is_ticked_goes_into_the_briefing(visit: Visit) -> None:
    app = tick(visit("briefing").app, "pm25", "gdp", "140500", "plan")
    assert ticked(app) == ["gdp", "pm25", "140500"]
    assert Shown(app, Language.ZH).page.one("h1").text.startswith("简报：晋城到 2020 年的 2 项指标")


@pytest.mark.parametrize("names", [["pm25", "plan"], ["140500", "140800", "plan"], []])
def test_with_nothing_ticked_it_says_what_to_do_and_offers_nothing(
    visit: Visit, names: list[str]
) -> None:
    app = tick(visit("briefing?id=pm25").app, *names)
    assert not app.exception
    assert not [b for b in app.button if b.key == "briefing-make"]


def test_ticks_of_another_beginning_count_no_more(visit: Visit) -> None:
    app = tick(visit("briefing?id=pm25").app, "gdp", "140500", "plan", start="||museums")
    assert ticked(app) == ["pm25", "140500", "140400", "140800"]


def test_a_beginning_of_the_same_view_does_not_bring_back_older_ticks(visit: Visit) -> None:
    app = visit("briefing?id=pm25").app
    before = boxes(app)["start"]
    del app.session_state["briefing-choice"]
    app.run()
    assert boxes(app)["start"] != before, "or the browser would keep its own"
    tick(app, "pm25", "140500", "plan", start=before)
    assert ticked(app) == ["pm25", "140500", "140400", "140800"]


def test_a_browser_that_comes_back_to_a_renewed_server_keeps_its_ticks(visit: Visit) -> None:
    app = tick(visit("briefing?id=pm25").app, "pm25", "140500", "plan")
    before = boxes(app)["start"]
    del app.session_state["briefing-choice"]
    app.run()
    assert ticked(app) == ["pm25", "140500"]
    assert boxes(app)["start"] != before


@pytest.mark.parametrize("said", ["x", 7, [], {"start": "||pm25"}, {"start": "||pm25", "names": 5}])
def test_what_a_browser_says_that_is_no_choice_is_passed_over(visit: Visit, said: object) -> None:
    app = visit("briefing?id=pm25").app
    app.session_state["briefing-ticks"] = {"ticked": said}
    app.run()
    assert not app.exception
    assert ticked(app) == ["pm25", "140500", "140400", "140800"]


def test_an_indicator_that_nobody_knows_is_not_taken(visit: Visit) -> None:
    app = tick(visit("briefing?id=pm25").app, "../secret", "pm25", "999999", "140500", "plan")
    assert ticked(app) == ["pm25", "140500"]


def test_as_ticked_means_the_last_one_ticked_comes_last(visit: Visit) -> None:
    app = visit("briefing?domain=ecology").app
    every = ticked(app)
    tick(app, *(name for name in every if name != "pm25"), "plan")
    tick(app, *every, "picked")
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
    tick(app, *ticked(app), "plan")
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
