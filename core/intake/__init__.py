"""Reading what units submit: safe opening, recognition, extraction with its sources."""

from core.intake.collect import Proposal, collect
from core.intake.reading import FileReading, Problem, read_file
from core.intake.sandbox import read_paths

__all__ = ["FileReading", "Problem", "Proposal", "collect", "read_file", "read_paths"]
