"""The locks: made from the requirements, complete, and naming nothing of the machine."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [
    ("requirements.txt", "requirements.lock"),
    ("requirements.txt", "requirements-dev.lock"),
    ("requirements-dev.txt", "requirements-dev.lock"),
]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;]+)", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(text: str) -> set[tuple[str, str]]:
    return {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in PIN.findall(text)}


@pytest.mark.parametrize(("requirements", "lock"), PAIRS)
def test_a_lock_holds_what_was_asked_for(requirements: str, lock: str) -> None:
    assert pins(read(requirements)) - pins(read(lock)) == set()


def test_the_tests_run_on_the_versions_that_users_get() -> None:
    assert pins(read("requirements.lock")) - pins(read("requirements-dev.lock")) == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_why(name: str) -> None:
    lines = [line for line in read(name).splitlines() if line and not line.startswith("-r")]
    loose = [line for line in lines if not line.startswith("#") and not PIN.match(line)]
    assert loose == []
    assert any(line.startswith("#") for line in lines)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9])", read(lock), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    assert re.findall(r"\S*(?:://|file:|--index-url|--find-links|[\s=]/)\S*", read(lock)) == []
