"""What a new analyst does: take the template, fill it in, correct two faults, publish, undo."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from etl import operations
from storage.warehouse import Warehouse
from tests.browser.test_every_page import foreign_to_chinese, foreign_to_english
from tests.browser.visits import (
    SCHEMES,
    Said,
    host_of,
    in_scheme,
    listen,
    look,
    settled,
    violations,
)  # fmt: skip
from tests.browser.walking import complete, every_stop
from tests.conftest import Shipped
from tests.crafted import silent
from tests.serving import Dashboard, dashboard, free_port, streamlit

PASSWORD = "correct horse battery"
WHY = "统计公报正式修订，见第 3 页"
PM = "PM2.5年均浓度"
NAMES = {"CSV", "TSV", "xlsx", "Excel", "MB", "UTF-8", "GB18030", "SHA-256", "PM2.5", "li"}
"""What a file, an encoding, a size or a person is called in both languages."""
NUMBERS = re.compile(r"\b[rs]\d+\b")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]")


FIRST = "地区,指标,年份,数值,单位\n晋城市,一般公共预算收入,2021,199.1,亿元\n".encode()


@dataclass(frozen=True)
class Office:
    """An installation of its own, which a test may change."""

    running: Dashboard
    folder: Path

    @property
    def address(self) -> str:
        return self.running.address


@pytest.fixture(scope="module")
def office(shipped: Shipped, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("uploading")
    for part in ("sources", "plan", "geo"):
        shutil.copytree(shipped.data / part, folder / "data" / part)
    shutil.copytree(shipped.warehouse, folder / "warehouse")
    place = operations.Office(folder / "data", Warehouse(folder / "warehouse"), 2016)
    operations.submit(place, FIRST, "晋城一般公共预算收入.csv", by="li", reason=WHY, report=silent)
    accounts = Accounts(Database(folder / "accounts.sqlite"))
    accounts.add("li", Role.ANALYST, Password(PASSWORD))
    config = folder / "config.toml"
    config.write_text(
        f"data_dir = '{folder}/data'\nwarehouse_dir = '{folder}/warehouse'\n"
        "[access]\naccounts_file = 'accounts.sqlite'\n",
        encoding="utf-8",
    )
    port = free_port()
    with dashboard(config, port, streamlit(port)) as running:
        yield Office(running, folder)


@pytest.fixture
def analyst(office: Office, context: BrowserContext) -> Page:
    """A tab of somebody who has signed in and looks at the upload page."""
    page = context.new_page()
    sign_in(page, office.address, "upload")
    return page


def sign_in(page: Page, address: str, back: str) -> None:
    page.goto(f"{address}/sign_in?next={back}")
    page.locator("#name").fill("li")
    page.locator("#password").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"**/{back}")
    settled(page)
    page.wait_for_load_state("networkidle")


def send(page: Page, *files: Path) -> None:
    """Choose files in the browser's dialog."""
    round_ = page.locator(".desk-files a").count()
    with page.expect_file_chooser() as chooser:
        page.locator(".dropzone").click()
    chooser.value.set_files(list(files))
    expect(page.locator(".desk-files a")).to_have_count(round_ + len(files), timeout=20_000)
    settled(page)


