"""Several units in one print job."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.forms import FORMS
from core.submission import Submission
from gui.editors.picks import Pick
from gui.exporting import forms_to_print
from gui.models.marks import annex_of
from gui.papers.means import Means
from gui.views.print_units import PrintUnitsDialog, PrintWish


def print_units(means: Means) -> None:
    """Ask which units and which forms; look at them as pages, then print them."""
    taken = means.year_taken("没有可以打印的表")
    if taken is None:
        return
    submissions = [each for each in taken.submissions(taken.year) if each.forms]
    chosen = means.chosen() or (means.current(),)
    picks = [
        Pick(each.key, each.unit, f"{len(each.forms)} 张表", each.key in chosen)
        for each in submissions
    ]
    kinds = [(code, f"{annex_of(code)}　{form.NAME}") for code, form in FORMS.items()]
    dialog = PrintUnitsDialog(picks, kinds, means.window)
    dialog.print_wanted.connect(partial(_preview, means, submissions, dialog))
    dialog.open()


def _preview(
    means: Means, submissions: Sequence[Submission], dialog: PrintUnitsDialog, wish: PrintWish
) -> None:
    chosen = [
        (each.unit, [form for form in each.forms if form.code in wish.codes])
        for each in submissions
        if each.key in wish.keys
    ]
    units = [(unit, forms) for unit, forms in chosen if forms]
    if not units:
        dialog.complain("选中的单位没有这些表。")
        return
    several = f"等{len(units)}个单位" if len(units) > 1 else ""
    title = f"{submissions[0].year}年{units[0][0]}{several}"
    what = forms_to_print(units, title)
    means.exporting.show_pages(what, dialog, dialog, dialog.accept)
