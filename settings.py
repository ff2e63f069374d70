"""The application's settings: `config.toml` as one frozen value.

Theme and server belong to Streamlit (`.streamlit/config.toml`), texts to
`presentation/texts.toml`. Only `app.py` and the command line read settings; everything else
is handed what it needs.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from access.policy import Mode, Policy
from access.roles import Role
from indicators.language import Language

FILE = Path(__file__).resolve().with_name("config.toml")
Choice = TypeVar("Choice", bound=StrEnum)
Table = TypeVar("Table", "Settings", Policy)

VARIABLE = "ZHONGYUAN_CONFIG"
"""The environment variable that names another settings file, for a second installation."""


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
    access: Policy = field(default_factory=Policy)


def load(file: Path | None = None) -> Settings:
    """Read the settings; keys the file leaves out keep their defaults.

    The file is `file`, else the one that `ZHONGYUAN_CONFIG` names, else `config.toml`. Raises
    `SettingsError` for a file that is missing or is not TOML, for an unknown key and for a value
    that is not possible.
    """
    file = (file or Path(os.environ.get(VARIABLE) or FILE)).absolute()
    try:
        found = file.stat()
    except FileNotFoundError:
        raise SettingsError(f"{file} does not exist") from None
    return _read(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int, _size: int) -> Settings:
    """Read a file once as long as it stays as it is: every run of a page asks."""
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{file} does not exist") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{file} is not valid TOML: {problem}") from None
    return _checked(file, _resolved(file.parent, _table(file, "", Settings(), written)))


def _table(file: Path, name: str, default: Table, written: dict[str, Any]) -> Table:
    """Read one table of the file into its dataclass; `name` is empty or ends with a dot."""
    known = [name + key.name for key in fields(default)]
    for key in written:
        if name + key not in known:
            raise SettingsError(_unknown(file, name + key, known))
    values = {
        key: _value(file, name + key, getattr(default, key), value)
        for key, value in written.items()
    }
    return replace(default, **values)


def _unknown(file: Path, key: str, possible: list[str]) -> str:
    close = difflib.get_close_matches(key, possible, n=1)
    guess = f" Did you mean '{close[0]}'?" if close else ""
    return f"{file}: unknown key '{key}'.{guess} Possible keys: {', '.join(possible)}"


def _value(file: Path, key: str, default: Any, value: object) -> Any:
    """Convert one value to the type of its default; a year must not be `true` or "2020"."""
    if isinstance(default, Policy | Mapping):
        if not isinstance(value, dict):
            raise SettingsError(f"{file}: '{key}' must be a table, found {value!r}")
        if isinstance(default, Policy):
            return _table(file, f"{key}.", default, value)
        roles = {name: _among(file, f"{key}.{name}", Role, role) for name, role in value.items()}
        return MappingProxyType(roles)
    if isinstance(default, int):
        if type(value) is int:
            return value
        raise SettingsError(f"{file}: '{key}' must be a whole number, found {value!r}")
    if isinstance(default, StrEnum):
        return _among(file, key, type(default), value)
    return type(default)(_text(file, key, value))


def _text(file: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise SettingsError(f"{file}: '{key}' must be a text in quotes, found {value!r}")
    return value


def _among(file: Path, key: str, possible: type[Choice], value: object) -> Choice:
    text = _text(file, key, value)
    if text not in set(possible):
        listed = ", ".join(f"'{choice}'" for choice in possible)
        raise SettingsError(f"{file}: '{key}' must be one of {listed}, found {value!r}")
    return possible(text)


def _resolved(folder: Path, settings: Settings) -> Settings:
    """Make paths absolute, so that they hold whatever folder the program is started in."""
    return replace(
        settings,
        data_dir=(folder / settings.data_dir).resolve(),
        warehouse_dir=(folder / settings.warehouse_dir).resolve(),
        access=replace(
            settings.access, accounts_file=(folder / settings.access.accounts_file).resolve()
        ),
    )


def _checked(file: Path, settings: Settings) -> Settings:
    if settings.first_year_looked_at > settings.plan_year:
        raise SettingsError(
            f"{file}: 'first_year_looked_at' ({settings.first_year_looked_at}) "
            f"must not be after 'plan_year' ({settings.plan_year})"
        )
    access = settings.access
    for key in ("idle_minutes", "longest_hours"):
        if getattr(access, key) < 1:
            raise SettingsError(
                f"{file}: 'access.{key}' must be at least 1, found {getattr(access, key)}"
            )
    if access.mode is Mode.OIDC and not access.role_map:
        raise SettingsError(
            f"{file}: 'access.role_map' is empty, so with 'access.mode' = 'oidc' nobody has a role"
        )
    return settings
