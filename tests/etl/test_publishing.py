"""Submit, withdraw, go back: what they change, what they refuse, and what nothing can break."""

import multiprocessing
import threading
from datetime import UTC, datetime

import pytest

from etl import audit, moments, operations
from etl.problems import Problem
from etl.publishing import ReleaseChanged
from etl.submissions import all_submissions
from storage.warehouse import Warehouse, WarehouseProblem
from tests.crafted import Folder, Line, figures, silent
from tests.handed_in import REASON, a_file, an_office, counting, current, hand_in, in_release

BEFORE = {2015: 1, 2016: 2}


def withdraw(folder: Folder, number: str, by: str = "li", reason: str = REASON):
    return operations.withdraw(an_office(folder), number, by=by, reason=reason, report=silent)


def go_back(folder: Folder, release_id: str, reason: str = REASON):
    return operations.go_back(an_office(folder), release_id, by="li", reason=reason, report=silent)


def log(folder: Folder) -> list[tuple[str, str, str]]:
    entries = audit.read(folder.root / "uploads")
    return [(e.action, e.subject, e.release_id) for e in entries]


# --- what counts


def test_a_published_file_counts_and_its_withdrawal_takes_it_back(folder):
    first = Warehouse(folder.warehouse).current()
    receipt = hand_in(folder, {2016: 5, 2017: 6})
    made = receipt.submission
    assert current(folder) == (receipt.release_id, {2015: 1, 2016: 5, 2017: 6})
    assert (receipt.report.changes.new, receipt.report.changes.changed) == (1, 1)
    assert made.path.read_bytes() == a_file({2016: 5, 2017: 6})
    assert withdraw(folder, made.submission_id).release_id == first
    assert figures(folder) == BEFORE
    assert made.path.read_bytes() == a_file({2016: 5, 2017: 6}), "the file is kept"
    assert [action for action, *_ in log(folder)] == ["submit", "withdraw"]


def test_published_again_after_a_withdrawal_the_content_is_the_same(folder):
    once = hand_in(folder, {2016: 5})
    shown = figures(folder)
    withdraw(folder, once.submission.submission_id)
    again = hand_in(folder, {2016: 5})
    assert again.submission.submission_id == "s000002"
    assert figures(folder) == shown
    assert counting(folder) == in_release(folder) == ["s000002"]


def test_of_two_files_of_one_day_the_later_one_counts(folder):
    hand_in(folder, {2016: 5})
    hand_in(folder, {2016: 6})
    assert figures(folder)[2016] == 6
    hand_in(folder, {2016: 5}, name="back.csv")
    assert figures(folder)[2016] == 5


def test_the_later_file_counts_also_when_the_clock_was_set_back(folder, monkeypatch):
    hand_in(folder, {2016: 5})

    class Yesteryear(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2019, 1, 1, tzinfo=tz)

    monkeypatch.setattr(moments, "datetime", Yesteryear)
    hand_in(folder, {2016: 6})
    assert figures(folder)[2016] == 6
    first, second = all_submissions(folder.root / "uploads")
    assert first.at <= second.at
    ats = [datetime.fromisoformat(e.at) for e in audit.read(folder.root / "uploads")]
    assert ats == sorted(ats)
    assert ats[0] > datetime(2020, 1, 1, tzinfo=UTC)


def test_going_back_lets_exactly_the_submissions_of_that_release_count(folder):
    first = hand_in(folder, {2016: 5})
    second = hand_in(folder, {2017: 6})
    withdraw(folder, first.submission.submission_id)
    assert figures(folder) == {2015: 1, 2016: 2, 2017: 6}
    assert go_back(folder, first.release_id).release_id == first.release_id
    assert figures(folder) == {2015: 1, 2016: 5}
    assert counting(folder) == in_release(folder) == ["s000001"]
    assert go_back(folder, second.release_id).release_id == second.release_id
    assert counting(folder) == in_release(folder) == ["s000001", "s000002"]
    assert [action for action, *_ in log(folder)] == ["submit", "submit", "withdraw"] + 2 * [
        "go_back"
    ]
    assert audit.broken_at(folder.root / "uploads") is None


def test_a_warehouse_that_is_lost_is_built_again_from_the_files(folder, tmp_path):
    hand_in(folder, {2016: 5})
    withdraw(folder, "s000001")
    hand_in(folder, {2017: 6})
    folder.build(tmp_path / "again")
    reader = Folder(folder.root).reader()
    reader.close()
    assert figures(folder) == {2015: 1, 2016: 2, 2017: 6}
    assert Warehouse(tmp_path / "again").current()[-8:] == current(folder)[0][-8:], "the same marks"


