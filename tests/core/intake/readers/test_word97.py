"""Word 97-2003: pieces, tables, what is hidden, what is damaged."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Refused
from core.intake.grid import Cell, Document, Grid, Paragraph
from core.intake.readers.docx import read_docx
from core.intake.readers.merges import MERGE_SPLIT
from core.intake.readers.opener import CLOSED, EMBEDDED
from core.intake.readers.word97 import read_doc, reader
from core.intake.readers.word97.streams import Streams
from core.intake.readers.word97.text import blocks, margins
from tests.core.intake.readers import word97_files as files
from tests.core.intake.readers.word97_files import Run, row_definition, streams_of
from tests.hostile.valid import biff_sheet, label

SAMPLES = Path(__file__).parents[5] / "shared" / "samples"


def texts(streams: Streams) -> list[str]:
    return [block.text for block in blocks(streams)]


def document(monkeypatch: pytest.MonkeyPatch, runs: list[Run]) -> Document:
    monkeypatch.setattr(reader, "open_streams", lambda data: streams_of(runs))
    return read_doc(b"")


@pytest.mark.parametrize("backwards", [False, True])
def test_pieces_of_both_codings_are_read_in_the_order_of_the_text(backwards: bool) -> None:
    runs = [Run("绩效"), Run("2024 ", wide=False), Run("自评\r"), Run("end\r", wide=False)]
    assert texts(streams_of(runs, backwards)) == ["绩效2024 自评", "end"]


@pytest.mark.parametrize("wide", [False, True])
def test_lines_at_the_head_of_the_pages_are_no_text(wide: bool) -> None:
    runs = [Run("text\rhead\r\r", wide=wide), Run("\x13PAGE\x141\x15\rhead\r", wide=wide)]
    streams = streams_of(runs, heads=21)
    assert texts(streams) == ["text"]
    assert margins(streams) == ("head", "1")


def test_deleted_and_hidden_text_and_field_codes_are_left_out() -> None:
    runs = [
        Run("留"), Run("删", character=files.DELETED), Run("藏", character=files.HIDDEN),
        Run("\x13PAGEREF _Toc1\x143\x15页"), Run("\x0b下一行\r"),
    ]  # fmt: skip
    assert texts(streams_of(runs)) == ["留3页\n下一行"]


def test_a_field_may_reach_over_pieces_and_paragraphs() -> None:
    runs = [Run("前\x13TOC\r"), Run("\\o ", wide=False), Run("\x14一\r二\x15后\r")]
    assert texts(streams_of(runs)) == ["前", "一", "二后"]


def test_fields_that_never_end_take_no_time_by_the_square() -> None:
    many = 200_000
    assert texts(streams_of([Run("\x13\x14x" * many + "\r")])) == ["x" * many]


def test_hidden_text_still_ends_its_paragraph() -> None:
    runs = [Run("留"), Run("藏\r\x13", character=files.HIDDEN), Run("后\r")]
    assert texts(streams_of(runs)) == ["留", "后"]


def test_characters_of_symbol_fonts_are_what_they_look_like() -> None:
    runs = [Run("(是", character=files.symbol(0xF0FE)), Run("(否)\r")]
    assert texts(streams_of(runs)) == ["☑是(否)"]


@pytest.mark.parametrize("text", ["𠮷县", "甲\xa0乙", "甲\x1f乙"])
def test_stored_characters_that_are_not_one_shown(text: str) -> None:
    shown = text.replace("\xa0", " ").replace("\x1f", "")
    assert texts(streams_of([Run(f"{text}\r"), Run("后\r")])) == [shown, "后"]


def test_lists_that_no_paragraph_uses_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    index = [*streams_of([Run("甲\r")]).index]
    index[73] = index[74] = (10**6, 99)
    damaged = replace(streams_of([Run("甲\r")]), index=tuple(index))
    monkeypatch.setattr(reader, "open_streams", lambda data: damaged)
    assert read_doc(b"").blocks == (Paragraph(0, "甲"),)


def test_merged_cells_span_rows_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    ┌────┬─────────┐
    │ 甲 │ 乙      │
    │    ├────┬────┤
    │    │ 1  │ 2  │
    └────┴────┴────┘
    """
    down, restart = 0x20, 0x60
    cell = files.IN_TABLE
    first = files.ROW_END + row_definition((0, 1000, 3000), (restart, 0))
    second = files.ROW_END + row_definition((0, 1005, 2000, 3000), (down, 0, 0))
    runs = [
        Run("题\r"),
        Run("甲\x07", cell), Run("乙\x07", cell), Run("\x07", first),
        Run("\x07", cell), Run("1\x07", cell), Run("2\x07", cell), Run("\x07", second),
        Run("尾\r"),
    ]  # fmt: skip
    head, grid, tail = document(monkeypatch, runs).blocks
    assert isinstance(grid, Grid)
    assert grid.cells == (
        Cell(0, 0, "甲", 2, 1), Cell(0, 1, "乙", 1, 2), Cell(1, 1, "1"), Cell(1, 2, "2"),
    )  # fmt: skip
    assert (head, tail) == (Paragraph(0, "题"), Paragraph(1, "尾"))


def test_what_stands_in_a_merged_cell_is_a_cell_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cell = files.IN_TABLE
    first = files.ROW_END + row_definition((0, 1000, 3000), (0x60, 0))
    second = files.ROW_END + row_definition((0, 1000, 3000), (0x20, 0))
    runs = [
        Run("甲\x07", cell), Run("1\x07", cell), Run("\x07", first),
        Run("丙\x07", cell), Run("2\x07", cell), Run("\x07", second),
    ]  # fmt: skip
    (grid,) = document(monkeypatch, runs).blocks
    assert isinstance(grid, Grid)
    assert grid.at(1, 0) == Cell(1, 0, "丙", note=MERGE_SPLIT)


