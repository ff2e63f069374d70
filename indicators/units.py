"""Units of measure: which ones say the same thing, and how one becomes another.

A conversion is a multiplication and a division by whole numbers, so that 9584800 万元 is
exactly 958.48 亿元. Currencies are quantities of their own: dollars never become yuan here,
since that needs an exchange rate and a decision.
"""

from dataclasses import dataclass
from decimal import Decimal

_QUANTITIES: dict[str, dict[str, int]] = {
    "yuan": {
        "元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8,
        "百亿元": 10**10, "万亿元": 10**12,
    },
    "us_dollar": {
        "美元": 1, "千美元": 10**3, "万美元": 10**4, "百万美元": 10**6, "亿美元": 10**8,
    },
    "persons": {"人": 1, "千人": 10**3, "万人": 10**4, "百万人": 10**6, "亿人": 10**8},
    "subscribers": {"户": 1, "千户": 10**3, "万户": 10**4, "亿户": 10**8},
    "books": {"册": 1, "千册": 10**3, "万册": 10**4, "百万册": 10**6},
    "pieces": {"件": 1, "万件": 10**4},
    "items": {"个": 1, "万个": 10**4},
    "vehicles": {"辆": 1, "万辆": 10**4},
    "beds": {"张": 1, "万张": 10**4},
    "tonnes": {"吨": 1, "千吨": 10**3, "万吨": 10**4, "百万吨": 10**6, "亿吨": 10**8},
    "area": {"平方米": 1, "公顷": 10**4, "万平方米": 10**4, "平方公里": 10**6},
    "length": {"米": 1, "公里": 10**3, "万公里": 10**7},
    "concentration": {"μg/m³": 1, "毫克/立方米": 10**3},
    "per_cent": {"%": 1},
    "carbon_intensity": {"吨/万元": 1},
    "number": {"": 1},
}  # fmt: skip

_SPELLINGS = {
    "微克/立方米": "μg/m³", "ug/m3": "μg/m³", "μg/m3": "μg/m³", "mg/m³": "毫克/立方米",
    "千米": "公里", "km": "公里", "km²": "平方公里", "平方千米": "平方公里", "㎡": "平方米",
    "％": "%", "百分比": "%", "百分点": "%", "万卷": "万册", "台": "辆", "床": "张",
    "hm²": "公顷", "t": "吨", "-": "", "无": "",
}  # fmt: skip

_FACTORS = {
    unit: (quantity, factor)
    for quantity, units in _QUANTITIES.items()
    for unit, factor in units.items()
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """A value becomes `value * multiply / divide`; one of the two is always 1."""

    multiply: int
    divide: int

    def __call__(self, value: float | Decimal) -> float | Decimal:
        """Convert one value, keeping its type."""
        return value * self.multiply / self.divide


def spelled(unit: str) -> str:
    """Return the one spelling used in the catalogue.

    >>> spelled(" 微克/立方米 "), spelled("µg/m³")
    ('μg/m³', 'μg/m³')
    """
    plain = "".join(unit.split()).replace("µ", "μ")
    return _SPELLINGS.get(plain, plain)


def is_known(unit: str) -> bool:
    """Say whether the unit is one this project can read."""
    return spelled(unit) in _FACTORS


def quantity_of(unit: str) -> str | None:
    """Return what the unit measures (`yuan`, `us_dollar`, `persons` …), None when unknown."""
    found = _FACTORS.get(spelled(unit))
    return found[0] if found else None


def conversion(unit: str, into: str) -> Conversion | None:
    """Return how values in `unit` become values in `into`, None when they cannot.

    >>> conversion("万元", "亿元")(9584800.0)
    958.48
    >>> conversion("万美元", "亿元") is None, conversion("万元", "万人") is None
    (True, True)
    """
    source, goal = _FACTORS.get(spelled(unit)), _FACTORS.get(spelled(into))
    if source is None or goal is None or source[0] != goal[0]:
        return None
    if source[1] >= goal[1]:
        return Conversion(source[1] // goal[1], 1)
    return Conversion(1, goal[1] // source[1])
