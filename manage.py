"""Run, test and maintain the dashboard on any machine that has python3.

Standard library only, because it is what installs everything else: it makes `.venv`, fills it
from the hash-locked requirements and hands over to the real programs inside it. Nothing about
figures or pages belongs here.
"""

import argparse
import contextlib
import ctypes
import functools
import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType


def version_problem(version: "Sequence[int]") -> str:
    """Return the sentence for a Python that is too old, or nothing."""
    if tuple(version[:2]) >= (3, 11):
        return ""
    return f"Python 3.11 or newer is needed; this one is {version[0]}.{version[1]}."


# Asked this early because an older Python could not even read the annotations below.
if version_problem(sys.version_info[:2]):
    sys.exit(version_problem(sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
HOST = "127.0.0.1"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
PASSED_ON = {
    "etl": ("etl", "run"), "access": ("access", "run"),
    "bench": ("benchmarks", "dev"), "faults": ("tests.faults", "dev"),
}  # fmt: skip
BROWSER_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "msedge", "microsoft-edge")
BROWSER_PACKAGES = ("chromium", "fonts-wqy-microhei", "libatomic1")
WINDOWS = sys.platform == "win32"
Child = subprocess.Popen[bytes]


class Problem(Exception):
    """One sentence for the user; the program ends with it and exit code 1."""


def say(text: str) -> None:
    """Print progress on standard error: `etl export` owns standard output."""
    print(text, file=sys.stderr, flush=True)


# --- programs ---------------------------------------------------------------------------------


def stop(child: Child) -> None:
    """End a child: Ctrl-C in a terminal has reached it as well, a `kill` of this one has not."""
    interrupt = functools.partial(child.send_signal, signal.SIGINT)
    for patience, tell in ((1, child.terminate if WINDOWS else interrupt), (10, child.kill)):
        try:
            child.wait(patience)
            return
        except subprocess.TimeoutExpired:
            tell()
    child.wait()


@contextlib.contextmanager
def started(
    command: Sequence[str], cwd: Path = ROOT, environ: Mapping[str, str] | None = None
) -> Iterator[Child]:
    """Give a running program that has ended when the block is left, however it is left."""
    child = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(environ or {})})
    try:
        yield child
    finally:
        stop(child)


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file's lock, and let the programs that `quietly` starts hold it as well.

    So a second call waits for the first, and also for a program that a killed one left running.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # not on Windows

    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another installation to end ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        os.set_inheritable(file.fileno(), True)
        yield


def quietly(command: Sequence[str], failure: str) -> None:
    """Run a program whose output matters only when it fails; then show it and give up."""
    result = subprocess.run(command, cwd=ROOT, capture_output=True, close_fds=False, check=False)
    if result.returncode:
        say((result.stdout + result.stderr).decode(errors="replace").rstrip())
        raise Problem(failure)


# --- environment ------------------------------------------------------------------------------


class Environment:
    """The project's virtual environment, with a stamp that says what is completely in it.

    The stamp is removed before anything changes and written when all is done. So a folder
    without one was left half-finished, and is built anew rather than trusted.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "installed.txt"
        inside = ("Scripts", "python.exe") if WINDOWS else ("bin", "python")
        self.python = self.folder.joinpath(*inside)

    def wanted(self, kind: str) -> set[str]:
        """Return the stamp's lines for a kind; the dev lock includes the run-time lock."""
        kinds = ("run", "dev") if kind == "dev" else ("run",)
        contents = {name: (self.root / LOCKS[name]).read_bytes() for name in kinds}
        return {f"{name} {hashlib.sha256(lock).hexdigest()}" for name, lock in contents.items()}

    def is_finished(self) -> bool:
        """Say whether the last installation came to its end and its Python is still there."""
        return self.python.exists() and self.stamp.exists()

    def is_current(self, kind: str) -> bool:
        """Say whether everything of a kind was installed from the locks as they are now."""
        if not self.is_finished():
            return False
        return self.wanted(kind) <= set(self.stamp.read_text(encoding="utf-8").splitlines())

    def ensure(self, kind: str) -> None:
        """Create, repair or update the environment; do nothing when it is current."""
        if self.is_current(kind):
            return
        with held(self.root / LOCKS["run"]):
            if not self.is_current(kind):  # another call may just have done it
                self._renew(kind)

    def _renew(self, kind: str) -> None:
        uv = shutil.which("uv")
        if not self.is_finished():
            self._create()
        self.stamp.unlink(missing_ok=True)
        self._install(LOCKS[kind], uv)
        self.stamp.write_text("\n".join(sorted(self.wanted(kind))) + "\n", encoding="utf-8")

    def _create(self) -> None:
        say("Creating .venv ...")
        self.stamp.unlink(missing_ok=True)
        base = getattr(sys, "_base_executable", sys.executable)  # this one may be in .venv itself
        quietly(
            [base, "-m", "venv", "--clear", "--without-pip", str(self.folder)],
            "Python could not create .venv: close the programs that use it and try again.",
        )

    def _install(self, lock: str, uv: str | None) -> None:
        say(f"Installing {lock} with {'uv' if uv else 'pip (uv is faster)'} ...")
        began = time.monotonic()
        python = str(self.python)
        installer = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        if uv:
            installer = [uv, "pip", "install", "--python", python]
        else:
            quietly(
                [python, "-m", "ensurepip"],
                "This Python brings no pip: install uv, or python3-venv on Debian and Ubuntu.",
            )
        quietly(
            [*installer, "--quiet", "--require-hashes", "-r", str(self.root / lock)],
            f"The packages of {lock} could not be installed; the reason stands above.",
        )
        say(f"Installed in {time.monotonic() - began:.0f} s.")


