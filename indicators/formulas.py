"""Formulas of derived indicators: a small, closed language of catalogue identifiers.

`gdp / cluster_sum(gdp) * 100`: names are catalogue entries in their own units, `cluster_sum`
adds the 29 prefecture cities of the cluster. Nothing else is allowed, so that a plan file can
never carry code.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

CLUSTER_SUM = "cluster_sum"
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip


class FormulaError(ValueError):
    """A formula of the catalogue that cannot be understood."""


@dataclass(frozen=True)
class Formula:
    """A parsed formula; `inputs` are the single areas' figures, `sums` the cluster's."""

    text: str
    tree: ast.expr
    inputs: frozenset[str]
    sums: frozenset[str]


def parse(text: str) -> Formula:
    """Parse a formula.

    >>> formula = parse("gdp / cluster_sum(gdp) * 100")
    >>> sorted(formula.inputs), sorted(formula.sums)
    (['gdp'], ['gdp'])
    >>> parse("__import__('os')")
    Traceback (most recent call last):
    indicators.formulas.FormulaError: not allowed in a formula: __import__('os')
    """
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise FormulaError(f"not a formula: {text}") from None
    inputs: set[str] = set()
    sums: set[str] = set()
    _check(tree, inputs, sums)
    return Formula(text, tree, frozenset(inputs), frozenset(sums))


def _check(node: ast.expr, inputs: set[str], sums: set[str]) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            _check(left, inputs, sums)
            _check(right, inputs, sums)
        case ast.Name(id=name):
            inputs.add(name)
        case ast.Constant(value=int() | float()):
            pass
        case ast.Call(func=ast.Name(id="cluster_sum"), args=[ast.Name(id=name)], keywords=[]):
            sums.add(name)
        case _:
            raise FormulaError(f"not allowed in a formula: {ast.unparse(node)}")


def written(
    formula: Formula,
    name: Callable[[str], str],
    total: Callable[[str], str],
    operators: Mapping[str, str] | None = None,
) -> str:
    """Write a formula out with other names: for readers, or as SQL.

    >>> written(parse("a * 10 / (b + c)"), str.upper, str, {"*": "×", "/": "÷"})
    'A × 10 ÷ (B + C)'
    """
    signs = operators or {}

    def term(node: ast.expr, *, nested: bool) -> str:
        match node:
            case ast.BinOp(left=left, op=op, right=right):
                loose = isinstance(op, ast.Add | ast.Sub)
                sign = signs.get(_OPERATORS[type(op)], _OPERATORS[type(op)])
                first = term(left, nested=not loose)
                second = term(right, nested=not loose or isinstance(op, ast.Sub))
                if isinstance(right, ast.BinOp) and not loose and not second.startswith("("):
                    second = f"({second})"
                text = f"{first} {sign} {second}"
                return f"({text})" if nested and loose else text
            case ast.Name(id=identifier):
                return name(identifier)
            case ast.Call(args=[ast.Name(id=identifier)]):
                return total(identifier)
            case ast.Constant(value=value):
                return str(value)
        raise FormulaError(f"not allowed in a formula: {ast.unparse(node)}")

    return term(formula.tree, nested=False)
