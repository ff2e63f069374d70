"""Formulas of the catalogue: four operations on catalogue names, and nothing else."""

import pytest

from indicators.formulas import FormulaError, parse, written


def test_the_names_of_a_formula_are_its_inputs():
    formula = parse("gdp / cluster_sum(gdp_of_city) * 100")
    assert (formula.inputs, formula.sums) == ({"gdp"}, {"gdp_of_city"})


@pytest.mark.parametrize(
    "text",
    [
        "", "a +", "a ** 2", "-a", "a if b else c", "a.b", "a[0]", "f(a)", "'text'", "a; b",
        "a = 1", "cluster_sum(a + b)", "cluster_sum()", "cluster_sum(a, b)", "cluster_sum(x=a)",
        "__import__('os').system('x')", "[a for a in b]", "lambda: a", "a and b", "a < b", "a // b",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "a + b - c", "a - (b - c)", "a - (b + c)", "a / (b * c)", "a / (b / c)", "a * (b / c)",
        "(a + b) * c", "a / b / c", "(a - b) / (c + 2) * 100", "a * 10000 / b", "1.5 * a",
    ],
)  # fmt: skip
def test_writing_a_formula_out_keeps_its_value(text):
    names = {"a": 7.0, "b": 3.0, "c": 2.0}
    again = written(parse(text), str, str)
    assert eval(again, {}, dict(names)) == pytest.approx(eval(text, {}, dict(names)))


def test_a_formula_can_be_written_with_other_names_and_signs():
    text = written(
        parse("a / cluster_sum(a) * 100"), str.upper, "ΣX{}".format, {"/": "÷", "*": "×"}
    )
    assert text == "A ÷ ΣXa × 100"
