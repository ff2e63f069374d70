"""manage.py from the outside: what it decides and says, without a network."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import manage
from manage import Environment, Problem

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals or locks")


def project(root: Path, *, run: str = "# run\n", dev: str = "# dev\n") -> Environment:
    """A project folder with two locks that ask for no package."""
    (root / manage.LOCKS["run"]).write_text(run, encoding="utf-8")
    (root / manage.LOCKS["dev"]).write_text(dev, encoding="utf-8")
    return Environment(root)


def finished(environment: Environment, kind: str) -> Environment:
    """The same, as a completed installation leaves it."""
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text("\n".join(environment.wanted(kind)), encoding="utf-8")
    return environment


# --- Python's version


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
def test_a_new_enough_python_is_accepted(version: tuple[int, int]) -> None:
    assert manage.version_problem(version) == ""


@pytest.mark.parametrize("version", [(3, 6), (3, 8), (3, 10)])
def test_an_old_python_is_told_what_is_needed_and_what_it_is(version: tuple[int, int]) -> None:
    sentence = manage.version_problem(version)
    assert "3.11 or newer" in sentence
    assert f"{version[0]}.{version[1]}." in sentence


# --- the environment and its stamp


def test_a_missing_environment_is_not_current(tmp_path: Path) -> None:
    assert not project(tmp_path).is_current("run")


def test_a_finished_installation_is_current(tmp_path: Path) -> None:
    assert finished(project(tmp_path), "run").is_current("run")


def test_the_development_set_serves_run_but_not_the_other_way_round(tmp_path: Path) -> None:
    environment = finished(project(tmp_path), "dev")
    assert environment.is_current("run")
    environment.stamp.write_text("\n".join(environment.wanted("run")), encoding="utf-8")
    assert not environment.is_current("dev")


def test_a_changed_lock_asks_for_an_installation(tmp_path: Path) -> None:
    environment = finished(project(tmp_path), "dev")
    project(tmp_path, run="# another release\n")
    assert environment.is_finished()
    assert not environment.is_current("run")
    assert not environment.is_current("dev")


def test_a_changed_development_lock_does_not_hold_up_run(tmp_path: Path) -> None:
    environment = finished(project(tmp_path), "dev")
    project(tmp_path, dev="# another linter\n")
    assert environment.is_current("run")
    assert not environment.is_current("dev")


def test_an_environment_whose_python_is_gone_is_not_trusted(tmp_path: Path) -> None:
    environment = finished(project(tmp_path), "run")
    environment.python.unlink()
    assert not environment.is_current("run")


def test_an_environment_left_half_finished_is_built_anew(tmp_path: Path) -> None:
    environment = finished(project(tmp_path), "run")
    environment.stamp.unlink()
    leftover = environment.folder / "half-written"
    leftover.touch()
    environment.ensure("run")
    assert environment.is_current("run")
    assert not leftover.exists()
    assert subprocess.run([str(environment.python), "-c", "pass"], check=False).returncode == 0

    project(tmp_path, run="this line === is no requirement\n")
    with pytest.raises(Problem, match=r"requirements\.lock could not be installed"):
        environment.ensure("run")
    assert not environment.is_finished(), "a failed installation must not look complete"


@posix
def test_a_second_installation_waits_for_the_first(tmp_path: Path) -> None:
    lock, entered = tmp_path / "lock", threading.Event()
    lock.touch()

    def second() -> None:
        with manage.held(lock):
            entered.set()

    other = threading.Thread(target=second)
    with manage.held(lock):
        other.start()
        assert not entered.wait(0.2)
    assert entered.wait(5)
    other.join()


@posix
def test_what_a_killed_call_left_running_is_waited_for(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.touch()
    script = (
        "import manage, pathlib, sys\n"
        f"with manage.held(pathlib.Path({str(lock)!r})):\n"
        "    print('held', flush=True)\n"
        "    manage.quietly([sys.executable, '-c', 'import time; time.sleep(1)'], '')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=manage.ROOT, stdout=subprocess.PIPE
    ) as call:
        assert call.stdout is not None
        assert call.stdout.readline() == b"held\n"
        # The sleeper must have been started before its parent is killed.
        with pytest.raises(subprocess.TimeoutExpired):
            call.wait(0.4)
        call.kill()
    entered = threading.Event()

    def successor() -> None:
        with manage.held(lock):
            entered.set()

    waiting = threading.Thread(target=successor)
    waiting.start()
    assert not entered.wait(0.2), "the orphan still works in the environment"
    assert entered.wait(10)
    waiting.join()


# --- programs


def test_no_program_outlives_the_block_that_needs_it() -> None:
    waiting = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(RuntimeError), manage.started(waiting) as child:
        raise RuntimeError
    assert child.returncode not in (None, 0)


def test_a_program_that_ends_by_itself_keeps_its_exit_code() -> None:
    with manage.started([sys.executable, "-c", "raise SystemExit(7)"]) as child:
        assert child.wait() == 7


def test_output_is_shown_only_when_a_program_fails(capfd: pytest.CaptureFixture[str]) -> None:
    manage.quietly([sys.executable, "-c", "print('busy')"], "It failed.")
    assert capfd.readouterr() == ("", "")
    with pytest.raises(Problem, match=r"It failed\."):
        manage.quietly([sys.executable, "-c", "raise SystemExit('the reason')"], "It failed.")
    assert "the reason" in capfd.readouterr().err


@posix
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_ends_with_130_and_one_word(how: signal.Signals) -> None:
    script = (
        "import manage, sys, time\n"
        "def wait(_):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "manage.lock = wait\n"
        "sys.exit(manage.main(['lock']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=manage.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as call:
        assert call.stdout is not None
        assert call.stdout.readline() == b"ready\n"
        call.send_signal(how)
        _, errors = call.communicate(timeout=10)
    assert (call.returncode, errors) == (130, b"Interrupted.\n")


# --- run


@pytest.fixture
def listening() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server((manage.HOST, 0)) as server:
        yield int(server.getsockname()[1])


def test_a_used_port_is_one_sentence_that_suggests_another(listening: int) -> None:
    sentence = manage.port_problem(listening)
    assert sentence.startswith(f"Port {listening} is already in use")
    assert f"--port {listening + 1}" in sentence
    assert sentence.count(".") == 1


@pytest.fixture
def free() -> int:
    """A port that nothing listens on any more."""
    with socket.create_server((manage.HOST, 0)) as server:
        return int(server.getsockname()[1])


def test_a_free_port_is_no_problem(free: int) -> None:
    assert manage.port_problem(free) == ""


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "８５０１０"])
def test_what_is_no_port_is_refused_with_the_range(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        manage.parser().parse_args(["run", f"--port={text}"])
    assert "no number from 1 to 65535" in capsys.readouterr().err


def test_a_server_that_ends_early_is_reported_at_once(free: int) -> None:
    with manage.started([sys.executable, "-c", "raise SystemExit(3)"]) as child:
        child.wait()
        with pytest.raises(Problem, match="exit code 3"):
            manage.wait_until_healthy(child, free)


@pytest.mark.parametrize(
    ("environ", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_browser_opens_only_where_it_can_be_seen(
    environ: dict[str, str], platform: str, seen: bool
) -> None:
    assert manage.has_display(environ, platform) is seen


# --- the browser of the tests


def on_path(*commands: str) -> Callable[[str], str | None]:
    """A PATH with these commands."""
    return lambda name: f"/bin/{name}" if name in commands else None


def files(*present: str) -> Callable[[str], bool]:
    """A disk with these files."""
    return lambda name: name in present


CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
EDGE = r"C:\Programs\Microsoft\Edge\Application\msedge.exe"


def test_a_named_browser_comes_before_all_others() -> None:
    found = manage.find_browser({"CHROMIUM_PATH": "/mine"}, on_path("chromium"), files("/mine"))
    assert found == "/mine"


def test_a_named_browser_that_is_not_there_is_not_replaced_silently() -> None:
    with pytest.raises(Problem, match="CHROMIUM_PATH names no file: /gone"):
        manage.find_browser({"CHROMIUM_PATH": "/gone"}, on_path("chromium"), files(CHROME))


def test_chromium_on_the_path_comes_before_chrome_and_edge() -> None:
    path = on_path("msedge", "google-chrome", "chromium")
    assert manage.find_browser({}, path, files(CHROME)) == "/bin/chromium"


def test_the_usual_places_are_looked_at_last() -> None:
    assert manage.find_browser({}, on_path("msedge"), files(CHROME)) == "/bin/msedge"
    assert manage.find_browser({}, on_path(), files(CHROME)) == CHROME
    assert manage.find_browser({"PROGRAMFILES": r"C:\Programs"}, on_path(), files(EDGE)) == EDGE


def test_a_machine_without_a_browser_gives_none() -> None:
    assert manage.find_browser({}, on_path(), files()) == ""


# --- the command line


def test_an_unknown_step_is_answered_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        manage.parser().parse_args(["test", "everything"])
    assert ", ".join(manage.STEPS) in capsys.readouterr().err


def test_no_test_file_is_left_out_by_the_steps() -> None:
    ignored = {option.removeprefix("--ignore=") for option in manage.NOT_UNIT}
    named = {manage.STEPS[name][0][-1] for name in ("pages", "browser")}
    assert ignored == named


def test_the_makefile_only_points_to_commands_that_exist() -> None:
    makefile = (manage.ROOT / "Makefile").read_text(encoding="utf-8")
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:"))
    usage = manage.parser().format_usage()
    assert [name for name in phony.split()[1:] if name not in usage] == []
