"""Raised figures: the mark of a footnote behind a number would become a part of it."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
