"""Figures that can be but hardly are: the seven that nobody sees, and their kin."""

from tests.etl.cases.case import Case, Told
from tests.etl.cases.writing import (
    CHANGZHI,
    CITIES,
    JINCHENG,
    SECTORS,
    TEN,
    YUNCHENG,
    Faulty,
    by_area,
    by_indicator,
    by_year,
    csv_file,
    long,
    text,
    workbook,
)  # fmt: skip

SIX = range(2015, 2021)
MANY = (*TEN, "pension_insured", "education_spending", "budget_spending", "hospital_beds")


def scaled(figures, factor, keys):
    for key in keys:
        figures[key] = Faulty(text(float(figures[key]) * factor))
    return figures


def one_figure_in_the_wrong_unit(book):
    return csv_file(long(scaled(book.figures(), 1e4, [("gdp", JINCHENG, 2020)])))


def one_figure_of_a_new_year_in_the_wrong_unit(book):
    figures = scaled(book.next_year(), 1e4, [("deposits", YUNCHENG, 2021)])
    return csv_file(by_indicator(figures), "gb18030")


def a_column_in_the_wrong_unit(book):
    keys = [("retail_sales", area, 2020) for area in CITIES]
    return csv_file(by_indicator(scaled(book.figures(), 1e4, keys)))


def a_city_in_the_wrong_unit(book):
    money = ("gdp", "fiscal_revenue", "retail_sales", "deposits")
    keys = [(name, CHANGZHI, 2021) for name in money]
    return workbook(by_area(scaled(book.next_year(), 1e4, keys)))


def persons_by_the_ten_thousand(book):
    figures = book.figures()
    figures["doctors", YUNCHENG, 2020] = Faulty("1.3594")
    return csv_file(by_area(figures))


def a_point_too_far_right(book):
    return csv_file(by_year(scaled(book.figures(TEN, SIX), 10, [("average_wage", CHANGZHI, 2019)])))


def a_point_too_far_left(book):
    return csv_file(long(scaled(book.next_year(), 0.1, [("resident_population", JINCHENG, 2021)])))


def a_share_as_a_fraction(book):
    return csv_file(by_area(scaled(book.next_year(), 0.01, [("green_coverage", JINCHENG, 2021)])))


def a_column_of_shares_as_fractions(book):
    keys = [("green_coverage", area, 2020) for area in CITIES]
    return csv_file(by_indicator(scaled(book.figures(), 0.01, keys)))


def swapped(figures, names, one, other, mark):
    for name, year in dict.fromkeys((name, year) for name, _, year in figures if name in names):
        first, second = figures[name, one, year], figures[name, other, year]
        figures[name, one, year], figures[name, other, year] = mark(second), mark(first)
    return figures


def two_cities_exchanged(book):
    return csv_file(long(swapped(book.figures(MANY), MANY, JINCHENG, YUNCHENG, str)))


def two_cities_of_a_new_year_exchanged(book):
    return csv_file(by_indicator(swapped(book.next_year(MANY), MANY, CHANGZHI, JINCHENG, str)))


def two_cities_exchanged_in_one_indicator(book):
    names = ("resident_population",)
    return csv_file(by_area(swapped(book.figures(), names, JINCHENG, YUNCHENG, Faulty)))


def two_cities_of_a_new_year_exchanged_in_one_indicator(book):
    return csv_file(long(swapped(book.next_year(), ("doctors",), JINCHENG, YUNCHENG, Faulty)))


def a_city_under_the_name_of_another(book):
    figures = {key: value for key, value in book.next_year(MANY).items() if key[1] == YUNCHENG}
    renamed = {(name, JINCHENG, year): value for (name, _, year), value in figures.items()}
    return csv_file(long(renamed))


def all_years_shifted(book):
    return csv_file(by_year(book.figures(MANY, SIX, (JINCHENG,), of=-1)))


def all_years_of_three_cities_shifted(book):
    return csv_file(by_area(book.figures(TEN, range(2014, 2020), of=1)), "gb18030")


def last_year_copied(book):
    return csv_file(long(book.figures(MANY, (2021,), (JINCHENG,), of=-1)))


def last_year_copied_for_one_city(book):
    figures = book.next_year(MANY) | book.figures(MANY, (2021,), (CHANGZHI,), of=-1)
    return csv_file(by_indicator(figures))


def history_revised_silently(book):
    figures = book.figures(TEN, SIX)
    keys = [("fiscal_revenue", area, year) for area in CITIES for year in (2016, 2017)]
    for key in keys:
        figures[key] = text(float(figures[key]) * 1.03)
    figures[keys[-1]] = Faulty(text(float(figures[keys[-1]]) * 1.03))
    return csv_file(by_year(figures))


