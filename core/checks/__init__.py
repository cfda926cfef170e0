"""The catalogue of checks: one rule, one function, one code."""
