"""Tables of a PDF that only the alignment of their words shows: cells, and where it is unclear."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import typst

from core.intake.grid import Grid, Paragraph
from core.intake.readers.pdf import read_pdf
from core.intake.readers.pdf_aligned import ALIGNED, aligned
from core.intake.readers.pdf_blocks import Rule, UnclearError
from core.intake.readers.pdf_lines import Word, lines_of
from core.intake.readers.pdf_pages import TORN, below, goes_on_below
from core.intake.readers.pdf_regions import Around, regions
from core.intake.readers.pdf_tables import Ruled, grid_of

SIZE, WIDTH = 10.0, 600.0
Line = tuple[float, dict[float, str]]
HEAD: dict[float, str] = {50: "项目", 200: "预算", 300: "决算"}


def words(*lines: Line) -> list[Word]:
    """A word at each place of each line, as wide as it is long."""
    return [
        {"text": text, "x0": x, "x1": x + SIZE * len(text), "top": top, "bottom": top + SIZE}
        for top, placed in lines
        for x, text in placed.items()
    ]


def tables(*lines: Line, rules: Sequence[Rule] = (), follows: bool = False) -> list[Ruled]:
    return [table for table, _ in aligned(words(*lines), lambda: rules, WIDTH, Around(follows))]


def texts(table: Ruled) -> list[list[str]]:
    return [[cell.text for cell in line] for line in grid_of(table, 0).lines]


def rows(*named: str, start: float = 0, pitch: float = 20) -> list[Line]:
    """Rows of a name and two figures each."""
    return [
        (start + pitch * n, {50: name, 200: f"{n}.5", 300: f"{n}1"}) for n, name in enumerate(named)
    ]


def test_blocks_side_by_side_are_rows_and_every_cell_is_doubtful() -> None:
    (table,) = tables((0, HEAD), *rows("会议费", "公务用车购置和", start=20), (53, {50: "维护费"}),
                      *rows("培训费", start=73))  # fmt: skip
    assert texts(table) == [
        ["项目", "预算", "决算"], ["会议费", "0.5", "01"], ["公务用车购置和维护费", "1.5", "11"],
        ["培训费", "0.5", "01"],
    ]  # fmt: skip
    assert {box.note for box in table.boxes if box.text} == {ALIGNED}


def test_a_line_that_leaves_a_column_out_does_not_end_its_cell() -> None:
    rules = [Rule(15, 0, 400), Rule(35, 100, 400), Rule(55, 0, 400)]
    lines: list[Line] = [(0, HEAD), (20, {200: "1", 300: "2"}), (29, {50: "公用"}),
             (40, {200: "3", 300: "4"}), (60, {50: "其他", 200: "5", 300: "6"})]  # fmt: skip
    (table,) = tables(*lines, rules=rules)
    (merged,) = [cell for cell in grid_of(table, 0).cells if cell.text == "公用"]
    assert (merged.row, merged.rows) == (1, 2)


def test_lines_at_one_distance_may_be_rows_or_one_cell() -> None:
    tight: list[Line] = rows("甲", "乙", "丙", "丁", "戊", "己", start=13, pitch=13)
    (table,) = tables((0, HEAD), *tight)
    assert len(texts(table)) == len(tight) + 1
    with pytest.raises(UnclearError):
        tables((0, HEAD), *tight, (91, {50: "费用"}), *rows("庚", start=104))


def test_a_name_halfway_between_its_rows_is_unclear() -> None:
    figures: list[Line] = [(20.0 * n, {150: f"指标{n}", 300: "10"}) for n in range(1, 6)]
    with pytest.raises(UnclearError):
        tables((0, {50: "一级", 150: "三级", 300: "分值"}), *figures, (110, {50: "产出"}),
               (120, {150: "指标6", 300: "10"}))  # fmt: skip


def test_prose_titles_and_a_line_to_sign_are_no_table() -> None:
    prose = (
        0.0,
        {
            50.0: "县水利局按照要求认真开展了绩效自评工作现将有关情况报告如下请予审阅并指导我局工作"
            * 2
        },
    )
    assert tables(prose, (20, {250: "附件二"}), (40, {50: "填表人", 200: "填报日期"})) == []


def test_rows_that_no_table_takes_are_unclear() -> None:
    with pytest.raises(UnclearError):
        tables(*rows("甲", "乙"), (60, {50: "一" * 50}))


def test_a_table_goes_on_where_the_page_ends() -> None:
    (above,) = tables((0, HEAD), *rows("甲", "乙", "丙", start=20))
    (here,) = tables(*rows("丁"), follows=True)
    assert goes_on_below(above, here)
    assert texts(below(above, here))[-1] == ["丁", "0.5", "01"]


def test_figures_of_a_row_that_the_page_cuts_are_not_read() -> None:
    (above,) = tables((0, HEAD), *rows("甲", "乙", "丙", start=20))
    (here,) = tables((0, {200: "7", 300: "8"}), *rows("丁", start=20), follows=True)
    torn = [cell.text for cell in grid_of(below(above, here), 0).cells if cell.doubt == TORN]
    assert torn == ["丙", "2.5", "21", "7", "8"]


def test_the_rest_of_a_text_goes_back_to_its_row() -> None:
    lines = [(20.0 * n, {50.0: "名称", 150.0: "说明说明", 300.0: "1"}) for n in range(5)]
    (above,) = tables(*lines)
    (here,) = tables((0, {150: "未完"}), *lines[1:], follows=True)
    last = texts(below(above, here))
    assert last[4] == ["名称", "说明说明未完", "1"]
    assert len([line for line in last if any(line)]) == 2 * len(lines) - 1


def printed(stroke: str, fill: str = "none") -> bytes:
    cells = "".join(f"[{a}],[{n}.5],[{n}0]," for n, a in enumerate("甲乙丙丁戊"))
    return bytes(
        typst.compile(
            f"#set page(width:15cm,height:12cm)\n#table(columns:(4cm,3cm,3cm),stroke:{stroke},"
            f"fill:{fill},[项目],[预算],[决算],{cells})".encode()
        )
    )


@pytest.mark.parametrize(
    ("stroke", "fill"),
    [
        ("none", "none"),
        ("(x,y)=>(bottom:0.5pt)", "none"),
        ("none", "(x,y)=>if calc.odd(y){luma(230)}"),
    ],
)
def test_printed_tables(stroke: str, fill: str) -> None:
    (grid,) = read_pdf(printed(stroke, fill)).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.lines[3]] == ["丙", "2.5", "20"]
    assert all(cell.note == ALIGNED for cell in grid.cells)


def test_what_is_unclear_stays_text() -> None:
    cells = "".join(f"[产出指标第{n}项的名称很长],[{n}]," for n in range(6))
    looks = "columns:(2cm,4cm,2cm),align:horizon,stroke:none"
    table = f"#table({looks},table.cell(rowspan:6)[产出],{cells})"
    data = bytes(typst.compile(f"#set page(width:15cm,height:12cm)\n{table}".encode()))
    assert all(isinstance(block, Paragraph) for block in read_pdf(data).blocks)


def test_columns_nearer_than_cells_can_be_are_one() -> None:
    lines: list[Line] = [
        (0, HEAD),
        *rows("甲", "乙", start=20),
        (60, {50: "丙", 196: "8", 300: "1"}),
    ]
    lines.append((80, {50: "丁", 224: "16", 300: "2"}))  # the words above end at 220
    (table,) = tables(*lines)
    assert texts(table)[-2:] == [["丙", "8", "1"], ["丁", "16", "2"]]


def test_a_row_that_begins_behind_the_first_column() -> None:
    over: dict[float, str] = {62: "这些数另计在这里不分项目和预算了", 300: "3"}
    (table,) = tables((0, HEAD), *rows("甲", "乙", start=20), (60, over), (80, over))
    assert [line[0] for line in texts(table)[3:]] == ["", ""]


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("其他支出", True),
        ("二、项目支出", False),
        ("说明如下：", False),
        ("这一句话太长了立不进名称一栏", False),
    ],
)
def test_a_name_alone_at_the_head_of_a_page(name: str, taken: bool) -> None:
    lines = words((0, {50: name}), (40, {50: "文" * 50}), (55, {50: "字" * 50}))
    found = list(aligned(lines, list, WIDTH, Around(follows=True, names=(50.0, 180.0))))
    assert bool(found) == taken


def test_headings_at_the_end_of_a_page_begin_the_table_of_the_next() -> None:
    prose: Line = (0, {50: "文" * 50})
    assert not list(aligned(words(prose, (40, HEAD)), list, WIDTH, Around()))
    ((heads, _),) = aligned(words(prose, (40, HEAD)), list, WIDTH, Around(leads=True))
    assert texts(heads) == [["项目", "预算", "决算"]]


def torn(upper: dict[float, str], lower: dict[float, str]) -> list[list[str]]:
    above, here = tables((0, HEAD), *rows("甲", "公用车", start=20), (60, upper)), words((0, lower))
    ((rest, _),) = aligned(here, list, WIDTH, Around(follows=True, names=(50.0, 180.0)))
    return texts(below(above[0], rest))[3:]


def test_what_goes_on_behind_the_break_of_a_page() -> None:
    both: dict[float, str] = {50: "时效指", 200: "及时审"}
    assert torn(both, {50: "标", 200: "结", 300: "100%"}) == [["时效指标", "及时审结", "100%"]]
    own = torn({50: "专项一", 200: "5"}, {50: "专项二", 200: "6"})
    assert own == [["专项一", "5", ""], ["专项二", "6"]]
    assert torn({50: "专项(一", 200: "5"}, {50: "项一行)"}) == [["专项(一项一行)", "5", ""]]
    sign: dict[float, str] = {50: "填表人：     填报日期：     联系电话："}
    assert torn({50: "总分数", 200: "100", 300: "9"}, sign)[0] == ["总分数", "100", "9"]


def runs(*lines: Line, around: Around) -> list[list[str]]:
    """The lines, by their first words, of what may be tables."""
    found = regions(lines_of(words(*lines)), WIDTH, around)
    return [[line[0]["text"] for line in run] for run in found]


def test_what_stands_above_the_first_row_of_a_page() -> None:
    above = Around(follows=True, names=(50.0, 180.0))
    rest = runs((0, {200: "续写"}), *rows("丙", "丁", start=60), around=above)
    assert rest == [["续写", "丙", "丁"]]
    names = runs((0, {50: "其他支出"}), *rows("丙", "丁", start=80), around=above)
    assert names == [["其他支出"], ["丙", "丁"]]
    indented = runs((0, {70: "基本情况"}), *rows("丙", "丁", start=80), around=above)
    assert indented == [["丙", "丁"]]


def test_a_line_below_that_begins_where_a_column_does_is_a_row() -> None:
    long, lines = "其中：上年结转的资金", rows("甲", "乙", "丙", "丁")
    assert runs(*lines, (90, {200: long}), around=Around())[0][-1] == long
    assert runs(*lines, (90, {50: long}), around=Around())[0][-1] == "丁"