def filled(content: bytes, values: dict[tuple[str, str], object]) -> list[list[str]]:
    """The template with some figures filled in."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    at = {name: n for n, name in enumerate(rows[0])}
    kept = [rows[0]]
    for row in rows[1:]:
        value = values.get((row[at["地区"]], row[at["指标"]]))
        if value is not None:
            row[at["数值"]] = str(value)
            kept.append(row)
    return kept


def saved(rows: list[list[str]], path: Path) -> Path:
    """The file as WPS or Excel saves it on a Chinese Windows."""
    with path.open("w", encoding="gb18030", newline="") as handle:
        csv.writer(handle).writerows(rows)
    return path


def test_template_two_faults_corrected_published_and_undone(
    office: Office, analyst: Page, tmp_path: Path
) -> None:
    page = analyst
    problems, requests = listen(page)
    page.reload()
    settled(page)
    page.locator('[data-testid="stButtonGroup"] button').filter(has_text="2020").click()
    settled(page)
    with page.expect_download() as taken:
        page.locator(".st-key-template-long-csv button").click()
    template = Path(taken.value.path()).read_bytes()
    rows = filled(template, {("运城市", PM): "49.5", ("晋城市", PM): "46", ("长治市", PM): "45.5"})
    assert len(rows) == 4
    rows[1][rows[0].index("数值")] = "4O"  # the letter instead of the digit
    rows[2][rows[0].index("地区")] = "长冶市"
    rows[2][rows[0].index("地区代码")] = ""

    send(page, saved(rows, tmp_path / "三市2020年.csv"))
    expect(page.locator("h1")).to_contain_text("有 2 处错误")
    assert "GB18030" in page.locator(".page-heading .lead").inner_text()
    errors = page.locator(".findings").first.locator("li")
    assert [e.locator(".place").inner_text() for e in errors.all()] == [
        "第 2 行 · 数值", "第 3 行 · 地区",
    ]  # fmt: skip
    marked = page.locator('.sheet td.fault[data-severity="error"] .text')
    assert marked.all_inner_texts() == ["4O", "长冶市"]
    expect(page.locator(".st-key-upload-publish button")).to_be_disabled()
    with page.expect_download() as taken:
        page.locator('[class*="st-key-upload-marked"] button').click()
    assert Path(taken.value.path()).read_bytes().startswith(b"PK")

    rows = filled(template, {("运城市", PM): "49.5", ("晋城市", PM): "46", ("长治市", PM): "45.5"})
    page.locator(".st-key-upload-remove button").click()
    expect(page.locator(".desk-files a")).to_have_count(0)
    send(page, saved(rows, tmp_path / "三市2020年.csv"))
    expect(page.locator("h1")).to_contain_text("写明理由才能发布")
    turning = page.locator(".preview-effect .turning").filter(has_text="运城")
    expect(turning.locator(".from").first).to_have_text("未完成")
    expect(turning.locator(".now").first).to_have_text("达标")
    reason = page.locator('[class*="st-key-upload-reason"] input')
    reason.press_sequentially(WHY)
    expect(page.locator(".st-key-upload-publish button")).to_be_enabled()
    page.locator(".st-key-upload-publish button").click()
    page.locator(".receipt").wait_for(timeout=30_000)
    assert "s000002" in page.locator(".receipt dl").inner_text()

    assert light(page) == "good"
    page.locator("#section-data").click()
    page.locator("#receipt-undo").click()
    page.locator(".undo").wait_for()
    settled(page)
    page.locator(".st-key-releases-ask input").press_sequentially("试填，改日再报")
    expect(page.locator(".st-key-undo-do button")).to_be_enabled()
    page.locator(".st-key-undo-do button").click()
    page.locator(".said").wait_for(timeout=30_000)
    expect(page.locator(".said")).to_contain_text("已撤回")
    assert light(page) == "bad"

    assert problems == []
    assert {host_of(r) for r in requests} - {""} == {host_of(office.address)}


def test_a_file_is_sent_and_published_with_the_keyboard_alone(
    office: Office, context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.on("filechooser", lambda _: None)  # the browser has to know in time that it is awaited
    page.goto(f"{office.address}/sign_in?next=upload")
    page.locator("#name").focus()
    for words, key in (("li", "Tab"), (PASSWORD, "Enter")):
        page.keyboard.type(words)
        page.keyboard.press(key)
    page.wait_for_url("**/upload")
    assert [s.name for s in every_stop(page) if not (s.is_marked and s.is_on_top)] == []

    tab_to(page, ".dropzone input")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    file = tmp_path / "长治一般公共预算收入.csv"
    file.write_bytes(FIRST.replace("晋城".encode(), "长治".encode()))
    chooser.value.set_files(file)
    expect(page.locator(".desk-files a")).to_have_count(1, timeout=20_000)
    complete(page)
    tab_to(page, '[class*="st-key-upload-reason"] input')
    page.keyboard.type(WHY)
    expect(page.locator(".st-key-upload-publish button")).to_be_enabled()
    tab_to(page, ".st-key-upload-publish button")
    page.keyboard.press("Space")
    page.locator(".receipt").wait_for(timeout=30_000)


def tab_to(page: Page, place: str) -> None:
    """Press Tab until a place has the focus."""
    for _ in range(200):
        if page.locator(place).evaluate("place => place === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} was not reached")


def light(page: Page) -> str | None:
    """Yuncheng's light for PM2.5 in 2020, as its page shows it now."""
    page.locator("#page-city").click()
    page.wait_for_url("**/city*")
    settled(page)
    page.locator("#city-140800").click()
    page.wait_for_url("**city=140800*")
    settled(page)
    return page.locator(f'a.light:has-text("{PM}")').first.get_attribute("data-light")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", ["empty", "faulty", "releases", "withdrawing"])
