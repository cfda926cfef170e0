"""Every score with its reason in words."""
