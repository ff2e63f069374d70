"""Files that a person would read without asking: accepted, and every repair is listed."""

from tests.etl.cases.case import Case
from tests.etl.cases.writing import (
    CITIES,
    TEN,
    by_area,
    by_year,
    csv_file,
    long,
    workbook,
)  # fmt: skip

AREA, NAME, LABEL, YEAR, VALUE, UNIT = range(6)
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
SHORT = {"晋城市": "晋城", "长治市": "Changzhi", "运城市": "山西省运城市"}


def changed(book, position, change, figures=None):
    """A long table with one column changed."""
    head, *rows = long(figures or book.figures())
    for row in rows:
        row[position] = change(row[position])
    return [head, *rows]


def full_width_digits(book):
    return csv_file(changed(book, VALUE, lambda cell: cell.translate(FULL_WIDTH)))


def thousands_commas(book):
    return csv_file(changed(book, VALUE, lambda cell: f"{float(cell):,}"))


def years_with_a_suffix(book):
    return csv_file(changed(book, YEAR, lambda cell: f"{cell}年"))


def units_behind_the_figures(book):
    head, *rows = long(book.figures())
    return csv_file([head, *([*r[:VALUE], f"{r[VALUE]} {r[UNIT]}", r[UNIT]] for r in rows)])


def blanks_around_cells(book):
    return csv_file(changed(book, NAME, lambda cell: f"　{cell} "))


def names_of_areas_that_are_aliases(book):
    return csv_file([r[1:] for r in changed(book, NAME, lambda cell: SHORT.get(cell, cell))])


def labels_that_are_aliases(book):
    return csv_file(changed(book, LABEL, lambda c: "GDP" if c == "地区生产总值(当年价)" else c))


def units_in_labels(book):
    head, *rows = long(book.figures())
    named = [[*r[:LABEL], f"{r[LABEL]}（{r[UNIT]}）", r[YEAR], r[VALUE]] for r in rows if r[UNIT]]
    return csv_file([head[:UNIT], *named])


def rows_repeated_exactly(book):
    rows = long(book.figures())
    return csv_file([*rows, *rows[1:4]])


def codes_in_scientific_notation(book):
    return csv_file(changed(book, AREA, lambda cell: f"{float(cell):.3E}"))


def titles_notes_and_blank_rows(book):
    head, *rows = long(book.figures())
    between = [[""] * 6, *rows[15:]]
    notes = [["注：2020年为快报数"], ["资料来源：统计局"]]
    return csv_file([["三市主要指标"], ["单位：见表"], head, *rows[:15], *between, *notes], head=2)


def a_unit_line_above_a_bare_table(book):
    head = ["地区", "2019年", "2020年"]
    rows = [
        [name, *(f"{book.value('gdp', code, year) * 10_000:.0f}" for year in (2019, 2020))]
        for code, name in zip(CITIES, SHORT, strict=True)
    ]
    return csv_file([["三市地区生产总值", "", ""], ["单位：万元", "", ""], head, *rows], "gb18030")


def merged_cells_in_a_workbook(book):
    rows = by_year(book.figures(TEN, range(2016, 2021)))
    rows[1:] = sorted(rows[1:], key=lambda row: row[0])
    for first in (1, 11, 21):
        for row in rows[first + 1 : first + 10]:
            row[0] = ""
    return workbook(rows, merge=("A2:A11", "A12:A21", "A22:A31"))


def columns_in_another_order_and_more_of_them(book):
    head, *rows = long(book.figures())
    order = (VALUE, UNIT, YEAR, LABEL, NAME, AREA)
    more = [[str(n), *(r[at] for at in order), "张三"] for n, r in enumerate(rows, 1)]
    return csv_file([["序号", *(head[at] for at in order), "填报人"], *more])


def a_header_that_stands_twice(book):
    rows = long(book.figures())
    return csv_file([*rows[:12], rows[0], *rows[12:]])


def no_units_at_all(book):
    return csv_file([row[:UNIT] for row in long(book.figures())])


def other_units_that_convert(book):
    head, *rows = long(book.figures(("gdp", "retail_sales")))
    return csv_file([head, *([*r[:VALUE], f"{float(r[VALUE]) * 1e4:.0f}", "万元"] for r in rows)])


def figures_in_scientific_notation(book):
    return csv_file(changed(book, VALUE, lambda cell: f"{float(cell):.8E}"))


def cells_left_blank(book):
    rows = by_area(book.figures(("broadband_subscribers", "gdp"), (2019,)))
    return csv_file([*rows, ["地区生产总值", "亿元", "2021", "", "", ""]])


CASES = (
    Case(full_width_digits, repairs={"full_width": 30}),
    Case(thousands_commas, repairs={"thousands": 12}),
    Case(years_with_a_suffix, repairs={"year_suffix": 30}),
    Case(units_behind_the_figures, repairs={"unit_suffix": 30}),
    Case(blanks_around_cells, repairs={"surrounding_blanks": 30}),
    Case(names_of_areas_that_are_aliases, repairs={"alias": 30}),
    Case(labels_that_are_aliases, repairs={"alias": 3}),
    Case(units_in_labels, repairs={"unit_in_label": 30}),
    Case(rows_repeated_exactly, repairs={"repeated_row": 3}),
    Case(codes_in_scientific_notation, repairs={"code_as_number": 30}),
    Case(titles_notes_and_blank_rows, repairs={"title_row": 2, "note_row": 2, "blank_row": 1}),
    Case(
        a_unit_line_above_a_bare_table, shape="years", encoding="gb18030",
        repairs={"title_row": 2, "unit_converted": 6},
    ),
    Case(merged_cells_in_a_workbook, shape="years", encoding=None, repairs={"merged_cells": 27}),
    Case(columns_in_another_order_and_more_of_them, repairs={"extra_column": 2}),
    Case(a_header_that_stands_twice, repairs={"repeated_header": 1}),
    Case(no_units_at_all, repairs={"unit_assumed": 30}),
    Case(other_units_that_convert, repairs={"unit_converted": 6}),
    Case(figures_in_scientific_notation, repairs={"scientific": 30}),
    Case(cells_left_blank, shape="areas", repairs={"blank_value": 3}),
)  # fmt: skip
