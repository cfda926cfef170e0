"""The desk without a window: forms, reading, storing, scoring, checking, writing. Knows no Qt."""
