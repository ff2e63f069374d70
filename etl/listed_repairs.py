"""Harmless deviations that were mended, listed with what was done about them."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of harmless deviation that was mended, and how often."""

    code: str
    count: int
    detail: str


def listed(repairs: Counter[str]) -> tuple[Repair, ...]:
    """List what was mended, by code."""
    return tuple(Repair(code, n, repair_text(code)) for code, n in sorted(repairs.items()))


def repair_text(code: str) -> str:
    """Return what a repair did, in Chinese."""
    return _REPAIRS.get(code, code)


_REPAIRS = {
    "full_width": "全角字符改为半角",
    "thousands": "去掉千位分隔符",
    "blanks": "去掉数字中的空格",
    "unit_suffix": "数值后的单位移到单位",
    "unit_in_label": "指标名中的单位移到单位",
    "unit_spelling": "单位改为统一写法",
    "unit_assumed": "没有写单位，按目录单位采用",
    "unit_converted": "换算为目录单位",
    "scientific": "科学计数法的数值还原",
    "surrounding_blanks": "去掉单元格首尾的空格",
    "title_row": "表格上方的标题行不作数据",
    "extra_column": "表中多余的列不采用",
    "year_suffix": "年份去掉“年”",
    "alias": "别名改为目录名称",
    "code_as_number": "被当作数字的地区代码还原",
    "blank_value": "空白格不采用",
    "blank_row": "空白行不采用",
    "note_row": "注释行不采用",
    "repeated_header": "重复的表头不采用",
    "repeated_row": "完全重复的行只采用一次",
    "merged_cells": "合并单元格按上一行补全",
}