def test_a_frame_around_a_table_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = files.inner_row_end(2) + row_definition((0, 500, 900), (0, 0))
    outer = files.ROW_END + row_definition((0, 1000), (0,))
    runs = [
        Run("框内题目\r", files.depth(1)),
        Run("甲\r", files.inner_cell(2)), Run("乙\r", files.inner_cell(2)), Run("\r", inner),
        Run("\x07", files.depth(1)), Run("\x07", outer + files.depth(1)),
    ]  # fmt: skip
    found = document(monkeypatch, runs).blocks
    assert found[0] == Paragraph(0, "框内题目")
    assert isinstance(found[1], Grid)
    assert [cell.text for cell in found[1].cells] == ["甲", "乙"]


def test_an_inner_table_beside_other_cells_is_text_of_its_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inner = files.inner_row_end(2) + row_definition((0, 500, 900), (0, 0))
    outer = files.ROW_END + row_definition((0, 1000, 2000), (0, 0))
    runs = [
        Run("左\x07", files.depth(1)),
        Run("甲\r", files.inner_cell(2)), Run("乙\r", files.inner_cell(2)), Run("\r", inner),
        Run("后\x07", files.depth(1)), Run("\x07", outer + files.depth(1)),
    ]  # fmt: skip
    (grid,) = document(monkeypatch, runs).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["左", "甲\t乙\n后"]


@pytest.mark.parametrize(
    "data", [b"", b"no ole at all", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_doc(data)


def test_structures_that_point_outside_are_refused() -> None:
    whole = streams_of([Run("甲\r")])
    for number, (start, length) in enumerate(whole.index):
        if not length:
            continue
        index = list(whole.index)
        index[number] = (start + len(whole.table), length)
        with pytest.raises(Refused) as refusal:
            texts(Streams(whole.main, whole.table, b"", whole.text_length, tuple(index)))
        assert refusal.value.code == "damaged"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no submitted files at hand")
def test_a_submission_reads_like_its_newer_twin() -> None:
    for old in sorted(SAMPLES.glob("*.doc")):
        binary = read_doc(old.read_bytes())
        newer = read_docx(old.with_suffix(".docx").read_bytes())
        assert len(binary.blocks) == len(newer.blocks)
        for one, other in zip(binary.blocks, newer.blocks, strict=True):
            if isinstance(one, Grid) and isinstance(other, Grid):
                assert _cells(one) == _cells(other)
            elif isinstance(one, Paragraph) and isinstance(other, Paragraph):
                assert one.printed.strip() == other.printed.strip()
            else:
                pytest.fail("a table became a paragraph")


def _cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return sorted((c.row, c.column, c.rows, c.columns, c.text.strip()) for c in grid.cells)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no submitted files at hand")
@pytest.mark.slow
def test_a_file_cut_off_anywhere_is_read_or_refused() -> None:
    whole = next(SAMPLES.glob("*.doc")).read_bytes()
    codes = {_refusal(whole[:end]) for end in range(0, len(whole), 1777)}
    assert codes <= {None, "damaged", "unsupported", "encrypted"}


def _refusal(data: bytes) -> str | None:
    try:
        read_doc(data)
    except Refused as refusal:
        return refusal.code
    return None


def with_objects(*numbers: int, paragraph: bytes = b"") -> list[Run]:
    """A text with a field for each object, as it stands behind its picture."""
    runs = [Run("前文", paragraph)]
    for number in numbers:
        place = struct.pack("<HI", 0x6A03, number)
        runs += [Run("\x13EMBED Excel.Sheet.8 ", paragraph), Run("\x14", paragraph, place)]
        runs.append(Run("\x01\x15", paragraph))
    return [*runs, Run("后文\r", paragraph)]


def opened_with(
    monkeypatch: pytest.MonkeyPatch, runs: list[Run], objects: dict[int, bytes]
) -> Document:
    streams = replace(streams_of(runs), objects=objects)
    monkeypatch.setattr(reader, "open_streams", lambda data: streams)
    return read_doc(b"")


def test_a_sheet_that_stands_in_the_text_is_read_in_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = biff_sheet(label(0, 0, "会议费") + label(0, 1, "2.1"))
    objects = {7: sheet, 8: b"PK\x03\x04cut", 9: b"no sheet"}
    found = opened_with(monkeypatch, with_objects(7, 8, 9, 10), objects)
    text, grid, closed = found.blocks
    assert isinstance(text, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(closed, Paragraph)
    assert text.text == "前文后文"
    assert [(cell.text, cell.note) for cell in grid.cells] == [
        ("会议费", EMBEDDED),
        ("2.1", EMBEDDED),
    ]
    assert (closed.text, closed.index) == (CLOSED, 1)


def test_a_sheet_in_a_cell_becomes_lines_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = biff_sheet(label(0, 0, "会议费") + label(0, 1, "2.1"))
    *runs, last = with_objects(7, paragraph=files.IN_TABLE)
    runs += [replace(last, text="\x07"), Run("\x07", files.ROW_END + row_definition([0, 99], [0]))]
    (grid,) = opened_with(monkeypatch, runs, {7: sheet}).blocks
    assert isinstance(grid, Grid)
    assert grid.cells[0].text == "前文\n会议费\t2.1"


def test_hidden_objects_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = with_objects(7)
    runs[2] = replace(runs[2], character=runs[2].character + files.HIDDEN)
    found = opened_with(monkeypatch, runs, {7: biff_sheet(label(0, 0, "甲"))})
    assert len(found.blocks) == 1
