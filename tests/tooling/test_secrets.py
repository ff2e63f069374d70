"""No secret is tracked: no key, no token, no password of an installation."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,})",
    "web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "address with a password": r"\b[a-z]+://[^\s/:@{}\"']+:[^\s/:@{}\"']+@",
}
NAMED = re.compile(
    r"""(?i)\b(?:password|passwd|secret|token|api_?key|client_?secret|cookie_?secret)["']?\s*"""
    r"""[:=]\s*["'](?=[^"']*\d)([^"'\s{}<>]{8,})["']"""
)
NEVER_TRACKED = re.compile(r"secrets\.toml$|\.sqlite$|\.pem$|\.key$|(^|/)\.env")


def tracked() -> list[str]:
    """The files that would be published."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return [name for name in listed.stdout.split("\0") if name]


def texts() -> list[tuple[str, str]]:
    found = []
    for name in tracked():
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in content[:8000]:
            found.append((name, content.decode("utf-8", "replace")))
    return found


def test_no_tracked_file_holds_a_secret() -> None:
    found = [
        f"{name}: {kind}"
        for name, text in texts()
        for kind, pattern in TOKENS.items()
        if re.search(pattern, text)
    ]
    found += [
        f"{name}: {value}"
        for name, text in texts()
        if not name.startswith("tests/")  # what tests type in is known to everyone
        for value in NAMED.findall(text)
    ]
    assert found == []


def test_no_file_that_holds_secrets_is_tracked() -> None:
    assert [name for name in tracked() if NEVER_TRACKED.search(name)] == []


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a" * 36,
        "postgresql://li:" + "geheim@host/base",
    ],
)
def test_a_secret_would_be_found(secret: str) -> None:
    assert any(re.search(pattern, secret) for pattern in TOKENS.values())
    assert NAMED.findall('client_secret = "' + 'a1b2c3d4e5"')
