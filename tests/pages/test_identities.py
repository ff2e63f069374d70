"""Pages for different people: who is told apart, what the header says, what a refusal says."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import settings
from access import ANONYMOUS, Identity, NotAllowed, Permission, Role, require
from access.policy import Mode
from indicators.language import Language
from pages import PAGES, PATHS, Entry
from pages.access import entries, links, uploads
from pages.access.visit import Visit, session_cookie
from pages.frame import notices, shell
from pages.frame.context import Context, read_context
from presentation.texts import texts
from tests.crafted import Folder

ROOT = Path(__file__).resolve().parents[2]
CLAIMS: dict[str, Any] = {
    "is_logged_in": True, "iss": "https://office.example", "sub": "u-1", "name": "王芳",
    "roles": ["statistics"], "nonce": "n",
}  # fmt: skip
Open = Callable[..., str]


def stated(**others: Any) -> dict[str, Any]:
    """What the office's provider has just stated about someone."""
    return {**CLAIMS, "iat": time.time(), **others}


@pytest.fixture
def office(
    built_once: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Open]:
    """The application of an office, open or closed; it is opened with claims."""

    def with_viewing(viewing: str) -> Open:
        config = tmp_path / f"{viewing}.toml"
        config.write_text(
            f"data_dir = '{built_once.root}'\nwarehouse_dir = '{built_once.warehouse}'\n"
            f"[access]\nmode = 'oidc'\nviewing = '{viewing}'\naccounts_file = 'a.sqlite'\n"
            "role_map = { statistics = 'analyst' }\n",
            encoding="utf-8",
        )
        monkeypatch.setenv(settings.VARIABLE, str(config))

        def opened(**claims: Any) -> str:
            app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
            app.user = claims
            app.run()
            assert not app.exception
            bodies = [html.proto.body for html in app.get("html")]
            bodies += [markup.proto.bytes.decode() for markup in app.get("bidi_component")]
            return "\n".join(body for body in bodies if "<style>" not in body)

        return opened

    return with_viewing


def heading(html: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    return re.sub(r"<[^>]*>", "", found[1]) if found else ""


def account(html: str) -> str:
    """The words of the header's account."""
    found = re.search(r'<div class="account">(.*?)</div>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split()) if found else ""


def test_a_visitor_sees_everything_that_is_open_and_a_way_in(office: Callable[[str], Open]) -> None:
    shown = office("open")()
    assert account(shown) == "登录"
    assert 'href="./sign_in?next=.%2F&amp;lang=zh"' in shown


def test_the_header_says_who_is_signed_in_with_a_way_out(office: Callable[[str], Open]) -> None:
    shown = office("open")(**stated())
    assert account(shown) == "王芳 退出"
    assert 'title="已登录：王芳（分析员）"' in shown


def test_a_name_is_shown_as_text(office: Callable[[str], Open]) -> None:
    shown = office("open")(**stated(name="<script>alert(1)</script>"))
    assert "<script" not in shown
    assert "&lt;script" in shown


def test_who_has_no_role_looks_like_a_visitor_where_all_may(office: Callable[[str], Open]) -> None:
    shown = office("open")(**stated(roles=["cooking"]))
    assert 'title="已登录：王芳（查看）"' in shown


def test_where_it_is_closed_visitors_are_asked(office: Callable[[str], Open]) -> None:
    assert heading(office("closed")()) == "请先登录"


def test_where_it_is_closed_a_role_is_needed(office: Callable[[str], Open]) -> None:
    shown = office("closed")(**stated(roles=["cooking"]))
    assert heading(shown) == "您还没有查看权限"
    assert "王芳" in shown
    assert "./sign_out?token=" in shown


def test_where_it_is_closed_a_role_opens(office: Callable[[str], Open]) -> None:
    assert account(office("closed")(**stated())) == "王芳 退出"


@pytest.mark.parametrize(
    "claims",
    [
        {"is_logged_in": False},
        {"sub": None},
        {"iat": None},
        {"iat": 1_000_000_000},
        {"iat": 99_000_000_000},
    ],
)
def test_a_statement_that_does_not_hold_is_nobodys(
    office: Callable[[str], Open], claims: dict[str, Any]
) -> None:
    assert heading(office("closed")(**stated(**claims))) == "请先登录"


def test_local_accounts_are_not_opened_by_what_a_provider_states(
    office: Callable[[str], Open], tmp_path: Path
) -> None:
    opened = office("closed")
    config = tmp_path / "closed.toml"
    config.write_text(config.read_text("utf-8").replace("'oidc'", "'local'"), encoding="utf-8")
    assert heading(opened(**stated())) == "请先登录"


# --- pages with a permission


def an_entry(permission: Permission | None, key: str = "secret") -> Entry:
    return Entry(key, "data", key, "nav.catalogue", rendered, permission)


def rendered(context: Context) -> None:
    raise RuntimeError(f"rendered for {context.identity.shown}")


def a_context(built: Folder, identity: Identity) -> Context:
    reader = built.reader()
    try:
        return read_context(
            {}, settings=settings.Settings(), reader=reader, paths=PATHS, identity=identity
        )
    finally:
        reader.close()


PEOPLE = {role: Identity("li", "Li", role) for role in Role}


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (None, [None, *Role]),
        (Permission.VIEW, list(Role)),
        (Permission.CHECK, [Role.ANALYST, Role.PUBLISHER, Role.ADMIN]),
        (Permission.WITHDRAW, [Role.ANALYST, Role.PUBLISHER, Role.ADMIN]),
        (Permission.GO_BACK, [Role.PUBLISHER, Role.ADMIN]),
        (Permission.MANAGE_ACCOUNTS, [Role.ADMIN]),
    ],
)
def test_a_page_is_there_for_those_who_may_at_least_with_their_own(
    permission: Permission | None, roles: list[Role | None]
) -> None:
    entry = an_entry(permission)
    everyone = {None: ANONYMOUS, **PEOPLE}
    assert [r for r, who in everyone.items() if entries.open_to(who, [entry])] == roles


