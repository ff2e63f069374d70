"""Roles: who may do what, with whose things; and what the guard says when it stops someone."""

from itertools import pairwise

import pytest

from access import ANONYMOUS, Identity, NotAllowed, Permission, Reason, Role, may, operator, require
from access.identity import VISITOR
from access.roles import FOR_EVERYONE, FOR_ONESELF, least_role

VIEW, CHECK, PUBLISH = Permission.VIEW, Permission.CHECK, Permission.PUBLISH
WITHDRAW, BACK, MANAGE = Permission.WITHDRAW, Permission.GO_BACK, Permission.MANAGE_ACCOUNTS

# Role → what it may do with its own things, and with those of others. Written out by hand.
TABLE = {
    Role.VIEWER: ({VIEW}, {VIEW}),
    Role.ANALYST: ({VIEW, CHECK, PUBLISH, WITHDRAW}, {VIEW, CHECK}),
    Role.PUBLISHER: (
        {VIEW, CHECK, PUBLISH, WITHDRAW, BACK},
        {VIEW, CHECK, PUBLISH, WITHDRAW, BACK},
    ),
    Role.ADMIN: (set(Permission), set(Permission)),
}


def someone(role: Role | None, name: str = "li") -> Identity:
    return Identity(name, name.title(), role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_each_role_may_do_what_the_table_says(role: Role, permission: Permission) -> None:
    own, others = TABLE[role]
    assert may(someone(role), permission, owner="li") is (permission in own)
    assert may(someone(role), permission, owner="wang") is (permission in others)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_forgotten_owner_opens_nothing(role: Role, permission: Permission) -> None:
    assert may(someone(role), permission) is may(someone(role), permission, owner="wang")


@pytest.mark.parametrize("permission", Permission)
def test_who_has_no_role_may_do_nothing(permission: Permission) -> None:
    assert not may(ANONYMOUS, permission, owner="")
    assert not may(someone(None), permission, owner="li")


def test_a_visitor_may_look_and_nothing_else() -> None:
    allowed = {permission for permission in Permission if may(VISITOR, permission, owner="")}
    assert allowed == {VIEW}


def test_nobody_owns_what_has_no_owner() -> None:
    """An analyst without a name must not own submissions whose owner was never written down."""
    nameless = Identity("", "", Role.ANALYST)
    assert not may(nameless, WITHDRAW, owner="")
    assert not may(nameless, WITHDRAW, owner=None)


def test_owners_are_compared_exactly() -> None:
    assert not may(someone(Role.ANALYST), WITHDRAW, owner="LI")
    assert not may(someone(Role.ANALYST), WITHDRAW, owner="li ")


def test_each_role_has_all_that_the_one_below_has() -> None:
    roles = list(Role)
    for lower, higher in pairwise(roles):
        everything = FOR_EVERYONE[higher] | FOR_ONESELF.get(higher, frozenset())
        assert FOR_EVERYONE[lower] | FOR_ONESELF.get(lower, frozenset()) <= everything
        assert lower.rank < higher.rank


def test_a_command_of_this_machine_may_do_everything_under_the_name_it_was_told() -> None:
    by = operator("wang")
    assert by.name == "wang"
    assert all(may(by, permission, owner="li") for permission in Permission)


def test_the_guard_lets_through_what_is_allowed() -> None:
    require(someone(Role.ANALYST), WITHDRAW, owner="li")
    require(someone(Role.PUBLISHER), BACK)


def refusal(identity: Identity, permission: Permission, owner: str | None = None) -> NotAllowed:
    with pytest.raises(NotAllowed) as caught:
        require(identity, permission, owner=owner)
    return caught.value


@pytest.mark.parametrize(
    ("identity", "permission", "reason", "sentence"),
    [
        (
            VISITOR, PUBLISH, Reason.SIGN_IN,
            "Publishing is not possible without signing in as analyst or higher.",
        ),
        (
            someone(Role.VIEWER), CHECK, Reason.ROLE,
            "Checking a file needs the role analyst or higher, and Li has the role viewer.",
        ),
        (
            someone(Role.ANALYST), BACK, Reason.ROLE,
            "Going back to an earlier release needs the role publisher or higher, "
            "and Li has the role analyst.",
        ),
        (
            someone(Role.ANALYST), WITHDRAW, Reason.OWNER,
            "Withdrawing what belongs to others is not for analysts like Li.",
        ),
        (
            someone(None), VIEW, Reason.ROLE,
            "Viewing needs the role viewer or higher, and Li has no role.",
        ),
    ],
)  # fmt: skip
def test_the_guard_says_in_one_sentence_what_is_missing(
    identity: Identity, permission: Permission, reason: Reason, sentence: str
) -> None:
    found = refusal(identity, permission, "wang")
    assert (found.reason, str(found)) == (reason, sentence)
    assert (found.identity, found.permission) == (identity, permission)


def test_the_least_role_is_the_one_that_may_at_least_with_its_own() -> None:
    assert [least_role(permission) for permission in Permission] == [
        Role.VIEWER, Role.ANALYST, Role.ANALYST, Role.ANALYST, Role.PUBLISHER, Role.ADMIN,
    ]  # fmt: skip
