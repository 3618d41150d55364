"""Roles: what the text says that somebody is, in its own words."""

from quoteattr.roles.find import gather_roles, roles_beside

__all__ = ["gather_roles", "roles_beside"]
