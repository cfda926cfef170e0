"""Edits with inverses, and the history they make."""
