"""What a provider states → who someone is here."""

from typing import Any

import pytest

from access.claims import identity_of, session_of
from access.policy import Mode, Policy
from access.roles import Role

CLAIMS: dict[str, Any] = {
    "iss": "https://office.example",
    "sub": "248289761001",
    "name": "王芳",
    "preferred_username": "wangfang",
    "email": "wf@office.example",
    "roles": ["statistics", "cooking"],
    "iat": 1_800_000_000,
    "nonce": "n-0S6_WzA2Mj",
}
MAP = {"statistics": Role.ANALYST, "directors": Role.PUBLISHER, "it": Role.ADMIN}


def policy(**others: Any) -> Policy:
    return Policy(**{"mode": Mode.OIDC, "role_map": MAP, **others})


def role(claims: dict[str, Any], **others: Any) -> Role | None:
    found = identity_of(CLAIMS | claims, policy(**others))
    assert found is not None
    return found.role


def test_a_person_is_named_for_ever_by_sub_and_shown_by_name() -> None:
    found = identity_of(CLAIMS, policy())
    assert found is not None
    assert (found.name, found.shown, found.role) == ("248289761001", "王芳", Role.ANALYST)


def test_another_claim_may_name_people() -> None:
    found = identity_of(CLAIMS, policy(name_claim="preferred_username"))
    assert found is not None
    assert found.name == "wangfang"


@pytest.mark.parametrize("name", [None, "", " ", 17, ["x"], {"x": "y"}, True])
def test_without_a_name_it_is_nobody(name: object) -> None:
    assert identity_of(CLAIMS | {"sub": name}, policy()) is None
    assert identity_of({}, policy()) is None


def test_an_address_that_is_called_unverified_is_nobody() -> None:
    by_mail = policy(name_claim="email")
    assert identity_of(CLAIMS | {"email_verified": False}, by_mail) is None
    assert identity_of(CLAIMS | {"email_verified": True}, by_mail) is not None
    assert identity_of(CLAIMS, by_mail) is not None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["statistics"], Role.ANALYST),
        ("statistics", Role.ANALYST),
        (["statistics", "it", "directors"], Role.ADMIN),
        (["Statistics"], None),
        ("statistics it", None),
        ([], None),
        (None, None),
        (17, None),
        ([17, None, {"it": 1}], None),
        (["analyst"], None),
        (["*"], None),
    ],
)
def test_the_role_is_the_highest_that_the_map_gives(stated: object, expected: Role | None) -> None:
    assert role({"roles": stated}) is expected


def test_no_claim_no_role() -> None:
    claims = {name: value for name, value in CLAIMS.items() if name != "roles"}
    found = identity_of(claims, policy())
    assert found is not None
    assert found.role is None


def test_everyone_who_can_sign_in_may_have_a_role() -> None:
    everyone = {**MAP, "*": Role.VIEWER}
    assert role({"roles": []}, role_map=everyone) is Role.VIEWER
    assert role({"roles": ["it"]}, role_map=everyone) is Role.ADMIN


@pytest.mark.parametrize(
    ("claim", "claims"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["it"]}}),
        ("https://office.example/roles", {"https://office.example/roles": ["it"]}),
        ("groups", {"groups": "it"}),
    ],
)
def test_the_role_claim_may_lie_inside_another(claim: str, claims: dict[str, Any]) -> None:
    assert role(claims, role_claim=claim) is Role.ADMIN


@pytest.mark.parametrize("claims", [{"realm_access": "it"}, {"realm_access": ["it"]}, {}])
def test_a_claim_of_another_shape_gives_no_role(claims: dict[str, Any]) -> None:
    assert role(claims, role_claim="realm_access.roles") is None


def test_a_sign_in_has_the_same_key_in_every_run_and_the_next_one_another() -> None:
    one = session_of(CLAIMS)
    assert one is not None
    assert one == session_of(CLAIMS | {"name": "another word"})
    assert one[1] == CLAIMS["iat"]
    for claim, other in (("sub", "x"), ("iss", "x"), ("iat", 1), ("nonce", "x")):
        again = session_of(CLAIMS | {claim: other})
        assert again is not None
        assert again[0] != one[0]


@pytest.mark.parametrize("moment", [None, "1800000000", True, []])
def test_a_statement_without_a_time_begins_no_session(moment: object) -> None:
    assert session_of(CLAIMS | {"iat": moment}) is None
