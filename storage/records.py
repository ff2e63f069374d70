"""Domain types as flat rows and back: names in two columns, tuples joined by semicolons."""

import dataclasses
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from indicators.language import Bilingual

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
_COLLECTIONS = (tuple, frozenset)


def flat(item: "DataclassInstance") -> dict[str, object]:
    """Return one row.

    >>> from indicators.observations import Observation, ObsStatus
    >>> flat(Observation(2020, 46.0, ObsStatus.NORMAL, "city_yearbook/2020"))
    {'time_period': 2020, 'obs_value': 46.0, 'obs_status': 'A', 'source_id': 'city_yearbook/2020'}
    """
    row: dict[str, object] = {}
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if isinstance(value, Bilingual):
            row |= {f"{field.name}_zh": value.zh, f"{field.name}_en": value.en}
        elif isinstance(value, _COLLECTIONS):
            row[field.name] = ";".join(sorted(value) if isinstance(value, frozenset) else value)
        else:
            row[field.name] = value.value if isinstance(value, StrEnum) else value
    return row


def restored(kind: type[T], row: Mapping[str, Any]) -> T:
    """Return the domain object a row was made from; columns beyond its fields are ignored."""
    return kind(**{name: _value(hint, name, row) for name, hint in _hints(kind)})  # type: ignore[arg-type]


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((name, hint) for name, hint in get_type_hints(kind).items())


def _value(hint: Any, name: str, row: Mapping[str, Any]) -> Any:
    if hint is Bilingual:
        return Bilingual(row[f"{name}_zh"], row[f"{name}_en"])
    origin, cell = get_origin(hint), row[name]
    if origin in _COLLECTIONS:
        parse = get_args(hint)[0]
        return origin(parse(part) for part in cell.split(";") if part)
    if origin in (Union, types.UnionType):
        inner = next(a for a in get_args(hint) if a is not types.NoneType)
        return None if cell is None else _value(inner, name, row)
    return hint(cell) if isinstance(hint, type) and issubclass(hint, StrEnum) else cell