# --- what is refused, in one sentence


def refused(folder: Folder, kind: type[Exception], says: str, work) -> None:
    """The work is refused with a sentence, and nothing has changed."""
    was, told, releases = current(folder), log(folder), Warehouse(folder.warehouse).releases()
    with pytest.raises(kind) as problem:
        work()
    assert says in str(problem.value)
    assert "\n" not in str(problem.value)
    assert (current(folder), log(folder)) == (was, told)
    assert Warehouse(folder.warehouse).releases() == releases
    assert not (folder.root / "uploads" / ".pending").exists()
    assert counting(folder) == in_release(folder)


def test_the_very_same_file_again_would_change_nothing_and_is_refused(folder):
    hand_in(folder, {2016: 5})
    again = lambda: hand_in(folder, {2016: 5}, by="wang")  # noqa: E731
    refused(folder, operations.AlreadyPublished, "is published as s000001 and counts", again)


def test_the_same_figures_in_another_file_are_published(folder):
    """They may come from somewhere else; the source of a figure is worth knowing."""
    hand_in(folder, {2016: 5})
    assert hand_in(folder, {2016: "5.0"}).report.changes.same == 1


def test_a_submission_is_withdrawn_once(folder):
    hand_in(folder, {2016: 5})
    withdraw(folder, "s000001")
    refused(folder, Problem, "s000001 is withdrawn already", lambda: withdraw(folder, "s000001"))


@pytest.mark.parametrize("number", ["../../x", "s000009", "", ".pending", "log.jsonl", "s1\0"])
def test_what_was_never_submitted_is_not_withdrawn(folder, number):
    hand_in(folder, {2016: 5})
    refused(folder, Problem, "there is no submission", lambda: withdraw(folder, number))


@pytest.mark.parametrize("release_id", ["../../x", "r9-00000000", "", "CURRENT"])
def test_to_what_is_no_release_nobody_goes_back(folder, release_id):
    refused(folder, Problem, "there is no release", lambda: go_back(folder, release_id))


def test_going_back_to_what_counts_now_is_refused(folder):
    made = hand_in(folder, {2016: 5})
    again = lambda: go_back(folder, made.release_id)  # noqa: E731
    refused(folder, Problem, "are those that count now", again)


def test_without_a_reason_or_a_name_nothing_is_taken_back(folder):
    hand_in(folder, {2016: 5})
    refused(folder, Problem, "say why", lambda: withdraw(folder, "s000001", reason=" \n"))
    refused(folder, Problem, "say who", lambda: withdraw(folder, "s000001", by="  "))


def test_a_file_with_an_error_is_refused(folder):
    refused(folder, operations.Refused, "refused", lambda: hand_in(folder, {2016: "oops"}))


def test_what_was_looked_at_must_still_be_current(folder):
    office, seen = an_office(folder), Warehouse(folder.warehouse).current()
    hand_in(folder, {2016: 5})

    def late():
        operations.submit(
            office, a_file({2016: 6}), "x.csv", by="wang", reason=REASON, report=silent, seen=seen
        )

    refused(folder, ReleaseChanged, "look at the changes again and repeat", late)


# --- what was changed behind the program's back


def spoil(folder: Folder, content: bytes | None = b"x") -> None:
    made = all_submissions(folder.root / "uploads")[0]
    made.path.unlink() if content is None else made.path.write_bytes(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [(a_file({2016: 99}), "hash differs"), (b"", "hash differs"), (None, "cannot be read")],
)
def test_a_submission_whose_file_was_changed_stops_every_publication(folder, content, says):
    hand_in(folder, {2016: 5})
    spoil(folder, content)
    refused(folder, Problem, says, lambda: hand_in(folder, {2017: 6}))
    refused(folder, Problem, "uploads/s000001: the file was changed", folder.build)
    withdraw(folder, "s000001")
    assert figures(folder) == BEFORE, "withdrawing it helps"


@pytest.mark.parametrize("name", ["x' || 'y.csv", "'; DROP TABLE judged; --.csv", '"<b>.csv', "."])
def test_a_file_name_is_never_more_than_a_name(folder, name):
    hand_in(folder, {2016: 5}, name=name)
    assert figures(folder)[2016] == 5


def test_a_submission_copied_to_another_number_is_noticed(folder):
    import shutil

    hand_in(folder, {2016: 5})
    shutil.copytree(folder.root / "uploads/s000001", folder.root / "uploads/s000007")
    with pytest.raises(Problem, match="uploads/s000007: the sidecar"):
        folder.build()


def edited(line: int, change):
    def edit(lines: list[bytes]) -> list[bytes]:
        return [*lines[: line - 1], *change(lines[line - 1]), *lines[line:]]

    return edit


