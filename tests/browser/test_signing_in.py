"""Signing in with a local account, as one does it: the page, the way there and the way back."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from tests.browser.visits import settled, until
from tests.conftest import Shipped
from tests.serving import Dashboard, dashboard, free_port, streamlit

PASSWORD = "correct horse battery"
SCREENS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
SEND_ELSEWHERE = """address => new Promise(resolve => {
  document.addEventListener("securitypolicyviolation", e => resolve(e.effectiveDirective))
  const form = document.querySelector("form")
  form.action = address
  form.name.value = "li"
  form.password.value = "x"
  form.requestSubmit()
})"""
"""Send the form to another site, and say by which rule the browser refuses to."""
Open = Callable[[str], Dashboard]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    made = Accounts(Database(tmp_path_factory.mktemp("signing-in") / "accounts.sqlite"))
    made.add("li", Role.ANALYST, Password(PASSWORD))
    return made


@pytest.fixture(autouse=True)
def _nobody_has_to_wait(accounts: Accounts) -> None:
    with accounts.database.writing() as connection:
        connection.execute("DELETE FROM attempt")


def running(accounts: Accounts, shipped: Shipped, viewing: str) -> Iterator[Dashboard]:
    config = accounts.database.file.with_name(f"{viewing}.toml")
    config.write_text(
        f"data_dir = '{shipped.data}'\nwarehouse_dir = '{shipped.warehouse}'\n"
        f"[access]\nviewing = '{viewing}'\naccounts_file = 'accounts.sqlite'\n",
        encoding="utf-8",
    )
    port = free_port()
    with dashboard(config, port, streamlit(port)) as found:
        yield found


@pytest.fixture(scope="module")
def door(accounts: Accounts, shipped: Shipped) -> Iterator[Dashboard]:
    yield from running(accounts, shipped, "open")


@pytest.fixture(scope="module")
def closed(accounts: Accounts, shipped: Shipped) -> Iterator[Dashboard]:
    yield from running(accounts, shipped, "closed")


def fill_in(page: Page, name: str = "li", password: str = PASSWORD) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("button[type=submit]").click()


def account(page: Page) -> str:
    """The words of the header's account."""
    return " ".join(settled(page).locator(".shell-header .account").inner_text().split())


def test_from_a_page_to_the_form_and_back_with_the_view(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/goals?year=2018&lang=en")
    assert account(page) == "Sign in"
    page.locator(".shell-header .account a").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    expect(page.locator("#name")).to_be_focused()

    fill_in(page, password="a wrong password")
    expect(page.locator("[role=alert]")).to_contain_text("not right, or the account is disabled")
    expect(page.locator("#name")).to_have_value("li")
    expect(page.locator("#password")).to_be_focused()

    fill_in(page)
    page.wait_for_url("**/goals?year=2018&lang=en")
    assert account(page) == "li Sign out"


def test_a_session_outlives_a_reload_and_is_shared_by_tabs(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/sign_in")
    fill_in(page)
    assert account(page) == "li 退出"
    page.reload()
    assert account(page) == "li 退出"
    other = page.context.new_page()
    other.goto(f"{door.address}/city?city=140400")
    assert account(other) == "li 退出"


def test_moving_between_pages_keeps_the_account_and_the_way_back(
    door: Dashboard, page: Page
) -> None:
    page.goto(f"{door.address}/")
    settled(page).locator("#page-goals").click()
    page.wait_for_url("**/goals")
    expect(page.locator("#page-goals[aria-current]")).to_be_visible()
    link = page.locator(".shell-header .account a")
    expect(link).to_have_attribute("href", re.compile(r"next=\.%2Fgoals"))


def test_signing_out_stays_on_the_page(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/sign_in?next=goals%3Fyear%3D2018")
    fill_in(page)
    assert account(page) == "li 退出"
    page.locator(".shell-header .account button").click()
    until(page, "!document.querySelector('.shell-header .account form')")
    assert account(page) == "登录"
    assert page.url == f"{door.address}/goals?year=2018"


def test_the_language_chosen_on_the_form_is_kept(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/sign_in?next=goals%3Fyear%3D2018")
    page.locator("a[hreflang=en]").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    fill_in(page)
    page.wait_for_url("**/goals?year=2018&lang=en")


def test_closed_leads_to_the_form_and_back_to_where_one_wanted_to_go(
    closed: Dashboard, page: Page
) -> None:
    page.goto(f"{closed.address}/indicator?id=pm25&city=140400&year=2018")
    page.wait_for_url("**/sign_in?*")
    fill_in(page)
    page.wait_for_url("**/indicator?id=pm25&city=140400&year=2018")
    assert account(page) == "li 退出"
    page.locator(".shell-header .account button").click()
    page.wait_for_url("**/sign_in?*")


def test_a_script_sees_no_cookie_that_opens_anything(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/sign_in")
    fill_in(page)
    account(page)
    assert "zhongyuan" not in page.evaluate("document.cookie")
    kept = {c["name"]: c for c in page.context.cookies() if "zhongyuan" in c["name"]}
    assert len(kept) == 3
    assert all(c["httpOnly"] and c["sameSite"] == "Strict" for c in kept.values())


def test_a_form_on_another_site_signs_nobody_in(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/sign_in")
    page.goto(f"{door.address.replace('127.0.0.1', 'localhost')}/sign_in")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    refused = page.evaluate(SEND_ELSEWHERE, f"{door.address}/sign_in")
    assert refused == "form-action"
    assert asked == []
    assert page.url.startswith(door.address.replace("127.0.0.1", "localhost"))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_can_be_used_by_everyone(
    door: Dashboard, browser: Browser, screen: str, scheme: str, language: str
) -> None:
    context: BrowserContext = browser.new_context(
        viewport=SCREENS[screen],  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    try:
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.goto(f"{door.address}/sign_in?lang={language}")
        assert problems == []
        fill_in(page, password="a wrong password")
        expect(page.locator("[role=alert]")).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [violation["id"] for violation in found] == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= SCREENS[screen]["width"]
        dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert (dark == "rgb(18, 23, 30)") is (scheme == "dark")
    finally:
        context.close()


def test_the_keyboard_is_enough(door: Dashboard, page: Page) -> None:
    page.goto(f"{door.address}/sign_in?next=goals")
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type("li")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/goals")
    assert account(page) == "li 退出"
