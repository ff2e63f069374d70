"""The files in deploy/: the unit is one that systemd takes, hardened; the document names them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
DOCUMENT = (ROOT / "docs" / "deploy.md").read_text("utf-8")
analyze = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(not analyze, reason="needs systemd-analyze")


def test_the_document_names_every_file_and_every_file_is_there() -> None:
    named = set(re.findall(r"`deploy/([\w.]+)`", DOCUMENT))
    assert named == {path.name for path in DEPLOY.iterdir()}


@needs_systemd
def test_systemd_takes_the_unit() -> None:
    unit = DEPLOY / "zhongyuan.service"
    done = subprocess.run(
        [str(analyze), "verify", unit], capture_output=True, encoding="utf-8", check=False
    )
    said = [s for s in done.stderr.splitlines() if "zhongyuan.service" in s]
    # The program is not installed on a machine that runs tests.
    assert [s for s in said if "is not executable" not in s] == []


@needs_systemd
def test_systemd_finds_the_unit_well_protected() -> None:
    command = [str(analyze), "security", "--offline=true", DEPLOY / "zhongyuan.service"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    found = re.search(r"exposure level for zhongyuan.service: (\d+\.\d)", done.stdout)
    if not found:
        pytest.skip("this systemd-analyze cannot look at a file")
    assert float(found[1]) < 2


def test_the_settings_are_settings() -> None:
    chosen = settings.load(DEPLOY / "config.toml")
    state = Path("/var/lib/zhongyuan")
    assert chosen.data_dir == state / "data"
    assert chosen.warehouse_dir == state / "warehouse"
    assert chosen.access.accounts_file == state / "accounts" / "accounts.sqlite"
