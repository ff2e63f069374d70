"""An installation for the time of a measurement: a release of its own, and one analyst."""

import subprocess
import sys
from pathlib import Path

import settings
from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from access.sign_in import Attempt, SignedIn
from pages.access.local_door import LocalDoor

ROOT = Path(__file__).resolve().parents[1]
_ANALYST, _PASSWORD = "benchmark", "correct horse battery"


def install(folder: Path, data: Path = ROOT / "data") -> Path:
    """Build a release of a data folder, and return settings that name it."""
    config, warehouse = folder / "config.toml", (folder / "warehouse").as_posix()
    config.write_text(
        f'data_dir = "{data.as_posix()}"\nwarehouse_dir = "{warehouse}"\n'
        '[access]\naccounts_file = "accounts.sqlite"\n',
        encoding="utf-8",
    )
    accounts = Accounts(Database(folder / "accounts.sqlite"))
    accounts.add(_ANALYST, Role.ANALYST, Password(_PASSWORD))
    build = [sys.executable, "-m", "etl", "build", "--data", str(data), "--warehouse", warehouse]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return config


def analyst(config: Path) -> str:
    """Sign the analyst in; return the cookie that a browser would then send."""
    chosen = settings.load(config)
    door = LocalDoor(chosen.access, chosen.default_language)
    outcome = door.sign_in(Attempt(_ANALYST, Password(_PASSWORD), client="", device=""))
    if not isinstance(outcome, SignedIn):
        raise AssertionError("the analyst of the benchmark was not let in")
    return f"{door.cookies.session}={outcome.token}"