def test_every_state_is_readable_by_everyone_and_in_one_language(
    office: Office,
    browser: Browser,
    browser_context_args: dict[str, object],
    tmp_path: Path,
    state: str,
    language: str,
) -> None:
    context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        sign_in(page, office.address, "upload")
        problems, _ = listen(page)
        STATES[state](page, f"{office.address}/", tmp_path, f"lang={language}")
        said = [Said(**text) for text in look(page)["said"]]
        other = foreign_to_chinese if language == "zh" else foreign_to_english
        # A tooltip is one text in the page's language that may quote a cell.
        foreign = [s for s in said if other(s) and not (s.where == "title" and language == "en")]
        assert [s for s in foreign if language == "en" or not known_by_name(s.text)] == []
        assert look(page)["tooWide"] == []
        for scheme in SCHEMES:
            in_scheme(page, scheme)
            assert violations(page) == []
        assert problems == []
    finally:
        context.close()


def known_by_name(text: str) -> bool:
    """Whether a Chinese text has no English words but names."""
    words = set(WORD.findall(NUMBERS.sub("", text)))
    return words <= NAMES


def _empty(page: Page, address: str, _folder: Path, query: str) -> None:
    page.goto(f"{address}upload?{query}")
    settled(page)


def _faulty(page: Page, address: str, folder: Path, query: str) -> None:
    _empty(page, address, folder, query)
    file = folder / "报表.csv"
    rows = [["地区", "指标", "年份", "数值", "经办"], ["晋城市", PM, "2020", "多", "张三"],
            ["运城市", PM, "2020", "50", "李四"]]  # fmt: skip
    send(page, saved(rows, file))


def _releases(page: Page, address: str, _folder: Path, query: str) -> None:
    page.goto(f"{address}releases?{query}")
    settled(page)
    for closed in page.locator("details:not([open]) summary").all():
        closed.click()


def _withdrawing(page: Page, address: str, _folder: Path, query: str) -> None:
    page.goto(f"{address}releases?submission=s000001&{query}")
    settled(page)


STATES: dict[str, Callable[[Page, str, Path, str], None]] = {
    "empty": _empty, "faulty": _faulty, "releases": _releases, "withdrawing": _withdrawing,
}  # fmt: skip


def test_a_visitor_finds_no_upload_and_no_way_to_take_back(office: Office, page: Page) -> None:
    page.goto(f"{office.address}/releases")
    settled(page)
    assert page.locator("#page-upload").count() == 0
    assert page.locator(".acts a").count() == 0
    page.goto(f"{office.address}/upload")
    settled(page)
    assert page.locator(".dropzone").count() == 0
