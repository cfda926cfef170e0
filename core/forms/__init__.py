"""The five forms of a submission, by annex code."""

from collections.abc import Mapping
from types import MappingProxyType

from core.forms.basic_data import BasicData
from core.forms.overall import Overall
from core.forms.project import Project
from core.forms.report import OverallReport, ProjectReport
from core.schema.form import Form

FORMS: Mapping[str, type[Form]] = MappingProxyType(
    {cls.CODE: cls for cls in (BasicData, Overall, Project, OverallReport, ProjectReport)}
)
"""Annex code → form class, in the order of the annexes."""

Evaluation = Overall | Project
"""The forms that are scored."""
Report = OverallReport | ProjectReport
"""The forms that are prose."""

__all__ = [
    "FORMS", "BasicData", "Evaluation", "Form", "Overall", "OverallReport", "Project",
    "ProjectReport", "Report",
]  # fmt: skip
