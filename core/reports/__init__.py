"""Submissions and their assessments → tables and text for the county; nothing here draws."""
