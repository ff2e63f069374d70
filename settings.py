"""The application's settings: `config.toml` as one frozen value.

Theme and server belong to Streamlit (`.streamlit/config.toml`), texts to
`presentation/texts.toml`. Only `app.py` and the command line read settings; everything else
is handed what it needs.
"""

import difflib
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from indicators.language import Language

FILE = Path(__file__).resolve().with_name("config.toml")


class SettingsError(ValueError):
    """A settings file that cannot be used; the message names file, key and what is possible."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may decide; `config.toml` says what each key is for."""

    data_dir: Path = Path("data")
    warehouse_dir: Path = Path("data/warehouse")
    default_language: Language = Language.ZH
    first_year_looked_at: int = 2016
    plan_year: int = 2020


def load(file: Path = FILE) -> Settings:
    """Read the settings from `file`; keys it leaves out keep their defaults.

    Raises `SettingsError` for a file that is missing or is not TOML, for an unknown key and for
    a value that is not possible.
    """
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{file} does not exist") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{file} is not valid TOML: {problem}") from None
    known = [field.name for field in fields(Settings)]
    for key in written:
        if key not in known:
            raise SettingsError(_unknown(file, key, known))
    values = {key: _value(file, key, value) for key, value in written.items()}
    return _checked(file, _resolved(file.parent, replace(Settings(), **values)))


def _unknown(file: Path, key: str, possible: list[str]) -> str:
    close = difflib.get_close_matches(key, possible, n=1)
    guess = f" Did you mean '{close[0]}'?" if close else ""
    return f"{file}: unknown key '{key}'.{guess} Possible keys: {', '.join(possible)}"


def _value(file: Path, key: str, value: object) -> Any:
    """Convert one value to its field's type; a year must not be `true` or "2020"."""
    wanted = type(getattr(Settings(), key))
    if wanted is int:
        if type(value) is int:
            return value
        raise SettingsError(f"{file}: '{key}' must be a whole number, found {value!r}")
    if not isinstance(value, str) or not value:
        raise SettingsError(f"{file}: '{key}' must be a text in quotes, found {value!r}")
    if wanted is Language:
        if value not in set(Language):
            possible = ", ".join(f"'{language}'" for language in Language)
            raise SettingsError(f"{file}: '{key}' must be one of {possible}, found {value!r}")
        return Language(value)
    return Path(value)


def _resolved(folder: Path, settings: Settings) -> Settings:
    """Make paths absolute, so that they hold whatever folder the program is started in."""
    return replace(
        settings,
        data_dir=(folder / settings.data_dir).resolve(),
        warehouse_dir=(folder / settings.warehouse_dir).resolve(),
    )


def _checked(file: Path, settings: Settings) -> Settings:
    if settings.first_year_looked_at > settings.plan_year:
        raise SettingsError(
            f"{file}: 'first_year_looked_at' ({settings.first_year_looked_at}) "
            f"must not be after 'plan_year' ({settings.plan_year})"
        )
    return settings
