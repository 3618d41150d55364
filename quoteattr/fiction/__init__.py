"""Novels and stories: characters, conversations, and a learnt scorer of who speaks."""
