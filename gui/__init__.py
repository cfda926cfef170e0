"""The window: a thin shell over core."""
