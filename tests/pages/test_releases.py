"""The releases page: who published what and why, two releases compared, and the ways back."""

import json
from pathlib import Path

import pytest

from access.identity import VISITOR
from etl import operations
from etl.audit import LOG, as_lines, as_table, broken_at
from etl.formats import as_csv
from etl.history import history
from indicators.language import Language
from tests.conftest import csv_rows
from tests.crafted import Folder, a_copy, figures, silent
from tests.pages.installation import LI, READER, SUN, WANG, Installation, follow, revenue, seen
from tests.pages.shown import Shown

WHY = "单位填错，改正后重新提交"


@pytest.fixture
def place(folder: Folder) -> Installation:
    """One release that was built from the sources; nobody has handed in anything."""
    return Installation(folder)


@pytest.fixture(scope="module")
def used_once(built_once: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Li has published two files, the second over the first; only to be copied."""
    place = Installation(a_copy(built_once, tmp_path_factory.mktemp("used") / "folder"))
    place.submit(revenue(3), "第一稿.csv")
    place.submit(revenue(4), "第二稿.csv")
    return place.folder


@pytest.fixture
def used(used_once: Folder, tmp_path: Path) -> Installation:
    """The same for one test alone."""
    return Installation(a_copy(used_once, tmp_path / "used"))


def rows(shown: Shown) -> list[str]:
    """The releases from the newest on."""
    return [tr.text for tr in shown.page.one("table", class_="releases").one("tbody").all("tr")]


def acts(shown: Shown) -> list[str]:
    cells = shown.page.all("td", class_="acts")
    return [a.attributes["id"] for cell in cells for a in cell.all("a")]


def test_before_anything_is_handed_in_it_says_so_and_where_the_release_comes_from(
    place: Installation,
) -> None:
    shown = seen(place.open("releases"))
    assert "由来源文件直接生成" in shown.title
    assert "还没有人提交过数据" in shown.page.text
    (row,) = rows(shown)
    assert "没有提交人" in row
    assert "只有一个版本" in shown.page.one("section", class_="past-differences").text
    assert "还没有记录" in shown.page.text
    assert not acts(shown)


def test_releases_stand_newest_first_with_who_when_why_and_counts(used: Installation) -> None:
    shown = seen(used.open("releases"))
    assert "li 提交了“第二稿.csv”（s000002）" in shown.title
    third, second, first = rows(shown)
    assert "r3 现用" in third
    assert "公报修订" in third
    assert "4 个观测值2 次提交" in third
    assert "第一稿.csv" in second
    assert "现用" not in second
    assert "没有提交人" in first
    assert "2 个观测值0 次提交" in first


@pytest.mark.parametrize("language", list(Language))
def test_every_word_is_in_the_page_s_language(used: Installation, language: Language) -> None:
    query = f"submission=s000002&lang={language}"
    assert seen(used.open("releases", LI, query), language).foreign_words() == set()


def test_the_current_release_is_compared_with_the_one_before(used: Installation) -> None:
    differences = seen(used.open("releases")).page.one("section", class_="past-differences")
    assert "r3 与 r2 相比" in differences.text
    assert "3.0 亿元 → 4.0 亿元 +33.3%" in differences.one("table").text


def test_any_two_releases_are_compared_by_address(used: Installation) -> None:
    app = used.open("releases")
    third, _, first = used.office.warehouse.releases()
    shown = seen(follow(app, seen(app).link(f"new-{first}")))
    assert app.query_params["release"] == first
    app = used.open("releases", query=f"release={first}&against={third}")
    shown = seen(app)
    differences = shown.page.one("section", class_="past-differences")
    assert "r1 与 r3 相比" in differences.text
    assert "去掉数值" in differences.text
    assert "4.0 亿元 → 无" in differences.one("table").text


def test_an_address_with_a_release_that_is_gone_says_so(used: Installation) -> None:
    shown = seen(used.open("releases", query="release=r9-00000000"))
    assert "没有地址里的那个版本" in shown.page.text
    assert len(rows(shown)) == 3


def test_an_analyst_withdraws_his_own_with_a_reason(used: Installation) -> None:
    app = used.open("releases", LI)
    follow(app, seen(app).link("withdraw-s000002"))
    assert app.get_by_key("undo-do").disabled
    app.get_by_key("undo-reason-s000002").set_value(WHY)
    app.run()
    app.get_by_key("undo-do").click().run()
    shown = seen(app)
    assert "已撤回" in shown.page.one("p", class_="said").text
    assert figures(used.folder)[2017] == 3
    assert f"撤回了“第二稿.csv”（s000002）li {_minute(used)} {WHY}" in rows(shown)[1]
    assert "submission" not in app.query_params
    assert "withdraw-s000002" not in acts(shown)


def _minute(place: Installation) -> str:
    entry = history(place.office.warehouse, place.uploads).log[-1]
    return entry.at[:16].replace("T", " ")


def test_a_publisher_withdraws_what_others_handed_in(used: Installation) -> None:
    app = used.open("releases", WANG, "submission=s000001")
    app.get_by_key("undo-reason-s000001").set_value(WHY)
    app.run()
    app.get_by_key("undo-do").click().run()
    assert history(used.office.warehouse, used.uploads).submissions["s000001"].withdrawn


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (VISITOR, "撤回需要先登录。"),
        (READER, "撤回需要“分析员”或更高的角色"),
        (SUN, "撤回别人提交的内容需要更高的角色"),
    ],
)
def test_who_may_not_withdraw_is_told_why_and_gets_no_button(
    used: Installation, who: object, said: str
) -> None:
    app = used.open("releases", who, "submission=s000002")  # type: ignore[arg-type]
    assert said in seen(app).page.text
    assert not app.button
    assert not acts(seen(app))


def test_a_publisher_goes_back_and_sees_first_what_changes(used: Installation) -> None:
    app = used.open("releases", WANG)
    first = used.office.warehouse.releases()[-1]
    follow(app, seen(app).link(f"back-{first}"))
    assert "r1 与 r3 相比" in seen(app).page.text
    app.get_by_key(f"undo-reason-{first}").set_value(WHY)
    app.run()
    app.get_by_key("undo-do").click().run()
    assert used.current == first
    assert "已退回" in seen(app).page.one("p", class_="said").text
    assert "wang 退回到 r1 的数据" in seen(app).title
    assert 2017 not in figures(used.folder)


def test_an_analyst_may_not_go_back_whatever_the_address_says(used: Installation) -> None:
    third, _, first = used.office.warehouse.releases()
    app = used.open("releases", LI, f"release={first}&against={third}")
    assert not [b for b in app.button if b.key == "undo-do"]
    assert not [a for a in acts(seen(app)) if a.startswith("back")]


def test_leaving_it_changes_nothing(used: Installation) -> None:
    app = used.open("releases", LI, "submission=s000002")
    app.get_by_key("undo-leave").click().run()
    assert used.current == used.office.warehouse.releases()[0]
    assert not [b for b in app.button if b.key == "undo-do"]


@pytest.mark.parametrize(
    ("submission", "said"),
    [("s000009", "没有 s000009 这次提交。"), ("s000001", "s000001 已经撤回")],
)
def test_what_cannot_be_withdrawn_is_said(used: Installation, submission: str, said: str) -> None:
    operations.withdraw(used.office, "s000001", by="li", reason=WHY, report=silent)
    assert said in seen(used.open("releases", LI, f"submission={submission}")).page.text


def test_an_edited_log_is_noticed_at_its_entry(used: Installation) -> None:
    log = used.uploads / LOG
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text(lines[0].replace("公报修订", "没有理由") + lines[1], encoding="utf-8")
    assert broken_at(used.uploads) == 1
    assert "链条在第 1 条断开" in seen(used.open("releases")).page.text


def test_a_log_with_its_end_cut_off_is_noticed(used: Installation) -> None:
    log = used.uploads / LOG
    log.write_text(log.read_text("utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    assert broken_at(used.uploads) is None
    assert "日志里没有这些提交：s000002" in seen(used.open("releases")).page.text


def test_the_log_is_exported_without_formulas_and_as_it_is_kept(used: Installation) -> None:
    operations.withdraw(used.office, "s000002", by="li", reason='=HYPERLINK("x")', report=silent)
    past = history(used.office.warehouse, used.uploads)
    table = csv_rows(as_csv(as_table(past.log)))
    assert [row["action"] for row in table] == ["submit", "submit", "withdraw"]
    assert table[2]["reason"] == '\'=HYPERLINK("x")'
    assert as_csv(as_table(past.log)).startswith(b"\xef\xbb\xbf")
    kept = [json.loads(line) for line in as_lines(used.uploads).splitlines()]
    assert kept[2]["reason"] == '=HYPERLINK("x")'
    labels = [b.label for b in used.open("releases").download_button]
    assert labels == ["下载日志（CSV）", "下载日志（原始记录）"]


def test_names_and_reasons_are_text_whatever_they_contain(place: Installation) -> None:
    place.submit(revenue(3), "<b>x</b>.csv", by="<script>")
    shown = seen(place.open("releases"))
    assert not list(shown.page.all("script"))
    assert "<script>" in rows(shown)[0]


def test_older_releases_are_folded_and_their_files_stay_closed(place: Installation) -> None:
    for value in range(3, 17):
        place.submit(revenue(value))
    store = place.office.warehouse
    oldest = store.path(store.releases()[-1])
    oldest.write_bytes(b"no release at all")  # would fail if it were opened
    newest, older = seen(place.open("releases")).page.all("table", class_="releases")
    assert len(list(newest.one("tbody").all("tr"))) == 12
    assert len(list(older.one("tbody").all("tr"))) == 3
