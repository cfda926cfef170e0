"""Edits with inverses, and the history they make."""

from core.editing.apply import Applied, apply, blank_form
from core.editing.county import County, CountyApplied, apply_county
from core.editing.draft import Draft, draft
from core.editing.edits import (
    AddForm,
    ClearMark,
    CountyEdit,
    Edit,
    Enter,
    InsertRow,
    MoveRow,
    PutSubmission,
    PutUnit,
    RemoveForm,
    RemoveRow,
    SetDeadline,
    SetLayout,
    SetLetterhead,
    SetMark,
    SetReportText,
    SetReview,
    SetScheme,
    SetStatus,
    SetTemplate,
    SetUnits,
    Step,
    SubmissionEdit,
)
from core.editing.history import Entry
from core.editing.judge import scored_cells

__all__ = [
    "AddForm", "Applied", "ClearMark", "County", "CountyApplied", "CountyEdit", "Draft", "Edit",
    "Enter", "Entry", "InsertRow", "MoveRow", "PutSubmission", "PutUnit", "RemoveForm",
    "RemoveRow", "SetDeadline", "SetLayout", "SetLetterhead", "SetMark", "SetReportText",
    "SetReview", "SetScheme", "SetStatus", "SetTemplate", "SetUnits", "Step", "SubmissionEdit",
    "apply", "apply_county", "blank_form", "draft", "scored_cells",
]  # fmt: skip
