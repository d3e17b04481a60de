"""Who may do what: two roles, and the questions that a page asks about them."""

from typing import Any

HOST = "host"
ADMIN = "admin"
ROLES = (HOST, ADMIN)


def may_host(staff: Any) -> bool:
    """Whether `staff`, perhaps nobody, may run an event: a host or an admin."""
    return bool(names_of(staff) & {HOST, ADMIN})


def may_administer(staff: Any) -> bool:
    """Whether `staff`, perhaps nobody, may do everything."""
    return ADMIN in names_of(staff)


def is_limited(staff: Any) -> bool:
    """Whether `staff` runs named events only; who administers may do everything."""
    return bool(staff.is_limited) and not may_administer(staff)


def names_of(staff: Any) -> frozenset[str]:
    """The names of the roles of `staff`; none for nobody and for who was deactivated."""
    if not staff.is_authenticated or not staff.active:
        return frozenset()
    return frozenset(role.name for role in staff.roles)
