"""docs/security.md names, for each threat, tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")


def threats() -> list[list[str]]:
    """The rows of the tables: threat, what stands against it, tests."""
    rows = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] != "threat"]


def known_names() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {
        name
        for file in files
        for name in re.findall(r"^def (test_\w+)\(", file.read_text("utf-8"), re.MULTILINE)
    }


def test_each_threat_has_a_test_that_exists() -> None:
    there = known_names()
    assert len(threats()) >= 20
    for threat, against, held_by in threats():
        named = re.findall(r"`(test_\w+)`", held_by)
        assert against, threat
        assert named, threat
        assert [name for name in named if name not in there] == [], threat
