"""Passwords: what is accepted, how they are kept, and that their text goes nowhere else."""

import re
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher, extract_parameters

from access.passwords import Hasher, Password, WeakPassword, check_new, made_up
from tests.access.conftest import RIGHT, WRONG, fast_hasher


def test_a_password_is_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    kept = Hasher().hash(Password(RIGHT))
    found = extract_parameters(kept)
    assert kept.startswith("$argon2id$v=19$")
    assert (found.time_cost, found.memory_cost, found.parallelism) == (3, 64 * 1024, 4)
    assert (found.salt_len, found.hash_len) == (16, 32)
    assert RIGHT not in kept


def test_two_hashes_of_one_password_differ() -> None:
    assert fast_hasher().hash(Password(RIGHT)) != fast_hasher().hash(Password(RIGHT))


def test_only_the_right_password_matches() -> None:
    hasher = fast_hasher()
    kept = hasher.hash(Password(RIGHT))
    assert hasher.matches(kept, Password(RIGHT))
    assert not hasher.matches(kept, Password(WRONG))
    assert not hasher.matches(kept, Password(""))
    assert not hasher.matches("no hash at all", Password(RIGHT))


def test_a_password_can_be_typed_on_any_keyboard() -> None:
    hasher = fast_hasher()
    kept = hasher.hash(Password("résumé de l'été"))
    assert hasher.matches(kept, Password("re\u0301sume\u0301 de l'e\u0301te\u0301"))


def test_without_an_account_the_same_work_is_done() -> None:
    class Counting(PasswordHasher):
        verified: list[str]

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            self.verified.append(str(hash))
            return super().verify(hash, password)  # type: ignore[return-value]

    counting = Counting(time_cost=1, memory_cost=8, parallelism=1)
    counting.verified = []
    hasher = Hasher(counting)
    kept = hasher.hash(Password(RIGHT))
    assert not hasher.matches(None, Password(RIGHT))
    assert not hasher.matches(kept, Password(WRONG))
    nobody, someone = map(extract_parameters, counting.verified)
    assert nobody == someone, "the time must not tell which names exist"


def test_a_password_of_no_account_never_matches_the_hash_of_nobody() -> None:
    hasher = fast_hasher()
    assert not hasher.matches(None, Password(""))
    assert not hasher.matches(None, made_up())


def test_a_hash_with_other_parameters_is_outdated() -> None:
    kept = fast_hasher(time_cost=1).hash(Password(RIGHT))
    assert fast_hasher(time_cost=2).is_outdated(kept)
    assert not fast_hasher(time_cost=1).is_outdated(kept)


def test_only_a_few_hashes_are_made_at_once() -> None:
    """Each takes 64 MiB; a crowd at the door must not take all memory."""
    most, now = 0, 0

    class Slow(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            nonlocal most, now
            now += 1
            most = max(most, now)
            made = super().hash(password, salt=salt)
            now -= 1
            return made

    hasher = Hasher(Slow(time_cost=1, memory_cost=8, parallelism=1), at_once=2)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hasher.hash, [Password(RIGHT)] * 40))
    assert most <= 2


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "{!r}".format])
def test_a_password_does_not_print(shown: object) -> None:
    assert RIGHT not in shown(Password(RIGHT))  # type: ignore[operator]
    assert RIGHT not in shown([Password(RIGHT)])  # type: ignore[operator]


def test_a_password_is_in_no_traceback() -> None:
    weak = "weak" * 5
    with pytest.raises(WeakPassword) as caught:
        check_new(Password(weak), "li")
    assert weak not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "odd",
    ["\ud800 broken surrogate", "\x00 with a null byte in it", "口令口令口令口令口令一二三四"],
)
def test_any_text_can_be_a_password(odd: str) -> None:
    hasher = fast_hasher()
    assert hasher.matches(hasher.hash(Password(odd)), Password(odd))


def test_an_endless_password_is_not_hashed() -> None:
    hasher = fast_hasher()
    kept = hasher.hash(Password("x" * 300))
    assert not hasher.matches(kept, Password("x" * 300))


@pytest.mark.parametrize("good", [RIGHT, "十二个汉字也是一个好的密码", "li has twelve more"])
def test_a_long_password_is_accepted(good: str) -> None:
    check_new(Password(good), "li")


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("elevenchars", "at least 12"),
        ("", "at least 12"),
        ("x" * 257, "at most 256"),
        ("abababababab", "5 different"),
        ("Wangfang2020", "made from the account's name"),
    ],
)
def test_a_weak_password_is_refused_without_quoting_it(weak: str, why: str) -> None:
    with pytest.raises(WeakPassword, match=why) as caught:
        check_new(Password(weak), "wangfang")
    assert not weak or weak not in str(caught.value)


def test_a_password_made_up_is_random_and_good_enough() -> None:
    several = {made_up().text for _ in range(50)}
    assert len(several) == 50
    assert all(re.fullmatch(r"([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}", s) for s in several)
    check_new(made_up(), "analyst")
