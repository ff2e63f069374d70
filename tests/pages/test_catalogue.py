"""The catalogue: every definition, the method, every source's rows, the files to take away."""

from urllib.parse import urlencode

import pytest

from etl.exporting import Dataset
from indicators.assessment import Status
from indicators.language import Language
from pages.data.catalogue import as_csv
from presentation.figures import figure
from presentation.texts import texts
from storage.reading import ReleaseReader
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

DOWNLOADS = "download_button"


def definition(shown: Shown, indicator_id: str) -> list[str]:
    """The cells of one indicator's row."""
    (row,) = (r for r in shown.page.all("tr") if any(r.all("a", id=f"definition-{indicator_id}")))
    return [cell.text for cell in row.children if isinstance(cell, Node)]


def codes(shown: Shown) -> list[str]:
    tables = shown.page.all("table", class_="definitions")
    return [code.text for table in tables for code in table.all("code")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("year", [2016, 2020])
def test_every_entry_is_defined_in_the_pages_language(
    visit: Visit, release: ReleaseReader, lang: str, year: int
) -> None:
    shown = visit(f"catalogue?lang={lang}&year={year}")
    assert sorted(codes(shown)) == sorted(release.catalogue.entries)
    assert len(list(shown.page.all("tr", class_="goal"))) == len(release.catalogue.goals)
    assert shown.foreign_words() == set()


def test_a_formula_is_written_out_with_names(visit: Visit) -> None:
    _, text, unit, _, targets = definition(visit("catalogue"), "tertiary_share")
    assert "第三产业增加值 ÷ (第一产业增加值 + 第二产业增加值 + 第三产业增加值) × 100" in text
    assert unit == "% 越高越好"
    assert targets.startswith("参照全国：不低于 56%（预期性）")
    english = definition(visit("catalogue?lang=en"), "gdp_share_of_cluster")[1]
    assert (
        "Gross regional product ÷ sum of Gross regional product over the 29 cities × 100" in english
    )


def test_a_source_label_is_a_quotation_in_english(visit: Visit) -> None:
    page = visit("catalogue?lang=en").page
    table = next(page.all("table", class_="definitions"))
    assert "一般公共预算收入" in {q.text for q in table.all("q", lang="zh")}


def test_breaks_and_both_targets_stand_with_the_definition(visit: Visit) -> None:
    _, text, _, _, targets = definition(visit("catalogue?lang=en"), "hospital_beds_per_1000")
    assert "From 2017: Hospitals and township health centres" in text
    assert "(not comparable)" in text
    assert "Reference: Nation: at least 6 beds (expected)" in targets
    assert "The plan's words" in targets


def test_the_method_explains_every_word_of_the_lights(visit: Visit) -> None:
    for language in Language:
        shown = visit(f"catalogue?lang={language}")
        words = {dt.text for dt in shown.page.all("dt") if any(dt.all(class_="light"))}
        every = {texts(language)(f"status.{s}", year=2021) for s in Status}
        assert words == every - {texts(language)("status.not_assessable")}


def test_the_rows_of_every_source_add_up(visit: Visit, release: ReleaseReader) -> None:
    sources = next(visit("catalogue").page.all("table", class_="sources"))
    shown = {}
    for row in sources.all("tr"):
        if any(row.all("code")) and "dataset" not in row.attributes.get("class", ""):
            day, *counts = (td.text for td in row.all("td"))
            shown[row.one("code").text] = (day, *counts)
    assert shown == {
        key: (
            source.released_on.isoformat(),
            *(figure(n, 0) for n in counted(release, key)),
        )
        for key, source in release.sources.items()
    }
    (total,) = (row for foot in sources.all("tfoot") for row in foot.all("tr"))
    info = release.info
    assert [td.text for td in total.all("td")][1:] == [
        figure(n, 0)
        for n in (info.rows_read, info.rows_observed, info.rows_outside, info.rows_set_aside)
    ]


def counted(release: ReleaseReader, source_id: str) -> tuple[int, int, int, int]:
    c = release.row_counts[source_id]
    assert c.rows_read == c.rows_observed + c.rows_outside + c.rows_set_aside
    return c.rows_read, c.rows_observed, c.rows_outside, c.rows_set_aside


def test_rows_set_aside_stand_with_reason_and_number(visit: Visit) -> None:
    table = visit("catalogue").page.one("table", class_="skipped")
    rows = {row.one("code").text: row for row in table.all("tr") if any(row.all("code"))}
    assert set(rows) == {"city_yearbook/2014", "city_yearbook/2017"}
    assert next(rows["city_yearbook/2014"].all("td")).text == "37"
    assert "公路客运量" in rows["city_yearbook/2014"].text
    assert "336" in rows["city_yearbook/2014"].one("details").text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("PM2.5", ["pm25"]),
        ("图书", ["library_books_per_100", "library_books"]),
        ("Museums", ["museums"]),
    ],
)
def test_the_filter_finds_names_labels_and_identifiers(
    visit: Visit, wanted: str, found: list[str]
) -> None:
    filtered = visit(f"catalogue?{urlencode({'text': wanted})}")
    assert codes(filtered) == found
    assert any(filtered.page.all("h2", id="part-method")), "only the definitions are filtered"


def test_a_filter_that_finds_nothing_says_so_and_shows_what_was_typed(visit: Visit) -> None:
    filtered = visit(f"catalogue?{urlencode({'text': '<b>不存在</b>'})}")
    assert codes(filtered) == []
    assert "<b>不存在</b>" in next(filtered.page.all("p", class_="empty")).text


def test_files_are_made_only_when_taken_and_are_those_of_the_command_line(
    visit: Visit, release: ReleaseReader, exported: dict[Dataset, bytes]
) -> None:
    offered = visit("catalogue").app.get(DOWNLOADS)
    assert len(offered) == len(Dataset)
    assert all(button.proto.deferred_file_id and not button.proto.url for button in offered)
    for dataset in Dataset:
        assert as_csv(release, dataset) == exported[dataset]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_release_without_rows_set_aside_says_so(visit_small: Visit, lang: str) -> None:
    shown = visit_small(f"catalogue?lang={lang}&year=2016")
    assert not any(shown.page.all("table", class_="skipped"))
    assert texts(Language(lang))("catalogue.set_aside_none") in shown.page.text
    assert shown.foreign_words() == set()