ENVIRONMENT = Environment(ROOT)


def call(*arguments: str, environ: Mapping[str, str] | None = None) -> int:
    """Run the environment's Python in the foreground and return its exit code."""
    with started([str(ENVIRONMENT.python), *arguments], environ=environ) as child:
        return child.wait()


# --- run --------------------------------------------------------------------------------------


def port_problem(port: int) -> str:
    """Return the sentence for a port that cannot be listened on, or nothing."""
    with socket.socket() as probe:
        if not WINDOWS:  # there it would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Port {port} needs more rights: choose one above 1023, such as --port 8501."
        except OSError:
            return f"Port {port} is already in use: choose another, such as --port {port + 1}."
    return ""


def is_healthy(port: int) -> bool:
    """Ask the server once whether it is ready; never through a proxy."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_healthy(child: Child, port: int, seconds: float = 120) -> None:
    """Return when the server answers; give up when it has ended or takes too long."""
    deadline = time.monotonic() + seconds
    while not is_healthy(port):
        if child.poll() is not None:
            raise Problem(f"The server ended before it was up (exit code {child.returncode}).")
        if time.monotonic() > deadline:
            raise Problem(f"The server did not answer within {seconds:.0f} seconds.")
        time.sleep(0.05)


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Say whether anyone could see a browser window."""
    on_linux = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    return platform in ("darwin", "win32") or bool(on_linux)


def run(options: argparse.Namespace) -> int:
    """Build what is missing, serve the dashboard and stay until it is stopped."""
    port = options.port
    if port_problem(port):
        raise Problem(port_problem(port))
    ENVIRONMENT.ensure("run")
    if call("-m", "etl", "build"):
        raise Problem("The figures could not be built, so the dashboard was not started.")
    if call("-m", "access", "first"):
        raise Problem("The accounts cannot be read, so the dashboard was not started.")
    server = ["--server.address", HOST, "--server.port", str(port), "--server.headless", "true"]
    program = [str(ENVIRONMENT.python), "-m", "streamlit", "run", "server.py", *server]
    try:
        with started([*program, "--logger.hideWelcomeMessage", "true"]) as child:
            wait_until_healthy(child, port)
            print(f"The dashboard is at http://{HOST}:{port} (Ctrl-C stops it).", flush=True)
            if not options.no_browser and has_display(os.environ, sys.platform):
                webbrowser.open(f"http://{HOST}:{port}")
            return child.wait()
    except KeyboardInterrupt:
        say("Stopped.")
        return 0


# --- test -------------------------------------------------------------------------------------


