"""Signing in and out with local accounts: the requests, the cookies, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from tests.crafted import Folder
from tests.serving import Dashboard, dashboard, free_port, streamlit
from tests.visiting import Answer, Visitor

PASSWORD = "correct horse battery"
WRONG = "a wrong and secret word"
EVIL = "http://evil.example"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    """Accounts of two installations' tests: li is an analyst."""
    made = Accounts(Database(tmp_path_factory.mktemp("door") / "accounts.sqlite"))
    made.add("li", Role.ANALYST, Password(PASSWORD))
    return made


def running(accounts: Accounts, data: Folder, viewing: str) -> Iterator[Dashboard]:
    config = accounts.database.file.with_name(f"{viewing}.toml")
    config.write_text(
        f"data_dir = '{data.root}'\nwarehouse_dir = '{data.warehouse}'\n"
        f"[access]\nviewing = '{viewing}'\naccounts_file = 'accounts.sqlite'\n",
        encoding="utf-8",
    )
    port = free_port()
    with dashboard(config, port, streamlit(port)) as found:
        yield found


@pytest.fixture(scope="module")
def door(accounts: Accounts, built_once: Folder) -> Iterator[Dashboard]:
    yield from running(accounts, built_once, "open")


@pytest.fixture(scope="module")
def closed(accounts: Accounts, built_once: Folder) -> Iterator[Dashboard]:
    yield from running(accounts, built_once, "closed")


@pytest.fixture
def visitor(door: Dashboard, accounts: Accounts) -> Visitor:
    accounts.enable("li")  # and its failures are forgotten
    with accounts.database.writing() as connection:
        connection.execute("DELETE FROM attempt")
    return Visitor(door.address)


def name_in_header(visitor: Visitor) -> str:
    """Who the page says is signed in."""
    with visitor.connection() as connection:
        shown = connection.run().html
    return shown.partition('title="已登录：')[2].partition("（")[0]


def sent(visitor: Visitor, **changes: str) -> dict[str, str]:
    """The form as the page gave it out, filled in."""
    form = visitor.ask("sign_in?next=goals")
    fields = {name: form.field(name) for name in ("token", "next", "lang")}
    return {**fields, "name": "li", "password": PASSWORD, **changes}


def is_a_refusal(answer: Answer) -> bool:
    return answer.status in (403, 429) and not any("_session_" in c for c in answer.cookies)


def test_the_form_is_the_products_own_page_and_runs_nothing(visitor: Visitor) -> None:
    form = visitor.ask("sign_in")
    assert form.status == 200
    assert "<h1>登录</h1>" in form.body
    assert "<script" not in form.body
    rules = form.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "form-action 'self'" in rules
    assert "frame-ancestors 'none'" in rules
    assert "unsafe" not in rules
    assert form.headers["cache-control"] == "no-store"


def test_the_form_speaks_the_language_of_the_address(visitor: Visitor) -> None:
    assert '<html class="sign-in-page" lang="en">' in visitor.ask("sign_in?lang=en").body
    assert "<h1>Sign in</h1>" in visitor.ask("sign_in?lang=en").body
    assert "<h1>登录</h1>" in visitor.ask("sign_in?lang=xx").body


def test_the_right_password_leads_back_with_a_session(visitor: Visitor) -> None:
    answer = visitor.sign_in("LI", PASSWORD, back="goals?year=2018")
    assert (answer.status, answer.place) == (303, "./goals?year=2018")
    assert name_in_header(visitor) == "li"


def test_no_script_and_no_other_site_gets_at_the_cookies(visitor: Visitor) -> None:
    form = visitor.ask("sign_in")
    answer = visitor.sign_in("li", PASSWORD)
    assert len(form.cookies + answer.cookies) == 3
    for cookie in form.cookies + answer.cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Secure" not in cookie, "this server speaks http"


def test_behind_https_the_cookies_are_sent_over_https_only(visitor: Visitor) -> None:
    form = visitor.ask("sign_in", X_Forwarded_Proto="https")
    answer = visitor.sign_in("li", PASSWORD, **{"X-Forwarded-Proto": "https"})
    assert all("Secure" in cookie for cookie in form.cookies + answer.cookies)


