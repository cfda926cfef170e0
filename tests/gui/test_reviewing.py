"""What the review list proposes: who is guessed at, what is damaged, what has the same name."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.forms.parts import Goal
from core.intake import read_file
from core.submission import Filled
from core.unit import Unit
from core.writers import write_docx, write_xlsx
from gui.models.review import DOUBTS, FILE, READ, UNIT_COLUMN, UNREAD
from gui.reviewing import review_lines
from gui.window import Window
from tests.gui.county import KEY, UNIT, basic_data, overall, submitted
from tests.gui.test_importing import reviewed

Open = Callable[[], Window]


def listing(window: Window, *names: str) -> None:
    window.bridge.workspace.set_units(tuple(Unit(name) for name in names))


def of_unit(folder: Path, unit: str, name: str = "表.docx") -> Path:
    write_docx((Filled("f2", replace(overall(), unit=unit)),), folder / name)
    return folder / name


def test_a_unit_that_is_only_like_one_of_the_list_waits_for_a_word(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    listing(window, "青石县第一人民医院中心分院", UNIT)
    window.rooms.importing.start([of_unit(tmp_path, "青石县第二人民医院中心分院")])
    review = reviewed(window, qtbot)
    (line,) = review.model.lines
    assert (line.unit, line.guessed, line.take) == ("青石县第一人民医院中心分院", True, False)
    assert not review.accept_button.isEnabled()
    index = review.model.index(0, FILE)
    review.model.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    review.accept()
    unit = window.bridge.workspace.unit("青石县第一人民医院中心分院")
    assert window.bridge.workspace.submission(f"2024/{unit.name}") is not None
    assert unit.aliases == ("青石县第二人民医院中心分院",)


def test_another_name_typed_in_its_place_is_taken(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    listing(window, "青石县第一人民医院中心分院")
    window.rooms.importing.start([of_unit(tmp_path, "青石县第二人民医院中心分院")])
    review = reviewed(window, qtbot)
    review.model.setData(review.model.index(0, UNIT_COLUMN), "青石县第二人民医院中心分院")
    assert review.model.lines[0].take
    review.accept()
    assert window.bridge.workspace.submission("2024/青石县第二人民医院中心分院") is not None


def test_a_part_of_a_name_that_fits_one_unit_alone_is_taken(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    listing(window, UNIT, "青石县水利局")
    window.rooms.importing.start([of_unit(tmp_path, "林草局")])
    (line,) = reviewed(window, qtbot).model.lines
    assert (line.unit, line.take) == (UNIT, True)


def test_a_damaged_file_does_not_take_the_place_of_a_whole_one_by_itself(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = submitted(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    window.rooms.importing.start([path])
    review = reviewed(window, qtbot)
    (line,) = review.model.lines
    assert line.reading.warning is not None
    assert not line.take
    assert line.reading.warning.rstrip("。") in review.says.text()
    texts = [review.model.index(0, column).data() for column in (READ, DOUBTS, UNREAD)]
    assert texts[0] == "0"
    assert int(texts[1]) > 0
    review.reject()
    submission = window.bridge.workspace.submission(KEY)
    assert submission is not None
    assert not submission.files


def test_files_of_one_name_bear_their_folder(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    for name in ("甲局", "乙局"):
        (tmp_path / "报送" / name).mkdir(parents=True)
        of_unit(tmp_path / "报送" / name, name)
    window.rooms.importing.start([tmp_path / "报送"])
    names = [line.reading.name for line in reviewed(window, qtbot).model.lines]
    assert sorted(names) == ["乙局/表.docx", "甲局/表.docx"]


def test_every_cell_is_counted_once(window: Window, tmp_path: Path) -> None:
    reading = read_file(submitted(tmp_path))
    (line,) = review_lines((reading,), window.bridge.workspace, 2024)
    every = sum(len({*form.sources, *form.unread}) for form in line.forms)
    assert line.read + line.doubts + line.unread == every


def test_a_form_that_comes_as_word_and_as_excel_is_stored_once(
    window: Window, tmp_path: Path
) -> None:
    """
    ☐ 表.xlsx   附件2       附件2在“全.docx”里也有，1 处不同；两份只勾一份
    ☑ 全.docx   附件1、2
    """
    mine = Filled("f2", replace(overall(), unit=UNIT))
    write_docx((Filled("f1", basic_data()), mine), tmp_path / "全.docx")
    other = replace(overall(), unit=UNIT, goal=Goal(expected="别的目标", actual="全部完成"))
    write_xlsx((Filled("f2", other),), tmp_path / "表.xlsx")
    readings = tuple(read_file(tmp_path / name) for name in ("表.xlsx", "全.docx"))
    sheet, whole = review_lines(readings, window.bridge.workspace, 2024)
    assert (sheet.codes, sheet.take) == ("附件2", False)
    assert "全.docx" in sheet.says
    assert "1 处" in sheet.says
    assert (whole.codes, whole.take) == ("附件1、2", True)


def test_the_file_that_says_it_is_the_later_one_is_ticked(window: Window, tmp_path: Path) -> None:
    write_docx((Filled("f2", replace(overall(), unit=UNIT)),), tmp_path / "自评.docx")
    mended = replace(overall(), unit=UNIT, goal=Goal(expected="改过"))
    write_docx((Filled("f2", mended),), tmp_path / "自评（修改稿）.docx")
    readings = tuple(read_file(tmp_path / name) for name in ("自评.docx", "自评（修改稿）.docx"))
    lines = review_lines(readings, window.bridge.workspace, 2024)
    assert [line.take for line in lines] == [False, True]


def test_a_file_that_says_nothing_waits_for_its_unit_and_teaches_no_name(
    window: Window, tmp_path: Path
) -> None:
    write_docx((Filled("f1", replace(basic_data(), unit=None)),), tmp_path / "附件1.docx")
    reading = read_file(tmp_path / "附件1.docx")
    (line,) = review_lines((reading,), window.bridge.workspace, 2024)
    assert (line.unit, line.named, line.ready) == ("", "", False)
    beside = read_file(of_unit(tmp_path, UNIT))
    (line, _) = review_lines((reading, beside), window.bridge.workspace, 2024)
    assert (line.unit, line.named, line.take) == (UNIT, "", True)
    assert "同一文件夹" in line.says
