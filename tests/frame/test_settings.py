"""The settings file: what it says is what the program uses, and a slip is explained."""

from pathlib import Path

import pytest

import settings
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
    assert all(f"\n{key} = " in text for key in Settings.__dataclass_fields__)
    (tmp_path / "config.toml").touch()
    default = load(tmp_path / "config.toml")
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
