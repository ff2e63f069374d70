"""docs/briefing.md names every command, option and format, and nothing else."""

import re
from pathlib import Path

from typer.main import get_command

from presentation.briefing.__main__ import app
from presentation.briefing.number import read
from presentation.briefing.pack import Kind
from presentation.briefing.request import Order

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "briefing.md").read_text(encoding="utf-8")
SPANS = re.findall(r"`([^`]+)`", TEXT)


def test_every_command_and_option_is_described() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    options = {
        o for c in commands.values() for p in c.params for o in p.opts if o.startswith("--")
    } - {"--help"}
    written = set(re.findall(r"--[a-z]+", TEXT))
    assert set(commands) <= set(SPANS)
    assert written == options


def test_every_format_and_order_is_described() -> None:
    words = {word for span in SPANS for word in span.split()}
    assert {kind.value for kind in Kind} | {order.value for order in Order} <= words


def test_the_example_is_written_as_a_number_is() -> None:
    key, _ = read("0022-3N0B-RRAE")
    assert (key.release, key.year) == (1, 2020)
