"""docs/access.md says of roles, commands and numbers what the program does."""

import re
import tomllib

import pytest
import typer

from access.__main__ import app
from access.permissions import Permission, Role
from access.roles import FOR_EVERYONE, FOR_ONESELF
from access.throttle import ACCOUNT, CLIENT
from pages.access.office_door import _NEEDED, check
from settings import Settings
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\w+) \| (\w+) \| .+ \| (everyone's|one's own) \|$", re.MULTILINE)


def granted() -> set[tuple[str, str, str]]:
    """What each role may do beyond the role before it."""
    found, before = set(), frozenset[Permission]()
    for role in Role:
        found |= {(role.value, p.value, "everyone's") for p in FOR_EVERYONE[role] - before}
        found |= {(role.value, p.value, "one's own") for p in FOR_ONESELF.get(role, ())}
        before = FOR_EVERYONE[role]
    return found


def test_the_table_of_roles_is_what_the_program_allows() -> None:
    rows = ROW.findall(TEXT)
    assert len(rows) == len(set(rows))
    assert set(rows) == granted()


def commands() -> dict[str, typer.models.CommandInfo]:
    command = typer.main.get_command(app)
    return {n: c for n, c in command.commands.items() if not c.hidden}  # type: ignore[attr-defined]


def test_every_command_is_explained_and_shown() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    shown = set(re.findall(r"^python3 manage\.py access (\w+)", TEXT, re.MULTILINE))
    assert explained == shown == set(commands())


def test_every_option_of_the_commands_is_named() -> None:
    options = {
        name for c in commands().values() for p in c.params for name in p.opts  # type: ignore[attr-defined]
        if name.startswith("--")
    }  # fmt: skip
    assert "--role" in options
    assert [name for name in options - {"--help"} if name not in TEXT] == []


def blocks() -> list[dict[str, dict[str, object]]]:
    found = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    return [tomllib.loads(block) for block in found]


def test_the_example_of_secrets_is_one_that_the_server_takes() -> None:
    (secrets,) = [b for b in blocks() if "auth" in b]
    assert set(secrets["auth"]) == set(_NEEDED)
    check(secrets | {"auth": secrets["auth"] | {"cookie_secret": "x" * 32}})


def test_the_example_of_settings_is_one_that_the_program_takes(tmp_path) -> None:
    import settings

    (chosen,) = [b for b in blocks() if "access" in b]
    file = tmp_path / "config.toml"
    (text,) = [t for t in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL) if "[access]" in t]
    file.write_text(text, encoding="utf-8")
    read = settings.load(file).access
    assert read.mode == chosen["access"]["mode"]
    assert read.role_map == {
        "statistics": Role.ANALYST, "statistics-heads": Role.PUBLISHER, "*": Role.VIEWER,
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        f"`idle_minutes` without a click ({Settings().access.idle_seconds // 60})",
        f"`longest_hours` in any case ({Settings().access.longest_seconds // 3600})",
        f"After {ACCOUNT.free} failed attempts",
        f"{ACCOUNT.first} seconds, then twice as long",
        f"up to {ACCOUNT.longest // 60} minutes",
        f"address {CLIENT.free} attempts are free",
    ],
)
def test_numbers_are_those_of_the_program(sentence: str) -> None:
    assert sentence in " ".join(TEXT.split())


def test_every_setting_of_access_is_explained() -> None:
    config = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    assert [key for key in config["access"] if key not in TEXT] == []