def test_a_page_asks_again_inside(built_once: Folder) -> None:
    entry = an_entry(Permission.CHECK)
    with pytest.raises(NotAllowed):
        entries.render(entry, a_context(built_once, PEOPLE[Role.VIEWER]))
    with pytest.raises(RuntimeError, match="rendered for Li"):
        entries.render(entry, a_context(built_once, PEOPLE[Role.ANALYST]))


def test_pages_without_a_permission_are_there_for_everyone() -> None:
    public = tuple(entry for entry in PAGES if entry.permission is None)
    assert entries.open_to(ANONYMOUS, PAGES) == public
    assert PAGES[0] in public, "the start page"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("who", [ANONYMOUS, *PEOPLE.values()])
def test_a_refusal_is_told_in_the_readers_words(
    who: Identity, permission: Permission, language: Language
) -> None:
    try:
        require(who, permission, owner="wang")
    except NotAllowed as refusal:
        told = notices.denied(texts(language), refusal)
        assert len(told) > 6
        assert re.search(r"[\u4e00-\u9fff]", told) if language is Language.ZH else told.isascii()


def test_a_page_that_refuses_says_so_instead_of_failing(built_once: Folder) -> None:
    def run(context, shown):  # type: ignore[no-untyped-def]
        shown(context)

    def refuse(context: Context) -> None:
        notices.or_failed(lambda: require(context.identity, Permission.GO_BACK), context)

    context = a_context(built_once, PEOPLE[Role.ANALYST])
    app = AppTest.from_function(run, args=(context, refuse), default_timeout=30).run()
    (html,) = app.get("html")
    assert "退回旧版本需要“发布员”或更高的角色，您现在的角色是“分析员”。" in html.proto.body


# --- links


def test_the_header_without_links_shows_no_account(built_once: Folder) -> None:
    context = a_context(built_once, ANONYMOUS)
    assert "account" not in shell.header(context, PAGES, PAGES[0])


def test_a_local_account_leaves_by_a_form_and_an_office_account_by_a_link() -> None:
    chosen = settings.Settings().access
    t = texts(Language.EN)
    visit = Visit(PEOPLE[Role.ANALYST], token="abc")
    local = links.account(visit, chosen, t, "goals?year=2018")
    assert (local.name, local.role, local.token) == ("Li", "analyst", "abc")
    assert (local.href, local.back) == ("", "./goals?year=2018")
    office = links.account(visit, replace(chosen, mode=Mode.OIDC), t, "goals")
    assert (office.href, office.token) == ("./sign_out?token=abc", "")


def test_two_installations_on_one_machine_have_cookies_of_their_own() -> None:
    one, other = session_cookie(Path("/a/x.sqlite")), session_cookie(Path("/b/x.sqlite"))
    assert one != other
    assert re.fullmatch(r"zhongyuan_session_[0-9a-f]{8}", one)


# --- uploads


def test_only_sessions_whose_latest_run_may_send_files_do() -> None:
    sessions = uploads.Sessions()
    assert not sessions.may_send("one")
    sessions.note("one", True)
    assert sessions.may_send("one")
    assert not sessions.may_send("two")
    sessions.note("one", False)
    assert not sessions.may_send("one")


def test_of_very_many_sessions_the_oldest_have_to_run_again() -> None:
    sessions = uploads.Sessions()
    for number in range(uploads.MOST + 1):
        sessions.note(str(number), True)
    assert not sessions.may_send("0")
    assert sessions.may_send("1")
    assert sessions.may_send(str(uploads.MOST))