def browser_places(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield where macOS and Windows keep browsers that are not on the PATH."""
    for name in ("Google Chrome", "Chromium", "Microsoft Edge"):
        yield f"/Applications/{name}.app/Contents/MacOS/{name}"
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        for program in (r"Google\Chrome\Application\chrome", r"Microsoft\Edge\Application\msedge"):
            yield rf"{environ.get(folder, 'C:')}\{program}.exe"


def find_browser(
    environ: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
    is_file: Callable[[str], bool] = os.path.isfile,
) -> str:
    """Return the executable of a Chromium browser, or nothing; CHROMIUM_PATH decides if given."""
    named = environ.get("CHROMIUM_PATH", "")
    if named and not is_file(named):
        raise Problem(f"CHROMIUM_PATH names no file: {named}")
    on_path = filter(None, map(which, BROWSER_COMMANDS))
    return named or next(on_path, "") or next(filter(is_file, browser_places(environ)), "")


def has_chinese_font() -> bool:
    """Say whether fontconfig knows a font with Chinese characters."""
    lister = shutil.which("fc-list")
    if not lister:
        return any(Path("/usr/share/fonts").rglob("wqy-microhei.ttc"))
    return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout)


def has_library(name: str) -> bool:
    """Say whether the system's loader finds a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Return what the browser tests need and this machine lacks, by Debian's names."""
    found = [bool(find_browser(os.environ))]
    if sys.platform == "linux":  # Playwright's node needs libatomic, the screenshots a font
        found += [has_chinese_font(), has_library("libatomic.so.1")]
    return [name for name, there in zip(BROWSER_PACKAGES, found, strict=False) if not there]


def install_packages(names: Sequence[str]) -> None:
    """Install system packages where that is possible: as root with apt-get."""
    if sys.platform != "linux" or os.geteuid() or not shutil.which("apt-get"):
        return
    say(f"Installing {', '.join(names)} with apt-get ...")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quietly([*quiet, "update"], "apt-get could not read the lists of packages.")
    install = ["install", "-y", "--no-install-recommends", *names]
    quietly([*quiet, *install], f"apt-get could not install {', '.join(names)}.")


def prepare_browser() -> str:
    """Return the browser for the tests, after installing what it lacks where possible."""
    missing = missing_packages()
    if missing:
        try:
            install_packages(missing)
        except Problem as problem:  # what is missing then decides, in the sentence below
            say(str(problem))
        missing = missing_packages()
    if missing == ["fonts-wqy-microhei"]:
        say("No Chinese font was found: pictures will show boxes; install fonts-wqy-microhei.")
    elif missing:
        raise Problem(
            f"The browser tests need {' and '.join(missing)}: install what is missing (Chrome or "
            "Edge will do for chromium), or name a browser in CHROMIUM_PATH."
        )
    return find_browser(os.environ)


LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
NOT_UNIT = ("--ignore=tests/pages", "--ignore=tests/browser")
STEPS: Mapping[str, Sequence[Sequence[str]]] = {
    "lint": [("-m", "ruff", "check", "."), ("-m", "ruff", "format", "--check", ".")],
    "types": [("-m", "mypy")],
    "contracts": [("-c", LINT_IMPORTS)],
    "unit": [("-m", "pytest", *NOT_UNIT)],
    "pages": [("-m", "pytest", "tests/pages")],
    "browser": [("-m", "pytest", "tests/browser")],
}


def step(name: str) -> bool:
    """Run one step to its end and say whether all of it passed."""
    try:
        environ = {"CHROMIUM_PATH": prepare_browser()} if name == "browser" else {}
    except Problem as problem:
        print(problem, flush=True)
        return False
    codes = [call(*command, environ=environ) for command in STEPS[name]]
    return not any(codes)


def test(options: argparse.Namespace) -> int:
    """Run the steps asked for, all of them even when one fails, and sum up."""
    ENVIRONMENT.ensure("dev")
    summary, failed = [], 0
    for name in options.names or STEPS:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        passed = step(name)
        failed += not passed
        verdict, seconds = "passed" if passed else "FAILED", time.monotonic() - began
        summary.append(f"{name:<10} {verdict} {seconds:7.1f} s")
        print(summary[-1], flush=True)
    print("\n== summary", *summary, sep="\n")
    print(f"steps: {len(summary) - failed} passed, {failed} failed", flush=True)
    return min(failed, 1)


# --- other commands ---------------------------------------------------------------------------


def pass_on(command: str, arguments: Sequence[str]) -> int:
    """Run one of the project's programs where the user stands, so that its paths hold."""
    package, kind = PASSED_ON[command]
    ENVIRONMENT.ensure(kind)
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    program = [str(ENVIRONMENT.python), "-P", "-m", package, *arguments]
    with started(program, Path.cwd(), {"PYTHONPATH": os.pathsep.join(paths)}) as child:
        return child.wait()


def lock(options: argparse.Namespace) -> int:
    """Re-create both locks; the output names no registry, so it is the same everywhere."""
    uv = shutil.which("uv")
    if not uv:
        raise Problem("The locks are made by uv: install it first, for example with pipx.")
    common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "-q"]
    common += ["--upgrade"] if options.upgrade else []
    sources = {"run": ["requirements.txt"], "dev": ["requirements-dev.txt", "-c", LOCKS["run"]]}
    for kind, source in sources.items():
        say(f"Locking {LOCKS[kind]} ...")
        command = [uv, "pip", "compile", *source, "-o", LOCKS[kind], *common]
        quietly(command, f"{source[0]} could not be resolved; the reason stands above.")
    return 0


def port_number(text: str) -> int:
    """Accept the number of a port, for argparse."""
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 to 65535")
    return int(text)


def step_name(text: str) -> str:
    """Accept the name of a step, for argparse."""
    if text not in STEPS:
        raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(STEPS)}")
    return text


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(description="Run, test and maintain the dashboard.")
    commands = top.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="build what is missing and serve the dashboard")
    running.add_argument("--port", type=port_number, default=8501)
    running.add_argument("--no-browser", action="store_true", help="do not open a browser")
    running.set_defaults(action=run)
    testing = commands.add_parser("test", help="run all the checks, or those named")
    testing.add_argument("names", nargs="*", type=step_name, metavar="|".join(STEPS))
    testing.set_defaults(action=test)
    locking = commands.add_parser("lock", help="re-create the locks with uv")
    locking.add_argument("--upgrade", action="store_true", help="take newer indirect versions")
    locking.set_defaults(action=lock)
    for command, (package, _) in PASSED_ON.items():
        commands.add_parser(command, help=f"pass everything to python -m {package}")
    return top


def interrupted(_signal: int, _frame: FrameType | None) -> None:
    """Treat a polite end from outside like Ctrl-C, so that children end first."""
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and not (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
            signal.signal(number, interrupted)
    try:
        if arguments and arguments[0] in PASSED_ON:
            return pass_on(arguments[0], arguments[1:])
        options = parser().parse_args(arguments)
        return int(options.action(options))
    except Problem as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
