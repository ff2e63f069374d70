"""The upload page: check, correct, give a reason, publish, take back; nothing without leave."""

import pytest
from streamlit.testing.v1 import AppTest

from access import NotAllowed
from access.identity import VISITOR
from etl.corrections import Correction, remember, remembered
from etl.history import history
from indicators.language import Language
from pages.data import office
from pages.data.desk import Held
from tests.crafted import REVENUE, Folder, figures, silent
from tests.pages.installation import (
    LI,
    READER,
    WANG,
    Installation,
    context_of,
    csv,
    revenue,
    seen,
)

REVISED = revenue(3, 2016)
"""Another value for 2016, where 2 is stored: a warning."""
WHY = "统计公报正式修订，见第 3 页"


@pytest.fixture
def place(folder: Folder) -> Installation:
    return Installation(folder)


def send(app: AppTest, content: bytes, name: str = "数据.csv") -> AppTest:
    """Choose a file, as the browser's dialog or a drop does."""
    app.file_uploader[0].set_value((name, content, "text/csv"))
    return app.run()


def with_reason(app: AppTest, reason: str = WHY) -> AppTest:
    app.text_input[0].set_value(reason)
    return app.run()


def press(app: AppTest, key: str = "upload-publish") -> AppTest:
    app.get_by_key(key).click()
    return app.run()


def places(app: AppTest) -> list[str]:
    """Row and column of each finding that has them."""
    cells = seen(app).page.all("p", class_="place")
    return [p.text for p in cells if p.text.startswith("第")]


@pytest.mark.parametrize("language", list(Language))
def test_before_any_file_it_says_what_it_is_for_and_offers_templates(
    place: Installation, language: Language
) -> None:
    app = place.open("upload", LI, f"lang={language}")
    assert len(app.download_button) == 8
    assert seen(app, language).title.startswith(("上传数据", "Upload figures"))


def test_faults_are_marked_at_their_cells_and_nothing_can_be_published(
    place: Installation,
) -> None:
    content = csv(("晋城市", REVENUE, 2017, "多", "亿元"), ("火星", REVENUE, 2017, 3, "亿元"))
    app = send(place.open("upload", LI), content)
    shown = seen(app)
    assert "不能发布：有 2 处错误" in shown.title
    assert sorted(places(app)) == ["第 2 行 · 数值", "第 3 行 · 地区"]
    marked = [c.text for c in shown.page.all("td", class_="fault")]
    assert marked[0].startswith("多1错误：数值“多”不是数字")
    assert marked[1].startswith("火星2错误：")
    assert app.get_by_key("upload-publish").disabled
    assert [b.label for b in app.download_button] == ["下载标注后的文件（xlsx）"]
    assert shown.foreign_words() <= {"UTF", "CSV", "TSV", "xlsx", "MB"}


def test_what_cannot_be_read_is_one_sentence(place: Installation) -> None:
    app = send(place.open("upload", LI), b"%PDF-1.4 ...", "报表.pdf")
    assert "不能发布" in seen(app).title
    assert app.get_by_key("upload-publish").disabled
    assert not app.download_button


def test_warnings_need_a_reason(place: Installation) -> None:
    app = send(place.open("upload", LI), REVISED)
    assert "写明理由才能发布" in seen(app).title
    assert app.get_by_key("upload-publish").disabled
    assert not with_reason(app).get_by_key("upload-publish").disabled
    press(app)
    assert figures(place.folder)[2016] == 3
    (made,) = history(place.office.warehouse, place.uploads).submissions.values()
    assert (made.by, made.reason) == ("li", WHY)


def test_what_a_file_changes_is_shown_before(place: Installation) -> None:
    shown = seen(send(place.open("upload", LI), REVISED))
    effect = shown.page.one("div", class_="preview-effect")
    counts = [div.text for div in effect.one("dl", class_="counts").all("div")]
    assert counts == ["新增数值 0", "修改数值 1", "与已有相同 0"]
    assert "2.0 亿元 → 3.0 亿元 +50.0%" in effect.one("table").text
    assert [h.text.split()[0][:2] for h in effect.all("h4")] == ["晋城", "长治", "运城"]


def test_what_the_cities_had_the_year_before_and_the_file_leaves_out_is_named(
    place: Installation,
) -> None:
    other = csv(("晋城市", "常住人口", 2017, 230, "万人"))
    shown = seen(send(place.open("upload", LI), other))
    missing = shown.page.one("div", class_="missing")
    assert missing.one("p").text.startswith("缺 1 个")
    assert missing.one("dt").text == "晋城 2017年（1 个）"
    assert missing.one("dd").text == "一般公共预算收入"


