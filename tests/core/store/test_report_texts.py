"""Sections of the county's report in the clerk's words: kept, undone, taken away."""

from pathlib import Path

from core.report_text import ReportText
from core.workspace import Workspace

OURS = ReportText("全县一盘棋。\n逐级落实。", "应报送单位=3")


def test_a_rewritten_section_outlives_the_window(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.set_report_text(2024, "overview", OURS)
    workspace.set_report_text(2023, "money", OURS)
    workspace.close()
    again = Workspace.open(tmp_path)
    assert again.report_texts(2024) == {"overview": OURS}
    again.undo()
    assert again.report_texts(2023) == {}
    again.redo()
    again.set_report_text(2024, "overview", None)
    assert (again.report_texts(2024), again.report_texts(2023)) == ({}, {"money": OURS})
    again.undo()
    assert again.report_texts(2024) == {"overview": OURS}
    again.close()
