"""Roles: what the text says that somebody is, in its own words."""

from quoteattr.roles.find import described_role, gather_roles, roles_beside

__all__ = ["described_role", "gather_roles", "roles_beside"]
