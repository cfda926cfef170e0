"""Reading what units submit: safe opening, recognition, extraction with the source of each field."""

from core.intake.collect import Proposal, collect
from core.intake.reading import FileReading, Problem, read_file, read_paths

__all__ = ["FileReading", "Problem", "Proposal", "collect", "read_file", "read_paths"]