EDITS = {
    "a word": (2, edited(2, lambda text: [text.replace(b"li", b"wu")])),
    "a line removed": (2, edited(2, lambda _text: [])),
    "a line twice": (3, edited(2, lambda text: [text, text])),
    "two lines swapped": (1, lambda lines: [lines[1], lines[0], *lines[2:]]),
    "the last line made unreadable": (3, edited(3, lambda text: [text[:-9]])),
    "something added": (4, lambda lines: [*lines, b"{}"]),
    "a moment that is none": (3, edited(3, lambda text: [text.replace(b'"at": "2', b'"at": "x')])),
    "a number that is none": (1, edited(1, lambda text: [text.replace(b": 1,", b': "1",')])),
}


@pytest.mark.parametrize("edit", EDITS)
def test_whoever_edits_the_log_breaks_its_chain(folder, edit):
    for value in (5, 6, 7):
        hand_in(folder, {2016: value})
    file = folder.root / "uploads" / audit.LOG
    number, change = EDITS[edit]
    file.write_bytes(b"".join(line + b"\n" for line in change(file.read_bytes().splitlines())))
    assert audit.broken_at(folder.root / "uploads") == number
    hand_in(folder, {2016: 8})
    assert audit.broken_at(folder.root / "uploads") == number, "going on mends nothing"


@pytest.mark.parametrize("words", ["a\u2028b", "a\x85b\nc", '"\\', "\udcff", "晋城 🙂"])
def test_any_words_are_kept_and_leave_the_chain_whole(folder, words):
    made = operations.submit(
        an_office(folder), a_file({2016: 5}), f"{words}.csv", by=words, reason=words, report=silent
    ).submission
    (kept,) = all_submissions(folder.root / "uploads")
    assert kept == made
    (entry,) = audit.read(folder.root / "uploads")
    assert (entry.by, entry.reason) == (made.by, made.reason)
    assert audit.broken_at(folder.root / "uploads") is None
    folder.source("one", Line(3, 2015))
    folder.build()
    assert figures(folder) == {2015: 3, 2016: 5}


# --- two at the same moment


def publish_at(barrier, folder: Folder, value: int, answers) -> None:
    """Publish when everyone is ready, and say what came of it."""
    seen = Warehouse(folder.warehouse).current()
    barrier.wait(60)
    try:
        made = operations.submit(
            an_office(folder), a_file({2017: value}), f"{value}.csv",
            by=f"analyst {value}", reason=REASON, report=silent, seen=seen,
        )  # fmt: skip
        answers.put(made.submission.by)
    except (ReleaseChanged, WarehouseProblem) as problem:
        answers.put(f"{type(problem).__name__}: {problem}")


def outcome(folder: Folder, answers: list[str]) -> None:
    """One has published, the other is asked again; then that works, and both are kept."""
    done = [a for a in answers if a.startswith("analyst")]
    asked = [a for a in answers if not a.startswith("analyst")]
    assert len(done) == len(asked) == 1
    assert "repeat" in asked[0] or "try again" in asked[0]
    (kept,) = all_submissions(folder.root / "uploads")
    assert [kept.by] == done
    assert figures(folder)[2017] == int(done[0].split()[1])
    other = {"analyst 6": 7, "analyst 7": 6}[done[0]]
    hand_in(folder, {2017: other}, name=f"{other}.csv")
    assert figures(folder)[2017] == other
    assert counting(folder) == in_release(folder) == ["s000001", "s000002"]
    assert audit.broken_at(folder.root / "uploads") is None


def test_of_two_people_in_two_processes_one_is_asked_again(folder):
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(2), context.Queue()
    people = [
        context.Process(target=publish_at, args=(barrier, folder, value, answers))
        for value in (6, 7)
    ]
    for person in people:
        person.start()
    said = [answers.get(timeout=120) for _ in people]
    for person in people:
        person.join()
    outcome(folder, said)


def test_of_two_people_in_one_server_one_is_asked_again(folder):
    import queue

    barrier, answers = threading.Barrier(2), queue.Queue()
    people = [
        threading.Thread(target=publish_at, args=(barrier, folder, value, answers))
        for value in (6, 7)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    outcome(folder, [answers.get() for _ in people])


def test_two_warehouses_of_the_same_submissions_take_turns(folder, tmp_path):
    from etl.staging import staged

    other = Warehouse(tmp_path / "other")
    with staged(folder.root / "uploads", other), pytest.raises(WarehouseProblem, match="try again"):
        hand_in(folder, {2016: 5})
    hand_in(folder, {2016: 5})
