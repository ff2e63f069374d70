"""The settings file: what it says is what the program uses, and a slip is explained."""

from dataclasses import replace
from pathlib import Path

import pytest

import settings
from access.policy import Mode, Policy, Viewing
from access.roles import Role
from indicators.language import Language
from settings import Settings, SettingsError, load


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def problem(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(write(folder, text))
    return str(caught.value)


def test_the_shipped_file_names_every_key_with_its_default(tmp_path: Path) -> None:
    shipped = load(settings.FILE)
    text = settings.FILE.read_text(encoding="utf-8")
    tables = {"access": Policy}
    keys = [key for key in Settings.__dataclass_fields__ if key not in tables]
    assert all(f"\n{key} = " in text for key in keys)
    for table, kind in tables.items():
        _, _, below = text.partition(f"\n[{table}]\n")
        assert all(f"\n{key} = " in below for key in kind.__dataclass_fields__)
    (tmp_path / "config.toml").touch()
    default = load(tmp_path / "config.toml")
    resting = {"accounts_file": default.access.accounts_file}
    assert replace(shipped.access, **resting) == default.access
    assert shipped.plan_year == default.plan_year
    assert shipped.default_language == default.default_language
    assert shipped.first_year_looked_at == default.first_year_looked_at
    assert shipped.warehouse_dir.relative_to(settings.FILE.parent).as_posix() == "data/warehouse"


def test_relative_paths_start_at_the_files_folder(tmp_path: Path) -> None:
    read = load(write(tmp_path, 'data_dir = "here"'))
    assert read.data_dir == tmp_path / "here"
    assert read.warehouse_dir == tmp_path / "data" / "warehouse"


def test_absolute_paths_stay_as_they_are(tmp_path: Path) -> None:
    elsewhere = (tmp_path / "elsewhere").as_posix()
    assert load(write(tmp_path, f'warehouse_dir = "{elsewhere}"')).warehouse_dir == Path(elsewhere)


def test_a_language_is_read_as_a_language(tmp_path: Path) -> None:
    assert load(write(tmp_path, 'default_language = "en"')).default_language is Language.EN


def test_an_unknown_key_names_file_key_and_the_likely_one(tmp_path: Path) -> None:
    message = problem(tmp_path, "plan_yaer = 2020")
    assert "config.toml" in message
    assert "'plan_yaer'" in message
    assert "Did you mean 'plan_year'?" in message


def test_an_unknown_key_like_nothing_lists_what_is_possible(tmp_path: Path) -> None:
    message = problem(tmp_path, "xyz = 1")
    assert "Did you mean" not in message
    assert all(key in message for key in Settings.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('plan_year = "2020"', "'2020'"),
        ("plan_year = true", "True"),
        ("data_dir = 3", "3"),
        ('data_dir = ""', "''"),
        ('default_language = "fr"', "'fr'"),
        ("plan_year = 2010", "2010"),
    ],
)
def test_an_impossible_value_is_named(tmp_path: Path, text: str, found: str) -> None:
    message = problem(tmp_path, text)
    assert found in message
    assert text.split(" ")[0] in message


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    assert "config.toml is not valid TOML" in problem(tmp_path, "plan_year = = 1")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load(tmp_path / "nowhere.toml")


def test_the_environment_names_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.VARIABLE, str(write(tmp_path, "plan_year = 2018")))
    assert load().plan_year == 2018
    assert load(settings.FILE).plan_year == 2020
    assert load().warehouse_dir == tmp_path / "data" / "warehouse"


def test_a_relative_name_in_the_environment_starts_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'data_dir = "here"')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(settings.VARIABLE, "config.toml")
    assert load().data_dir == tmp_path / "here"


@pytest.mark.parametrize("value", ["", None])
def test_without_a_name_in_the_environment_the_shipped_file_is_read(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(settings.VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(settings.VARIABLE, value)
    assert load() == load(settings.FILE)


def test_a_name_in_the_environment_of_no_file_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.VARIABLE, str(tmp_path / "gone.toml"))
    with pytest.raises(SettingsError, match=r"gone\.toml does not exist"):
        load()


# --- who may do what


def test_the_access_table_is_read(tmp_path: Path) -> None:
    text = (
        '[access]\nmode = "oidc"\nviewing = "closed"\naccounts_file = "a.sqlite"\n'
        'idle_minutes = 15\nlongest_hours = 8\nname_claim = "email"\nrole_claim = "groups"\n'
        'role_map = { "统计" = "analyst", "*" = "viewer" }\n'
    )
    read = load(write(tmp_path, text)).access
    assert (read.mode, read.viewing) == (Mode.OIDC, Viewing.CLOSED)
    assert read.accounts_file == tmp_path / "a.sqlite"
    assert (read.idle_seconds, read.longest_seconds) == (900, 8 * 3600)
    assert (read.name_claim, read.role_claim) == ("email", "groups")
    assert dict(read.role_map) == {"统计": Role.ANALYST, "*": Role.VIEWER}


def test_a_table_left_out_keeps_its_defaults(tmp_path: Path) -> None:
    read = load(write(tmp_path, "[access]\nidle_minutes = 5")).access
    assert (read.mode, read.viewing, read.idle_minutes) == (Mode.LOCAL, Viewing.OPEN, 5)
    assert read.accounts_file == tmp_path / "data" / "accounts" / "accounts.sqlite"


def test_an_unknown_key_of_a_table_is_named_with_the_likely_one(tmp_path: Path) -> None:
    message = problem(tmp_path, '[access]\nmoed = "local"')
    assert "unknown key 'access.moed'" in message
    assert "Did you mean 'access.mode'?" in message
    assert "access.role_map" in message


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("access = 1", "'access' must be a table, found 1"),
        ('[access]\nmode = "ldap"', "'access.mode' must be one of 'local', 'oidc', found 'ldap'"),
        ("[access]\nviewing = true", "'access.viewing' must be a text in quotes, found True"),
        ("[access]\nidle_minutes = 0", "'access.idle_minutes' must be at least 1, found 0"),
        ("[access]\nlongest_hours = -1", "'access.longest_hours' must be at least 1"),
        ('[access]\nlongest_hours = "12"', "'access.longest_hours' must be a whole number"),
        ('[access]\nrole_map = ["x"]', "'access.role_map' must be a table"),
        (
            '[access]\nrole_map = { "x" = "boss" }',
            "'access.role_map.x' must be one of 'viewer', 'analyst', 'publisher', 'admin'",
        ),
        ('[access]\nmode = "oidc"', "'access.role_map' is empty"),
    ],
)
def test_an_impossible_value_of_a_table_is_named(tmp_path: Path, text: str, named: str) -> None:
    assert named in problem(tmp_path, text)


def test_a_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    assert load(write(tmp_path, "plan_year = 2020\n")).plan_year == 2020
    assert load(write(tmp_path, "plan_year = 2025 # later\n")).plan_year == 2025
