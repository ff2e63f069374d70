"""The numbers of the pages about uploads: what was published once is compared in both exports."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role as Duty
from etl import operations
from etl.exporting import Dataset
from storage.warehouse import Warehouse
from tests.browser.compared.exported import Exported, read
from tests.browser.compared.looking import View, compare, pieces
from tests.browser.compared.releases import ZONE, Past, releases
from tests.browser.compared.samples import OPEN
from tests.browser.compared.upload import upload
from tests.browser.conftest import SCREEN
from tests.browser.test_uploading import PASSWORD, sign_in
from tests.browser.visits import settled, until
from tests.conftest import ROOT, Shipped, command_line, csv_rows
from tests.crafted import silent
from tests.serving import dashboard, free_port, streamlit

FILE = """地区,指标,年份,数值,单位
晋城市,PM2.5年均浓度,2020,60,微克/立方米
运城市,PM2.5年均浓度,2020,49.5,微克/立方米
运城市,PM2.5年均浓度,2018,59.5,微克/立方米
长治市,建成区面积,2020,75,平方公里
长治市,污水处理厂集中处理率,2020,94.96,%
晋城市,一般公共预算收入,2020,101.25,亿元
"""


@dataclass(frozen=True)
class Office:
    """An installation in which one file was published."""

    address: str
    past: Past


@pytest.fixture(scope="module")
def office(
    shipped: Shipped, known: Exported, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("published")
    data, warehouse = folder / "data", folder / "warehouse"
    for part in ("sources", "plan", "geo"):
        shutil.copytree(shipped.data / part, data / part)
    shutil.copytree(shipped.warehouse, warehouse)
    place = operations.Office(data, Warehouse(warehouse), 2016)
    made = operations.submit(
        place, FILE.encode(), "三市.csv", by="li", reason="统计公报正式修订", report=silent
    )
    accounts = Accounts(Database(folder / "accounts.sqlite"))
    accounts.add("li", Duty.ANALYST, Password(PASSWORD))
    rows = {}
    for dataset in Dataset:
        done = command_line("export", dataset, "--data", data, "--warehouse", warehouse)
        assert (done.returncode, done.stderr) == (0, b"")
        rows[dataset.value] = csv_rows(done.stdout)
    texts = ROOT / "presentation" / "texts.toml"
    after = read(rows, data / "plan", texts, made.release_id)
    config = folder / "config.toml"
    config.write_text(
        f"data_dir = '{data}'\nwarehouse_dir = '{warehouse}'\n"
        "[access]\naccounts_file = 'accounts.sqlite'\n",
        encoding="utf-8",
    )
    port = free_port()
    with dashboard(config, port, streamlit(port)) as running:
        submission = made.submission
        past = Past(known, after, submission.submission_id, submission.at)
        yield Office(running.address, past)


@pytest.fixture(scope="module")
def analyst(office: Office, browser: Browser) -> Iterator[Page]:
    """A tab of somebody who has signed in."""
    context = browser.new_context(base_url=office.address, timezone_id=ZONE, viewport=SCREEN)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, office.address, "upload")
    yield page
    context.close()


def complete(page: Page, last: str, number: int) -> None:
    """Wait for what stands last on a page, too: its heading is there long before."""
    until(page, f"document.querySelectorAll('{last}').length === {number}")
    settled(page)


def view_of(past: Past, language: str) -> View:
    """The later release; the name of the earlier one is a name, too."""
    known = replace(past.after, names=[*past.after.names, *past.before.names[-2:]])
    return View(known, max(year for *_, year in known.assessments), language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("query", ["", "&submission=s000001"], ids=["list", "taking back"])
def test_numbers_of_releases_are_those_of_both_exports(
    office: Office, analyst: Page, query: str, language: str
) -> None:
    view = view_of(office.past, language)
    analyst.goto(f"/releases?lang={language}{query}")
    complete(analyst, ".audit .log", 1)
    analyst.evaluate(OPEN)
    roles = releases(office.past)
    found = compare(view, pieces(analyst, roles), roles)
    assert found.differences == []
    assert found.agreed.total() >= 50
    assert analyst.locator(".changed-figures tr").count() == len(office.past.figures)
    assert analyst.locator(".light-line").count() == len(office.past.turned)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_numbers_of_an_upload_page_without_a_file(
    office: Office, analyst: Page, language: str
) -> None:
    view = view_of(office.past, language)
    analyst.goto(f"/upload?lang={language}")
    complete(analyst, ".template table", 4)
    roles = upload(view)
    found = compare(view, pieces(analyst, roles), roles)
    assert found.differences == []
    assert found.agreed.total() == 14


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_to_sign_in_has_no_number_but_its_names(
    office: Office, browser: Browser, language: str
) -> None:
    view = view_of(office.past, language)
    context = browser.new_context(base_url=office.address)
    page = context.new_page()
    page.goto(f"/sign_in?lang={language}")
    page.locator("h1").wait_for()
    found = compare(view, pieces(page, {}), {})
    context.close()
    assert [d for d in found.differences if "2020" not in d] == []
    assert len(found.differences) == 1
