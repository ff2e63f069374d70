"""Jinja2 templates under `presentation/templates`, rendered to HTML that is safe to show.

Everything put into a template is escaped unless it is `Markup` already, and a name that was
never given is an error rather than an empty place on the page.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def environment() -> Environment:
    """Return the one environment; it keeps each template compiled for the process's life."""
    return Environment(
        loader=PackageLoader("presentation", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def stacked(*parts: Markup) -> Markup:
    """Return parts of a page below one another, in one piece of HTML.

    One piece is laid out once; several that change together would be laid out several times.
    """
    return Markup('<div class="stacked">{}</div>').format(Markup("").join(map(_part, parts)))


def _part(part: Markup) -> Markup:
    return Markup("<div>{}</div>").format(part)


def render(name: str, **values: object) -> Markup:
    """Render the template `name` (`shell/header.html`) with `values`."""
    return Markup(environment().get_template(name).render(**values))
