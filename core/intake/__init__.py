"""Reading what units submit: safe opening, recognition, extraction with its sources."""

from core.intake.collect import Proposal, collect
from core.intake.reading import FileReading, Problem, read_file
from core.intake.sandbox import read_paths
from core.intake.unit_list import read_unit_file, read_unit_text

__all__ = [
    "FileReading", "Problem", "Proposal", "collect", "read_file", "read_paths",
    "read_unit_file", "read_unit_text",
]  # fmt: skip