def test_a_wrong_password_is_told_in_words_and_keeps_the_name(visitor: Visitor) -> None:
    answer = visitor.sign_in("li", WRONG, back="goals")
    assert is_a_refusal(answer)
    assert "账号或密码不对，或者账号已停用。" in answer.body
    assert answer.field("name") == "li"
    assert answer.field("next") == "./goals"
    assert WRONG not in answer.body
    assert name_in_header(visitor) == ""


def test_unknown_and_disabled_accounts_get_the_same_page(
    visitor: Visitor, accounts: Accounts
) -> None:
    def page(name: str, password: str) -> str:
        answer = visitor.sign_in(name, password)
        assert is_a_refusal(answer)
        return answer.body.replace(f'value="{name}"', "")

    wrong = page("li", WRONG)
    assert page("nobody", WRONG) == wrong
    accounts.disable("li")
    assert page("li", PASSWORD) == wrong


def test_what_is_typed_is_shown_as_text(visitor: Visitor) -> None:
    answer = visitor.sign_in('"><script>alert(1)</script>', WRONG)
    assert "<script" not in answer.body


def test_too_many_attempts_have_to_wait(visitor: Visitor, accounts: Accounts) -> None:
    assert visitor.sign_in("li", WRONG).status == 403
    with accounts.database.writing() as connection:
        connection.execute("UPDATE attempt SET failures = failures + 11")
    answer = visitor.sign_in("li", PASSWORD)
    assert answer.status == 429
    assert 200 < int(answer.headers["retry-after"]) <= 256
    assert "尝试次数太多，请 5 分钟后再试。" in answer.body


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused(visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.sign_in("li", PASSWORD, **headers)
    assert is_a_refusal(answer)
    assert "表单已过期" in answer.body


def test_a_form_that_was_not_given_out_is_refused(visitor: Visitor) -> None:
    fields = sent(visitor)
    for changed in ({"token": ""}, {"token": "0" * 64}):
        assert is_a_refusal(visitor.ask("sign_in", {**fields, **changed}))
    stranger = Visitor(visitor.address)
    stranger.ask("sign_in")
    assert is_a_refusal(stranger.ask("sign_in", fields)), "a token fits one browser's cookie"
    assert is_a_refusal(Visitor(visitor.address).ask("sign_in", fields)), "no cookie at all"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x" * 100_000, "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"--b--", "multipart/form-data; boundary=b"),
    ],
)
def test_anything_else_that_is_sent_is_refused(visitor: Visitor, body: bytes, kind: str) -> None:
    assert is_a_refusal(visitor.ask("sign_in", body, Content_Type=kind))


@pytest.mark.parametrize("back", [EVIL, "//evil.example", "/\\evil.example", "../x", "sign_in"])
def test_no_form_leads_to_another_place(visitor: Visitor, back: str) -> None:
    assert visitor.sign_in("li", PASSWORD, back=back).place == "./"
    direct = visitor.ask("sign_in", sent(visitor, next=back), Origin=visitor.address)
    assert direct.place in ("./", ""), "also when the field is changed"
    assert "evil" not in visitor.ask(f"sign_in?next={back}").body


def test_who_is_signed_in_is_led_on_instead_of_asked(visitor: Visitor) -> None:
    visitor.sign_in("li", PASSWORD)
    again = visitor.ask("sign_in?next=goals")
    assert (again.status, again.place) == (303, "./goals")


def test_signing_in_again_ends_the_session_before(visitor: Visitor) -> None:
    fields = sent(visitor)
    visitor.ask("sign_in", fields, Origin=visitor.address)
    first = visitor.cookie("_session_").value
    visitor.ask("sign_in", fields, Origin=visitor.address)
    second = visitor.cookie("_session_").value
    assert first != second
    visitor.cookie("_session_").value = first
    assert name_in_header(visitor) == ""


def sign_out_token(visitor: Visitor) -> str:
    with visitor.connection() as connection:
        return connection.run().html.partition('name="token" value="')[2].partition('"')[0]


