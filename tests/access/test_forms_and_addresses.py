"""Where a form may come from, and where it may lead."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access import forms
from access.addresses import way_back


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("", "./"),
        ("./", "./"),
        ("goals", "./goals"),
        ("./goals?year=2018&lang=en", "./goals?year=2018&lang=en"),
        ("?year=2018", "./?year=2018"),
        ("indicator?id=gdp&city=140400", "./indicator?id=gdp&city=140400"),
        ("goals?q=%E6%99%8B%E5%9F%8E", "./goals?q=%E6%99%8B%E5%9F%8E"),
        ("goals?a=&b", "./goals?a=&b="),
    ],
)
def test_pages_of_the_application_are_led_to(asked: str, led: str) -> None:
    assert way_back(asked) == led


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/goals",
        "https://evil.example", "https:evil.example", "javascript:alert(1)", "data:text/html,x",
        "../x", "..", ".", "./..", ".//evil.example", "./\\evil.example", "goals/../x", "goals/x",
        "%2f%2fevil.example", "%2e%2e", "goals#x", "goals\n", "\tgoals", " goals", "goals\r\nX: y",
        "./goals\u2028", "sign_in", "./sign_in?next=goals", "sign_out?token=x", "oauth2callback",
        "ｇoals", "@evil.example", "evil.example:80", "x" * 3000, None,
    ],
)  # fmt: skip
def test_nothing_else_is(evil: str | None) -> None:
    assert way_back(evil) == "./"


@given(st.text(max_size=60))
def test_whatever_is_asked_for_it_stays_on_this_server(asked: str) -> None:
    led = urlsplit(urljoin("http://here.example/base/sign_in", way_back(asked)))
    assert (led.scheme, led.netloc) == ("http", "here.example")
    assert led.path.startswith("/base/")
    assert "/" not in led.path.removeprefix("/base/")
    assert way_back(asked).isascii()
    assert way_back(asked).isprintable()


@given(st.text(max_size=60))
def test_a_way_back_is_one_as_well(asked: str) -> None:
    assert way_back(way_back(asked)) == way_back(asked)


# --- forms


def test_a_form_fits_its_own_cookie_and_purpose_only() -> None:
    mark = forms.new_mark()
    token = forms.token_for("in", mark)
    assert forms.is_genuine("in", mark, token)
    assert not forms.is_genuine("out", mark, token)
    assert not forms.is_genuine("in", forms.new_mark(), token)
    assert not forms.is_genuine("in", mark, token[:-1])
    assert not forms.is_genuine("in", mark, "")
    assert mark not in token


def test_without_a_cookie_no_form_is_genuine() -> None:
    assert not forms.is_genuine("in", "", forms.token_for("in", ""))


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://changed.example"}, True),
        (
            {"sec-fetch-site": "cross-site", "origin": "http://here:8501", "host": "here:8501"},
            False,
        ),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://here:8501", "host": "here:8501"}, True),
        ({"origin": "https://here", "host": "127.0.0.1:8501", "x-forwarded-host": "here"}, True),
        ({"origin": "http://here:9000", "host": "here:8501"}, False),
        ({"origin": "http://evil.example", "host": "here:8501"}, False),
        ({"origin": "null", "host": "here:8501"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://here:8501"}, False),
        ({"host": "here:8501"}, True),
    ],
)
def test_a_form_comes_from_this_server(headers: dict[str, str], same: bool) -> None:
    assert forms.is_same_origin(headers) is same


def test_a_form_is_read() -> None:
    body = b"name=%E7%8E%8B&password=a+b%26c&name=second&empty="
    assert forms.fields("application/x-www-form-urlencoded; charset=utf-8", body) == {
        "name": "王", "password": "a b&c", "empty": "",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data", "text/plain"])
def test_what_is_no_form_has_no_fields(kind: str) -> None:
    assert forms.fields(kind, b"name=li") == {}


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join(b"a=%d" % n for n in range(99))])
def test_a_broken_form_has_no_fields(body: bytes) -> None:
    assert forms.fields(forms.TYPE, body) == {}