def test_a_receipt_names_number_hash_and_counts_and_leads_back(place: Installation) -> None:
    app = press(with_reason(send(place.open("upload", LI), REVISED)))
    receipt = seen(app).page.one("div", class_="receipt")
    (made,) = history(place.office.warehouse, place.uploads).submissions.values()
    for fact in ("s000001", made.sha256, place.current, "修改数值 1", WHY):
        assert fact in receipt.text
    assert "submission=s000001" in seen(app).link("receipt-undo")


def test_repairs_are_listed(place: Installation) -> None:
    content = csv(("晋城", REVENUE, "2017年", "３", "亿元"))
    repairs = seen(send(place.open("upload", LI), content)).page.one("section", class_="repairs")
    assert "年份去掉“年”字 1 处" in repairs.text
    assert "全角字符改为半角 1 处" in repairs.text


def test_a_column_nobody_knows_is_explained_and_read_from_then_on(place: Installation) -> None:
    content = csv(("晋城市", REVENUE, 2017, 3), header="地区,指标,年份,本期金额")
    app = send(place.open("upload", LI), content)
    assert app.get_by_key("upload-publish").disabled
    column, meaning = app.selectbox
    assert column.value == "本期金额"
    meaning.select("数值")
    app.run()
    press(app, "column-remember")
    assert "按人工说明" in seen(app).page.one("thead").text
    assert remembered(place.uploads)["本期金额"].by == "li"
    press(with_reason(app))
    assert figures(place.folder)[2017] == 3


def test_an_explanation_can_be_taken_back(place: Installation) -> None:
    remember(place.uploads, Correction("本期金额", "obs_value"))
    content = csv(("晋城市", REVENUE, 2017, 3), header="地区,指标,年份,本期金额")
    app = send(place.open("upload", LI), content)
    assert "按人工说明" in seen(app).page.one("thead").text
    press(app, "column-forget-0")
    assert remembered(place.uploads) == {}
    assert app.get_by_key("upload-publish").disabled


def test_a_release_that_came_in_between_is_looked_at_before_publishing(
    place: Installation,
) -> None:
    app = with_reason(send(place.open("upload", LI), REVISED))
    place.submit(revenue(5, 2016), by="sun")
    press(app)
    assert "刚刚有人发布了新版本" in seen(app).page.one("p", class_="said").text
    assert figures(place.folder)[2016] == 5
    press(app)
    assert figures(place.folder)[2016] == 3


def test_targets_are_published_the_same_way(place: Installation) -> None:
    content = csv(
        ("一般公共预算收入", "晋城", "不低于", 2020, 120, 2015),
        header="指标,地区,形式,目标年,目标值,基期年",
    )
    app = send(place.open("upload", LI), content, "目标.csv")
    assert "新增 1 个目标" in seen(app).title
    press(app)
    reader = place.office.reader()
    assert reader is not None
    assert reader.targets_of("fiscal_revenue", "140500")[0].target_value == 120
    reader.close()


@pytest.mark.parametrize("who", [VISITOR, READER])
def test_without_leave_there_is_nothing_to_send_files_to(place: Installation, who: object) -> None:
    app = place.open("upload", who)  # type: ignore[arg-type]
    assert seen(app).title == "您不能这样做"
    assert not app.file_uploader


def test_each_operation_asks_for_leave_where_it_is_done(place: Installation) -> None:
    held = Held(1, "x.csv", REVISED, "")
    made = place.submit(revenue(9, 2018), by="li").submission
    context = context_of(place, READER)
    with pytest.raises(NotAllowed):
        office.check(context, held)
    with pytest.raises(NotAllowed):
        office.publish(context, held, WHY, None, silent)
    with pytest.raises(NotAllowed):
        office.withdraw(context, made.submission_id, WHY, silent)
    with pytest.raises(NotAllowed):
        office.explain(context, Correction("x", "label"))
    with pytest.raises(NotAllowed):
        office.go_back(context_of(place, LI), place.current, WHY, silent)


def test_html_in_a_file_is_text(place: Installation) -> None:
    content = csv(("<img src=x onerror=alert(1)>", REVENUE, 2017, 3, "亿元"))
    shown = seen(send(place.open("upload", WANG), content, "<b>x</b>.csv"))
    assert not list(shown.page.all("img"))
    assert "<img src=x" in shown.page.text
