"""A row of links between views of one page; the one shown is marked."""

from dataclasses import dataclass

from indicators.areas import Group
from indicators.catalogue import Domain
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Tab:
    """One link; `name` gives back the focus after it was followed, `city` sets a dot before it."""

    name: str
    text: str
    href: str
    current: bool
    city: str = ""


def domain_tabs(scene: Scene, page: str, chosen: Domain | None) -> tuple[Tab, ...]:
    """Return a tab for all domains and one for each."""
    return tuple(
        Tab(
            f"domain-{domain or 'all'}",
            scene.t(f"goals.domain_{domain or 'all'}"),
            scene.link(page, domain=domain),
            domain == chosen,
        )
        for domain in (None, *Domain)
    )


def city_tabs(scene: Scene, page: str, chosen: str) -> tuple[Tab, ...]:
    """Return a tab for each of the three cities."""
    return tuple(
        Tab(
            f"city-{c.code}",
            scene.name(c),
            scene.link(page, city=c.code),
            c.code == chosen,
            city=c.code,
        )
        for c in scene.cities
    )


def counting_tabs(scene: Scene, page: str) -> tuple[Tab, ...]:
    """Return the two ways of counting; the rest of the view stays."""
    return tuple(
        Tab(
            f"counting-{way}",
            scene.t(f"goals.counting_{way}"),
            scene.link(page, counting=way),
            way == scene.counting,
        )
        for way in ("headline", "plan")
    )


def group_tabs(scene: Scene, page: str, chosen: Group) -> tuple[Tab, ...]:
    """Return a tab for each group that cities are compared in."""
    return tuple(
        Tab(
            f"group-{group}",
            scene.t(f"peers.among_{group}", count=len(scene.reader.plan.members(group))),
            scene.link(page, group=group),
            group is chosen,
        )
        for group in Group
    )
