"""Which forms have an official grid, and how it is drawn."""

from core.forms import basic_data_paper, overall_paper, project_paper
from core.forms.basic_data import BasicData
from core.forms.overall import Overall
from core.forms.project import Project
from core.schema.form import Form
from core.schema.paper import Paper


def paper_of(record: Form) -> Paper:
    """The paper of an f1, f2 or f3; TypeError for a report, which is prose and has none."""
    if isinstance(record, BasicData):
        return basic_data_paper.paper(record)
    if isinstance(record, Overall):
        return overall_paper.paper(record)
    if isinstance(record, Project):
        return project_paper.paper(record)
    raise TypeError(record.CODE)
