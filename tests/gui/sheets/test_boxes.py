"""Rows are as high as their text; a slot is a part of its cell."""

from PySide6.QtCore import QPointF

from gui import style
from gui.sheets.boxes import Item, Sheet, Slot, Texts, grid, lay, reading_order


def texts() -> Texts:
    return Texts(style.paper_font())


def test_a_row_grows_with_its_text() -> None:
    """
    | 短 | 长长长长…… |
    | 短 | 短         |
    """
    items = [Item(0, 0, "短"), Item(0, 1, "长" * 60), Item(1, 0, "短"), Item(1, 1, "短")]
    a, b, c, d = grid(items, [80.0, 100.0], 0, 0, texts())
    assert a.rect.height() == b.rect.height() > 2 * style.CELL_HEIGHT
    assert c.rect.height() == d.rect.height() == style.CELL_HEIGHT
    assert c.rect.top() == a.rect.bottom()


def test_a_merged_cell_stretches_the_rows_it_covers() -> None:
    items = [Item(0, 0, "长" * 80, rows=2), Item(0, 1, "短"), Item(1, 1, "短")]
    merged, upper, lower = grid(items, [100.0, 80.0], 10, 20, texts())
    assert merged.rect.height() == upper.rect.height() + lower.rect.height()
    assert upper.rect.height() == lower.rect.height() > style.CELL_HEIGHT
    assert (merged.rect.left(), merged.rect.top()) == (10, 20)


def test_a_number_too_long_for_its_column_breaks() -> None:
    layout = lay("1234567890" * 3, style.paper_font(), 60.0)
    assert layout.lineCount() > 1


def test_a_slot_is_a_part_of_its_cell() -> None:
    """其中：基本支出：12.30 is wording and a slot."""
    text = "其中：基本支出：12.30"
    slot = Slot("basic", 8, len(text))
    (box,) = grid([Item(0, 0, text, slots=(slot,), align="left")], [400.0], 0, 0, texts())
    part = box.slot_rect(slot)
    assert 0 < part.left() < part.right() < box.rect.right()
    (whole,) = grid([Item(0, 0, "12", slots=(Slot("a", 0, 2),))], [400.0], 0, 0, texts())
    assert whole.slot_rect(whole.slots[0]) == whole.rect


def test_the_nearest_of_two_slots() -> None:
    """产出指标（30分） holds a name and a number."""
    text = "产出指标（30分）"
    slots = (Slot("name", 0, 4), Slot("weight", 5, 7))
    (box,) = grid([Item(0, 0, text, slots=slots, align="left")], [300.0], 0, 0, texts())
    near, far = (box.slot_rect(slot).center() for slot in slots)
    assert box.slot_near(near) == slots[0]
    assert box.slot_near(far) == slots[1]
    assert box.slot_near(QPointF(299, 5)) == slots[1]


def test_unchanged_texts_are_laid_out_once() -> None:
    memory = texts()
    first = memory.lay("甲", 50.0)
    memory.turn()
    assert memory.lay("甲", 50.0) is first
    memory.turn()
    memory.turn()
    assert memory.lay("甲", 50.0) is not first


def test_reading_order_and_finding() -> None:
    items = [Item(1, 0, "c", slots=(Slot("c", 0, 1),)), Item(0, 1, "b", slots=(Slot("b", 0, 1),)),
             Item(0, 0, "a", slots=(Slot("a", 0, 1),))]  # fmt: skip
    boxes = grid(items, [50.0, 50.0], 0, 0, texts())
    assert [slot.key for _, slot in reading_order(boxes)] == ["a", "b", "c"]
    sheet = Sheet(tuple(boxes))
    assert sheet.find("b") == (boxes[1], boxes[1].slots[0])
    assert sheet.find("z") is None
