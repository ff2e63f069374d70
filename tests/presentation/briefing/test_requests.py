"""What goes into a briefing, in which order; and the command line that makes one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.assessment import Light
from presentation.briefing.document import numeral
from presentation.briefing.request import Order, request
from storage.reading import ReleaseReader
from tests.conftest import Shipped
from tests.presentation.briefing.conftest import a_scene

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "presentation.briefing", *map(str, arguments)]
    environ = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=False)


def test_nothing_chosen_is_everything(release: ReleaseReader) -> None:
    asked = request(a_scene(release))
    assert len(asked.indicator_ids) == len(release.catalogue.indicators)
    assert asked.scene.cities == release.plan_cities


def test_the_plans_order_is_that_of_its_goals(release: ReleaseReader) -> None:
    asked = request(a_scene(release), indicators=["museums", "gdp"])
    assert asked.indicator_ids == ("gdp", "museums")
    picked = request(a_scene(release), indicators=["museums", "gdp"], order=Order.PICKED)
    assert picked.indicator_ids == ("museums", "gdp")


def test_lags_first_means_what_is_worst_first(release: ReleaseReader) -> None:
    asked = request(a_scene(release), order=Order.LAGS)
    worst = [[a.light for a in asked.of(i)] for i in asked.indicators]
    assert worst[0].count(Light.BAD) == 3
    assert Light.BAD not in worst[-1]


def test_fewer_cities_narrow_everything_and_the_title(release: ReleaseReader) -> None:
    asked = request(a_scene(release), cities=["140800"], indicators=["pm25"])
    assert asked.title == "运城2020年目标进展情况"
    assert list(asked.assessments) == [("pm25", "140800")]


@pytest.mark.parametrize("unknown", [{"cities": ["1"]}, {"indicators": ["nothing"]}])
def test_what_the_release_does_not_know_is_refused(
    release: ReleaseReader, unknown: dict[str, list[str]]
) -> None:
    with pytest.raises(KeyError):
        request(a_scene(release), **unknown)  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十")])
def testnumerals_are_written_as_in_documents(number: int, text: str) -> None:
    assert numeral(number) == text


def test_the_command_makes_and_checks_without_a_server(shipped: Shipped, tmp_path: Path) -> None:
    where = ("--warehouse", shipped.warehouse)
    done = run("make", *where, "--out", tmp_path, "--indicator", "pm25", "--format", "csv",
               "--format", "png")  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(p.name for p in tmp_path.rglob("*.*")) == [
        "01-pm25.png", "briefing-2020-r1-figures.csv", "briefing-2020-r1-lights.csv",
    ]  # fmt: skip
    refused = run("make", *where, "--out", tmp_path, "--indicator", "nothing")
    assert refused.returncode == 2
    assert b"nothing" in refused.stderr
    assert b"Traceback" not in refused.stderr
    nothing = run("check", "1234", *where)
    assert (nothing.returncode, nothing.stderr) == (2, b"")
    assert "这不是校验号" in nothing.stdout.decode()