def one_stored_figure_revised(book):
    return csv_file(long(scaled(book.figures(), 1.04, [("deposits", CHANGZHI, 2020)])))


def one_city_missing_in_one_indicator(book):
    figures = book.next_year()
    del figures["deposits", CHANGZHI, 2021]
    return csv_file(by_area(figures))


def one_city_year_missing(book):
    figures = book.figures(TEN, SIX)
    kept = {key: value for key, value in figures.items() if key[1:] != (JINCHENG, 2018)}
    return csv_file(long(kept))


def a_plan_city_missing_altogether(book):
    return csv_file(long(book.next_year(areas=(JINCHENG, CHANGZHI))))


def sectors_that_do_not_add_up(book):
    figures = book.next_year(("gdp", *SECTORS))
    whole = sum(float(figures[name, JINCHENG, 2021]) for name in SECTORS)
    figures["gdp", JINCHENG, 2021] = text(whole)
    third = float(figures["value_added_tertiary", JINCHENG, 2021])
    figures["value_added_tertiary", JINCHENG, 2021] = Faulty(text(third * 1.09))
    return csv_file(long(figures))


def a_part_larger_than_its_whole(book):
    figures = book.figures(("census_population", "census_urban_population"))
    figures["census_urban_population", JINCHENG, 2020] = Faulty("2494545")
    return csv_file(by_area(figures))


def a_jump(book):
    return csv_file(
        by_year(scaled(book.next_year(), 1.8, [("resident_population", CHANGZHI, 2021)]))
    )


def nines_for_nothing(book):
    figures = book.next_year()
    figures["average_wage", YUNCHENG, 2021] = Faulty("9999")
    return csv_file(by_indicator(figures))


def case(make, code, cause=None, at="faulty cells", *, shape="long", encoding="utf-8"):
    return Case(make, (Told(code, cause or code, at),), shape, encoding, exit_code=1)


FIRST = ((2, "数值"),)
CASES = (
    case(one_figure_in_the_wrong_unit, "unit_slip", "unit_slip_1e4"),
    case(one_figure_of_a_new_year_in_the_wrong_unit, "unit_slip", "unit_slip_1e4",
         shape="indicators", encoding="gb18030"),
    case(a_column_in_the_wrong_unit, "unit_slip", "unit_slip_1e4", shape="indicators"),
    case(a_city_in_the_wrong_unit, "unit_slip", "unit_slip_1e4", shape="areas", encoding=None),
    case(persons_by_the_ten_thousand, "unit_slip", "unit_slip_1e-4", shape="areas"),
    case(a_point_too_far_right, "decimal_shift", shape="years"),
    case(a_point_too_far_left, "decimal_shift"),
    case(a_share_as_a_fraction, "percent_as_fraction", shape="areas"),
    case(a_column_of_shares_as_fractions, "percent_as_fraction", shape="indicators"),
    case(two_cities_exchanged, "cities_swapped", at=((2, "数值"), (4, "数值"))),
    case(two_cities_of_a_new_year_exchanged, "cities_swapped", shape="indicators",
         at=((2, "地区生产总值(当年价)（亿元）"), (3, "地区生产总值(当年价)（亿元）"))),
    case(two_cities_exchanged_in_one_indicator, "figures_swapped", "cities_swapped", shape="areas"),
    case(two_cities_of_a_new_year_exchanged_in_one_indicator, "figures_swapped", "cities_swapped"),
    case(a_city_under_the_name_of_another, "city_mistaken", at=FIRST),
    case(all_years_shifted, "years_shifted", at=((2, "2015年"),), shape="years"),
    case(all_years_of_three_cities_shifted, "years_shifted", shape="areas", encoding="gb18030",
         at=((2, "晋城市"), (2, "运城市"), (2, "长治市"))),
    case(last_year_copied, "copied", at=FIRST),
    case(last_year_copied_for_one_city, "copied", shape="indicators",
         at=((3, "地区生产总值(当年价)（亿元）"),)),
    case(history_revised_silently, "history_revised", shape="years"),
    case(one_stored_figure_revised, "history_revised"),
    case(one_city_missing_in_one_indicator, "gap", at=((7, "长治市"),), shape="areas"),
    case(one_city_year_missing, "city_missing", at=((0, ""),)),
    case(a_plan_city_missing_altogether, "city_missing", at=((0, ""),)),
    case(sectors_that_do_not_add_up, "parts_unequal", "parts_do_not_add_up"),
    case(a_part_larger_than_its_whole, "parts_exceed_whole", "parts_do_not_add_up", shape="areas"),
    case(a_jump, "jump", shape="years"),
    case(nines_for_nothing, "placeholder_number", "placeholder", shape="indicators"),
)  # fmt: skip
