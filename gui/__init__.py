"""The window: a thin shell over core."""

__version__ = "0.1.0"
TITLE = "绩效自评工作台"