def test_signing_out_ends_the_session_on_the_server(visitor: Visitor) -> None:
    visitor.sign_in("li", PASSWORD)
    kept = visitor.cookies
    answer = visitor.ask("sign_out", {"token": sign_out_token(visitor), "next": "goals"})
    assert (answer.status, answer.place) == (303, "./goals")
    assert not any("_session_" in cookie.name for cookie in visitor.jar)
    stolen = Visitor(visitor.address)
    assert "_session_" in kept
    assert stolen.ask("sign_in?next=goals", Cookie=kept).status == 200, "asked, not led on"


@pytest.mark.parametrize(("token", "headers"), [("", {}), ("0" * 64, {}), (None, {"Origin": EVIL})])
def test_no_other_site_can_sign_someone_out(
    visitor: Visitor, token: str | None, headers: dict[str, str]
) -> None:
    visitor.sign_in("li", PASSWORD)
    form = {"token": sign_out_token(visitor) if token is None else token}
    assert visitor.ask("sign_out", form, **headers).status == 303
    assert name_in_header(visitor) == "li"


def test_a_forged_session_is_nobodys(visitor: Visitor) -> None:
    visitor.sign_in("li", PASSWORD)
    visitor.cookie("_session_").value = "forged"
    assert name_in_header(visitor) == ""


def test_a_new_password_ends_the_session_of_an_open_page(
    visitor: Visitor, accounts: Accounts
) -> None:
    visitor.sign_in("li", PASSWORD)
    with visitor.connection() as connection:
        assert "已登录" in connection.run().html
        accounts.change_password("li", Password(PASSWORD))
        assert "已登录" not in connection.run().html


def test_accounts_that_cannot_be_read_are_told_and_open_nothing(
    visitor: Visitor, accounts: Accounts
) -> None:
    visitor.sign_in("li", PASSWORD)
    file = accounts.database.file
    aside = file.rename(file.with_suffix(".aside"))
    try:
        file.write_bytes(b"no database " * 100)
        fresh = Visitor(visitor.address)
        answer = fresh.sign_in("li", PASSWORD)
        assert answer.status == 503
        assert "现在无法登录" in answer.body
        with visitor.connection() as connection:
            shown = connection.run()
        assert "已登录" not in shown.html
        assert shown.heading, "looking needs no account"
    finally:
        aside.replace(file)


def test_the_log_holds_no_password_and_no_token(
    visitor: Visitor, door: Dashboard, accounts: Accounts
) -> None:
    visitor.sign_in("li", WRONG)
    visitor.sign_in(WRONG, PASSWORD)
    visitor.sign_in("li", PASSWORD)
    said = door.written()
    assert f"A sign-in for account {accounts.database.keyed('in the log', 'li')[:8]}" in said
    for secret in (PASSWORD, WRONG, visitor.cookie("_session_").value or ""):
        assert secret not in said
    assert isinstance(accounts.database.file, Path)


# --- closed to those who have not signed in


@pytest.mark.parametrize("address", ["", "goals", "indicator", "city", "catalogue", "nowhere"])
def test_every_page_asks_to_sign_in_first(closed: Dashboard, address: str) -> None:
    with Visitor(closed.address).connection() as connection:
        run = connection.run(address)
    assert run.heading == "请先登录"
    assert f'href="./sign_in?next=.%2F{address}&amp;lang=zh"' in run.html
    assert "frame-footer" not in run.html
    assert "晋城" not in run.html.partition("<style>")[0] + run.html.rpartition("</style>")[2]


def test_a_closed_dashboard_is_open_after_signing_in(closed: Dashboard, visitor: Visitor) -> None:
    someone = Visitor(closed.address)
    assert not visitor.ask("_stcore/health").place
    assert someone.sign_in("li", PASSWORD, back="goals").place == "./goals"
    assert name_in_header(someone) == "li"
    assert "登录后才能查看" in Visitor(closed.address).ask("sign_in").body


def test_a_message_that_names_a_page_does_not_open_it_to_strangers(
    closed: Dashboard, visitor: Visitor
) -> None:
    someone = Visitor(closed.address)
    assert not visitor.ask("_stcore/health").place
    someone.sign_in("li", PASSWORD)
    with someone.connection() as connection:
        pages = connection.run().pages
    with Visitor(closed.address).connection() as connection:
        for address, page_hash in pages.items():
            assert connection.run(page_hash=page_hash).heading == "请先登录"
            assert connection.run(address, page_hash=page_hash).heading == "请先登录"
