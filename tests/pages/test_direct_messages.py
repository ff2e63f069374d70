"""A viewer reaches nothing that needs a permission: by menu, by address, by direct message."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from pages import PAGES
from tests.crafted import Folder
from tests.guarded import DONE, SECRET
from tests.serving import Dashboard, dashboard, free_port
from tests.visiting import Visitor

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, built_once: Folder) -> Path:
    """Settings and accounts: an analyst and a viewer."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "config.toml").write_text(
        f"data_dir = '{built_once.root}'\nwarehouse_dir = '{built_once.warehouse}'\n"
        "[access]\naccounts_file = 'accounts.sqlite'\n",
        encoding="utf-8",
    )
    accounts = Accounts(Database(folder / "accounts.sqlite"))
    accounts.add("analyst", Role.ANALYST, Password(PASSWORD))
    accounts.add("viewer", Role.VIEWER, Password(PASSWORD))
    return folder


@pytest.fixture(scope="module")
def guarded(place: Path) -> Iterator[Dashboard]:
    port = free_port()
    program = ["-m", "tests.guarded", str(port)]
    with dashboard(place / "config.toml", port, program) as running:
        yield running


def visitor(guarded: Dashboard, name: str = "") -> Visitor:
    """Someone with a browser of their own, signed in under a name if there is one."""
    made = Visitor(guarded.address)
    if name:
        assert made.sign_in(name, PASSWORD).status == 303
    return made


@pytest.fixture
def done(place: Path) -> Path:
    """Where each act leaves a line."""
    file = place / DONE
    file.unlink(missing_ok=True)
    return file


@pytest.fixture(scope="module")
def known(guarded: Dashboard) -> tuple[str, str]:
    """What an analyst's browser knows of the page: its hash and its button."""
    with visitor(guarded, "analyst").connection() as analyst:
        run = analyst.run("guarded")
        return run.pages["guarded"], run.button("act")


NOT_ALLOWED = ["", "viewer"]


def test_who_may_finds_the_page_in_the_menu_and_at_its_address(guarded: Dashboard) -> None:
    with visitor(guarded, "analyst").connection() as analyst:
        run = analyst.run("guarded")
    assert f"{SECRET}, analyst" in run.html
    assert "guarded" in run.pages
    assert 'href="./guarded"' in run.html


@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_who_may_not_has_it_in_no_menu(guarded: Dashboard, name: str) -> None:
    with visitor(guarded, name).connection() as other:
        run = other.run()
    assert run.heading
    assert "guarded" not in run.html
    assert "guarded" not in run.pages


@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_its_address_is_no_page_for_them(guarded: Dashboard, name: str) -> None:
    with visitor(guarded, name).connection() as other:
        shown, elsewhere = other.run("guarded"), other.run("nowhere")
    assert SECRET not in shown.html
    assert shown.heading == elsewhere.heading == "没有这个页面"


@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_a_message_that_names_the_page_does_not_open_it(
    guarded: Dashboard, name: str, known: tuple[str, str]
) -> None:
    page_hash, _ = known
    with visitor(guarded, name).connection() as other:
        for run in (
            other.run(page_hash=page_hash),
            other.run("guarded", page_hash=page_hash),
            other.run("goals", page_hash=page_hash),
        ):
            assert run.heading, "there is a page, but another one"
            assert SECRET not in run.html
            assert 'href="./guarded"' not in run.html


@pytest.mark.parametrize("name", NOT_ALLOWED)
def test_a_message_that_presses_its_button_does_nothing(
    guarded: Dashboard, name: str, known: tuple[str, str], done: Path
) -> None:
    page_hash, button = known
    with visitor(guarded, name).connection() as other:
        other.run()
        other.run(page_hash=page_hash, pressed=button)
        other.run("guarded", page_hash=page_hash, pressed=button)
    assert not done.exists()


def test_the_same_messages_work_for_who_may(
    guarded: Dashboard, known: tuple[str, str], done: Path
) -> None:
    page_hash, button = known
    with visitor(guarded, "analyst").connection() as analyst:
        analyst.run("guarded")
        analyst.run(page_hash=page_hash, pressed=button)
    assert done.read_text("utf-8") == "analyst\n"


def test_an_open_connection_loses_the_page_when_its_session_ends(
    guarded: Dashboard, known: tuple[str, str], done: Path
) -> None:
    """The page was shown, its callback is known to the server, and then one signs out."""
    page_hash, button = known
    analyst = visitor(guarded, "analyst")
    with analyst.connection() as connection:
        run = connection.run("guarded")
        token = run.html.partition('name="token" value="')[2].partition('"')[0]
        left = analyst.ask("sign_out", {"token": token}, Origin=guarded.address)
        assert left.status == 303
        after = connection.run(page_hash=page_hash, pressed=button)
    assert not done.exists()
    assert SECRET not in after.html


def test_an_open_connection_loses_the_page_when_the_account_is_disabled(
    guarded: Dashboard, place: Path, known: tuple[str, str], done: Path
) -> None:
    page_hash, button = known
    accounts = Accounts(Database(place / "accounts.sqlite"))
    with visitor(guarded, "analyst").connection() as connection:
        assert SECRET in connection.run("guarded").html
        accounts.disable("analyst")
        try:
            after = connection.run(page_hash=page_hash, pressed=button)
        finally:
            accounts.enable("analyst")
    assert not done.exists()
    assert SECRET not in after.html


def file_of(boundary: str) -> bytes:
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n'
        f"a,b\r\n--{boundary}--\r\n"
    ).encode()


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH"])
@pytest.mark.parametrize(("name", "status"), [("", 403), ("viewer", 403), ("analyst", 204)])
def test_a_file_is_taken_in_only_from_who_may_have_it_checked(
    guarded: Dashboard, name: str, status: int, method: str
) -> None:
    someone = visitor(guarded, name)
    someone.ask("_stcore/health")
    xsrf = next((c.value or "" for c in someone.jar if c.name == "_streamlit_xsrf"), "")
    with someone.connection() as connection:
        connection.run()
        sent = someone.ask(
            f"_stcore/upload_file/{connection.session_id}/one",
            file_of("b"),
            method,
            Content_Type="multipart/form-data; boundary=b",
            X_Xsrftoken=xsrf,
        )
    assert sent.status == (status if method == "PUT" or status == 403 else 405), sent.body


def test_an_address_that_only_ends_like_the_upload_is_refused_as_well(guarded: Dashboard) -> None:
    someone = visitor(guarded)
    for address in ("_stcore/upload_file/none/one", "x/_stcore/upload_file/none/one"):
        sent = someone.ask(address, file_of("b"), "PUT", Content_Type="multipart/form-data")
        assert sent.status == 403


@pytest.mark.parametrize("name", NOT_ALLOWED)
@pytest.mark.parametrize("page", [entry.path for entry in PAGES if entry.permission])
def test_the_pages_that_write_open_for_nobody_else(
    guarded: Dashboard, name: str, page: str
) -> None:
    with visitor(guarded, "analyst").connection() as analyst:
        shown = analyst.run(page)
        page_hash = shown.pages[page]
    with visitor(guarded, name).connection() as other:
        other.run()
        for run in (other.run(page), other.run(page_hash=page_hash)):
            assert f'href="./{page}"' not in run.html
            assert run.heading != shown.heading
