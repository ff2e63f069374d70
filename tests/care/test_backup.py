"""The backup that deploy/ offers, restored on another machine: everything is there and whole."""

import shutil
import subprocess
from pathlib import Path

import pytest

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from tests.care.conftest import Kept
from tests.conftest import ROOT
from tests.crafted import figures

NEEDED = ("sh", "tar", "flock", "python3")
LACKS = " and ".join(name for name in NEEDED if not shutil.which(name))


@pytest.mark.skipif(bool(LACKS), reason=f"needs {LACKS}")
def test_a_backup_restores_the_whole_installation(kept: Kept, tmp_path: Path) -> None:
    state, config = tmp_path / "state", tmp_path / "etc"
    shutil.copytree(kept.root, state / "data", ignore=shutil.ignore_patterns("warehouse"))
    Accounts(Database(state / "accounts" / "accounts.sqlite")).add(
        "li", Role.ANALYST, Password("correct horse battery")
    )
    config.mkdir()
    (config / "config.toml").write_text('default_language = "en"\n', "utf-8")
    command = [ROOT / "deploy" / "backup.sh", state, config, tmp_path / "backup"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    archive = Path(done.stdout.strip())
    assert archive.stat().st_mode & 0o077 == 0, "it holds accounts"

    restored = tmp_path / "restored"
    restored.mkdir()
    subprocess.run(["tar", "-xzf", archive, "-C", restored], check=True)
    again = Kept(restored / "data")
    again.build()
    assert again.damage() == []
    assert figures(again) == figures(kept)
    assert again.submissions() == kept.submissions()
    accounts = Accounts(Database(restored / "accounts" / "accounts.sqlite"))
    assert [account.name for account in accounts.all()] == ["li"]
    assert (restored / "config" / "config.toml").read_text("utf-8") == 'default_language = "en"\n'
