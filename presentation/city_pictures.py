"""The picture of one indicator's way or change, and the figures that are drawn in it."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from indicators.assessment import Assessment
from presentation.figures import figure
from presentation.peers import changes_of_peers
from presentation.scene import Scene
from presentation.strips import About, among, way


class Kind(StrEnum):
    """What is drawn: the way done against the schedule, or a change among the peers."""

    WAY = "way"
    AMONG = "among"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and its row in the table of its kind: the columns after the name."""

    kind: Kind
    drawn: Markup
    row: tuple[str, ...]


def picture(scene: Scene, a: Assessment) -> Picture | None:
    """Draw what can be drawn of a case; None where there is neither a way nor a comparison."""
    if a.completion is not None and a.schedule is not None:
        drawn = way(a.completion, a.schedule, _about(scene, a, Kind.WAY))
        shares = (figure(share * 100, 1) for share in (a.completion, a.schedule))
        return Picture(Kind.WAY, drawn, tuple(f"{share}%" for share in shares))
    if a.change is not None and a.peer_median is not None:
        peers = changes_of_peers(scene, a)
        drawn = among(a.change, a.peer_median, peers, _about(scene, a, Kind.AMONG))
        words = scene.wording(a)
        ends = [words.change_of_a_peer(change) for change in (peers[0], peers[-1])]
        row = (words.changed(), ends[0], words.median(), ends[1], str(len(peers)))
        return Picture(Kind.AMONG, drawn, row)
    return None


def _about(scene: Scene, a: Assessment, kind: Kind) -> About:
    return About(a.ref_area, scene.t(f"city.{kind}"), f"city-{kind}")
