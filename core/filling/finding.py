"""Where a form stands in a template, and the places that only a figure or a label gives away."""

from __future__ import annotations

import dataclasses

from core.address import At
from core.errors import UserError
from core.filling.inline import changes_of
from core.filling.template import Spot
from core.intake.grid import Document, Grid
from core.intake.recognise import Recognition, recognise


def form_in(document: Document, code: str) -> Recognition:
    for form in recognise(document):
        if form.code == code:
            return form
    names = {"f1": "基础数据表", "f2": "整体支出绩效自评表", "f3": "项目支出绩效自评表"}
    raise UserError(f"模板里没有找到{names.get(code, '这种表')}，请核对选用的文件。")


def probed_form(document: Document, form: Recognition) -> Document:
    """The document with a figure in every empty cell of the form."""
    rows = {(row.grid.index, row.index) for row in form.rows}
    blocks = [
        dataclasses.replace(
            block,
            cells=tuple(
                cell._replace(text="1")
                if not cell.text.strip() and (block.index, cell.row) in rows
                else cell
                for cell in block.cells
            ),
        )
        if isinstance(block, Grid)
        else block
        for block in document.blocks
    ]
    return dataclasses.replace(document, blocks=tuple(blocks))


def labelled(form: Recognition, code: str, at: At) -> Spot | None:
    """The cell that holds a field's label and leaves room behind it, though nothing was read."""
    for row in form.rows:
        for cell in row.filled:
            if changes_of(cell.text, code, {at: ""}):
                return Spot(row.grid.index, cell.row, cell.column)
    return None
