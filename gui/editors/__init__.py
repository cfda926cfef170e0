"""Widgets in which text is typed."""
