"""Every command of the window, declared once: menus, keys, the tool bar and the help derive."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6 import QtGui
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gui import style

MENUS = {
    "file": "文件(&F)",
    "edit": "编辑(&E)",
    "form": "报表(&B)",
    "year": "年度(&Y)",
    "papers": "输出(&O)",
    "review": "审核(&R)",
    "view": "查看(&V)",
    "help": "帮助(&H)",
}


class Command(NamedTuple):
    """A command: its name in code, its place in the menus, its keys, what it does in words.

    Commands of a menu with another `group` are separated by a line. `submenu` names a menu
    whose lines the window fills in. `needs` says when it can be used: always, with a
    submission open (unit), with a form (form), with a cell (cell), in a list (row), and
    whether it writes, which a read-only window does not.
    """

    name: str
    text: str
    menu: str
    group: int
    help: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    writes: bool = False
    submenu: bool = False


COMMANDS = (
    Command("import_files", "导入文件…", "file", 0, "选择报送的 Word、Excel 文件",
            ("Ctrl+I",), "import", writes=True),
    Command("import_folder", "导入文件夹…", "file", 0, "读入一个文件夹中的全部报送文件",
            ("Ctrl+Shift+I",), "folder", writes=True),
    Command("import_sample", "导入样例县", "file", 0, "读入随程序附带的样例", writes=True),
    Command("layouts", "已记住的版式…", "file", 0, "指认过的表格版式：导出、导入、删除"),
    Command("open_folder", "打开其他数据文件夹…", "file", 1, "换到另一个数据文件夹", ("Ctrl+O",)),
    Command("reopen_folder", "重新打开", "file", 1,
            "把现在的数据文件夹重新打开；另一个窗口关闭以后，这样就能在这里修改"),
    Command("recent", "最近的数据文件夹", "file", 1, "回到用过的数据文件夹", submenu=True),
    Command("export_form", "导出本表…", "file", 2, "把当前的表存为 Word、Excel 或 PDF",
            ("Ctrl+E",), "export", needs="form"),
    Command("export_unit", "导出本单位…", "file", 2, "把本单位的全部表存为一个文件",
            ("Ctrl+Shift+E",), needs="unit"),
    Command("export_year", "导出全年…", "file", 2, "每个单位一个文件，存到一个文件夹",
            ("Ctrl+Alt+E",)),
    Command("preview", "打印预览…", "file", 3, "按打印的样子看本单位的表",
            ("Ctrl+Shift+P",), "preview", needs="unit"),
    Command("print_form", "打印本表…", "file", 3, "打印当前的表", ("Ctrl+P",), "print",
            needs="form"),
    Command("print_unit", "打印本单位…", "file", 3, "打印本单位的全部表",
            ("Ctrl+Alt+P",), needs="unit"),
    Command("print_units", "打印多个单位…", "file", 3,
            "选几个单位、几种表，一次打印；先在总览里选也行", ("Ctrl+Alt+Shift+P",)),
    Command("settings", "设置…", "file", 4, "颜色、字号、缩放，本县名称和落款，打印机",
            ("Ctrl+,",)),
    Command("quit", "退出", "file", 4, "关闭程序", ("Ctrl+Q",)),
    Command("undo", "撤销", "edit", 0, "取消上一步，跨单元格、跨表、重启之后也可以",
            ("Ctrl+Z",), "undo", writes=True),
    Command("redo", "重做", "edit", 0, "再做一次取消了的一步",
            ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", writes=True),
    Command("edit_cell", "编辑单元格", "edit", 1, "修改当前单元格，也可直接输入",
            ("F2",), needs="cell", writes=True),
    Command("clear_cell", "清空单元格", "edit", 1, "删去选中的单元格的内容",
            ("Del",), needs="cell", writes=True),
    Command("cut_cell", "剪切", "edit", 1, "复制选中的单元格，再清空",
            ("Ctrl+X",), needs="cell", writes=True),
    Command("copy_cell", "复制", "edit", 1, "复制选中的单元格，可粘贴到 Excel、WPS",
            ("Ctrl+C",), needs="cell"),
    Command("paste_cell", "粘贴", "edit", 1, "从当前单元格起填入剪贴板的内容，一步可撤销",
            ("Ctrl+V",), needs="cell", writes=True),
    Command("fill_down", "向下填充", "edit", 1, "把选中的第一行填到下面各行，只选一行时取上一行",
            ("Ctrl+D",), needs="cell", writes=True),
    Command("pick_value", "选填…", "edit", 1, "从日历、官方名称和本列已有的内容里选",
            ("Ctrl+;",), needs="cell", writes=True),
    Command("select_all", "全选", "edit", 1, "选中整张表", ("Ctrl+A",), needs="form"),
    Command("accept_source", "接受原值", "edit", 1, "恢复为报送文件中的内容",
            ("Ctrl+R",), "source", needs="cell", writes=True),
    Command("find_unit", "查找单位", "edit", 2, "按名称查找单位", ("Ctrl+F",)),
    Command("cell_history", "单元格的历史…", "edit", 3, "当前单元格以前填过什么，可以恢复",
            ("Ctrl+H",), needs="cell"),
    Command("unit_history", "本单位的历史…", "edit", 3, "本单位的每一步改动，可以恢复到某一步",
            ("Ctrl+Shift+H",), needs="unit"),
    Command("insert_above", "在上方插入一行", "form", 0, "在当前行上方加一行",
            ("Alt+Shift+Ins",), needs="row", writes=True),
    Command("insert_below", "在下方插入一行", "form", 0, "在当前行下方加一行",
            ("Alt+Ins",), needs="row", writes=True),
    Command("remove_row", "删除本行", "form", 0, "删去当前行", ("Alt+Del",), needs="row",
            writes=True),
    Command("move_up", "上移一行", "form", 0, "当前行与上一行对调", ("Alt+Up",), needs="row",
            writes=True),
    Command("move_down", "下移一行", "form", 0, "当前行与下一行对调", ("Alt+Down",),
            needs="row", writes=True),
    Command("add_units", "添加单位…", "form", 1, "把应报送的单位加进名单，未报的一目了然",
            writes=True),
    Command("add_form", "补填一张表", "form", 1, "为本单位加一张空表", submenu=True,
            writes=True),
    Command("remove_form", "移除本表", "form", 1, "把当前的表移出本单位，可以撤销",
            needs="form", writes=True),
    Command("remove_unit", "移除本单位的报送", "form", 1, "移除本单位本年度的全部表，可以撤销",
            needs="unit", writes=True),
    Command("scheme", "本年度评分方案", "form", 2, "选择本年度的评分方案", submenu=True,
            writes=True),
    Command("board", "年度总览", "year", 0, "全部单位、全部附件报到什么程度",
            ("Ctrl+1",), "board"),
    Command("desk", "单位工作台", "year", 0, "回到一个单位的表", ("Ctrl+2",)),
    Command("summary", "全县汇总", "year", 0, "排名、等次、执行率、三公、常见问题，可点到单位",
            ("Ctrl+3",)),
    Command("next_task", "下一件事", "year", 0, "打开下一个要办的单位：重报的、有错误的、待审的",
            ("F5",), "next"),
    Command("unit_list", "单位名单…", "year", 1, "应报送的单位：从 Excel 读入、粘贴、修改",
            ("Ctrl+U",), writes=True),
    Command("deadline", "报送期限…", "year", 1, "本年度最迟哪天报送，过期的标为逾期",
            writes=True),
    Command("versions", "与旧版对照…", "year", 1, "重报以后，逐格对照原来报的，可以恢复一部分",
            ("Ctrl+K",), needs="unit"),
    Command("import_unit", "导入到单位…", "year", 1, "选择文件，按当前单位读入",
            ("Ctrl+Alt+I",), writes=True),
    Command("export_slips", "退回修改通知…", "papers", 0,
            "给要改的单位写通知，编号接着编，导出或打印，记入登记", ("Ctrl+Alt+R",)),
    Command("returns", "退回登记…", "papers", 0, "哪天、第几号、退给哪个单位、现在怎样",
            ("Ctrl+Alt+L",)),
    Command("reminders", "催报函…", "papers", 0,
            "没有报送、缺附件的单位，各写一份催报函，导出或打印", ("Ctrl+Alt+C",)),
    Command("export_summary", "导出县级汇总…", "papers", 1,
            "汇总表、排名、等次、三公、问题、底稿，存到文件夹", ("Ctrl+Alt+S",)),
    Command("print_summary", "打印县级汇总…", "papers", 1, "按打印的样子看汇总，再打印"),
    Command("county_report", "县级情况报告…", "papers", 1,
            "给县政府的报告：逐节看、改写、恢复，导出 Word 或 PDF", ("Ctrl+Alt+B",)),
    Command("templates", "县里的模板…", "papers", 2,
            "用县里自己的 Word、Excel 表，填本单位或全部单位", ("Ctrl+Alt+T",)),
    Command("blanks", "下年空表…", "papers", 2, "发给单位填的空表，带上年决算数和指标"),
    Command("disclose", "公开稿…", "papers", 3, "隐去电话等，核实不宜公开的词，再写 PDF"),
    Command("archive", "年度归档…", "papers", 3, "一年的材料放进一个文件夹，带索引和校验清单"),
    Command("scheme_options", "评分方案选项…", "form", 2, "改本年度的评分选项，先试算再启用",
            needs="unit", writes=True),
    Command("next_finding", "下一个问题", "review", 0, "跳到下一个问题所在的单元格",
            ("F8",), needs="unit"),
    Command("previous_finding", "上一个问题", "review", 0, "跳到上一个问题所在的单元格",
            ("Shift+F8",), needs="unit"),
    Command("other_place", "问题的另一处", "review", 0, "前后矛盾的问题，在矛盾的两边来回跳",
            ("Shift+F7",), needs="unit"),
    Command("by_rule", "全年问题按规则", "review", 0, "列出全年各单位的问题，同一规则的放在一起",
            ("Ctrl+F8",)),
    Command("take_suggestion", "采用建议", "review", 1, "按建议改正当前问题，可以撤销",
            ("F7",), needs="unit", writes=True),
    Command("take_all", "采用本单位全部建议…", "review", 1, "列出能算准的改正，一次采用",
            ("Ctrl+F7",), needs="unit", writes=True),
    Command("take_year", "采用全年建议…", "review", 1, "列出各单位能算准的改正，勾选后一次采用",
            ("Ctrl+Shift+F7",)),
    Command("explain", "说明问题", "review", 2, "记下单位的解释，这条问题不再计数",
            ("Alt+1",), needs="unit", writes=True),
    Command("ignore", "忽略问题", "review", 2, "写明理由，不再追究这条问题",
            ("Alt+2",), needs="unit", writes=True),
    Command("send_back", "退回问题", "review", 2, "记下这条问题要单位改正",
            ("Alt+3",), needs="unit", writes=True),
    Command("reopen", "重开问题", "review", 2, "收回对当前问题的处理",
            ("Alt+0",), needs="unit", writes=True),
    Command("score", "复核打分", "review", 3, "给当前指标打复核分，写明理由",
            ("F4",), needs="unit", writes=True),
    Command("unscore", "取消复核分", "review", 3, "收回当前指标的复核分",
            ("Shift+F4",), needs="unit", writes=True),
    Command("pass_unit", "审核通过", "review", 4, "本单位审核通过；还有错误时要写明理由",
            ("F12",), needs="unit", writes=True),
    Command("return_unit", "退回单位", "review", 4, "把没有处理的错误和警告退回单位改正",
            ("Shift+F12",), needs="unit", writes=True),
    Command("withdraw", "撤回审核结论", "review", 4, "收回通过或退回", needs="unit", writes=True),
    Command("next_form", "下一张表", "view", 1, "本单位的下一张表",
            ("Ctrl+PgDown", "Ctrl+Tab"), needs="unit"),
    Command("previous_form", "上一张表", "view", 1, "本单位的上一张表",
            ("Ctrl+PgUp", "Ctrl+Shift+Tab"), needs="unit"),
    Command("next_unit", "下一个单位", "view", 1, "列表中的下一个单位", ("Alt+PgDown",)),
    Command("previous_unit", "上一个单位", "view", 1, "列表中的上一个单位", ("Alt+PgUp",)),
    Command("zoom_in", "放大", "view", 2, "放大表格，也可按住 Ctrl 滚动滚轮",
            ("Ctrl+=", "Ctrl++")),
    Command("zoom_out", "缩小", "view", 2, "缩小表格", ("Ctrl+-",)),
    Command("zoom_reset", "原大", "view", 2, "按 100% 显示", ("Ctrl+0",)),
    Command("zoom_width", "适合宽度", "view", 2, "表格占满中间一栏", ("Ctrl+9",)),
    Command("toggle_source", "显示原文", "view", 3, "显示或收起下方的报送原文", ("F9",)),
    Command("toggle_units", "显示单位列表", "view", 3, "显示或收起左边的单位列表",
            ("Shift+F9",)),
    Command("toggle_judging", "显示得分和问题", "view", 3, "显示或收起右边的得分和问题",
            ("Ctrl+F9",), needs="unit"),
    Command("next_pane", "下一个窗格", "view", 3, "光标移到下一个窗格", ("F6",)),
    Command("previous_pane", "上一个窗格", "view", 3, "光标移到上一个窗格", ("Shift+F6",)),
    Command("handbook", "使用手册", "help", 0, "怎样导入、核对、评分、导出", ("F1",)),
    Command("help_keys", "操作与快捷键", "help", 0, "列出全部命令和按键", ("Shift+F1",)),
    Command("open_log", "数据文件夹位置", "help", 0, "显示数据文件夹和错误记录在哪里"),
    Command("about", "关于绩效自评工作台", "help", 1, "版本"),
)  # fmt: skip

COMMAND = {command.name: command for command in COMMANDS}
YEARLY = tuple(command.name for command in COMMANDS if command.menu == "year")
PAPERS = (*(command.name for command in COMMANDS if command.menu == "papers"), "print_units")
TOOLS = (
    "board", "next_task", "", "import_files", "", "undo", "redo", "", "export_form", "preview",
    "print_form",
)  # fmt: skip
"""What stands in the tool bar; an empty name is a line."""


def build(parent: QWidget, slots: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """An action for each of these commands, connected to its slot."""
    actions = {}
    for command in COMMANDS:
        if command.name not in slots:
            continue
        action = QAction(command.text, parent)
        action.setObjectName(command.name)
        action.setStatusTip(command.help)
        action.setToolTip(_tip(command))
        if command.icon:
            action.setIcon(style.icon(command.icon))
        action.triggered.connect(slots[command.name])
        parent.addAction(action)
        actions[command.name] = action
    return actions


def give_keys(actions: Mapping[str, QAction]) -> None:
    """Let the keys of the commands work; on the first page any of them calls for the desk first."""
    for name, action in actions.items():
        action.setShortcuts([QtGui.QKeySequence(key) for key in COMMAND[name].keys])


def menus(bar: QMenuBar) -> dict[str, QMenu]:
    """The menus by their keys, still empty."""
    return {key: bar.addMenu(title) for key, title in MENUS.items()}


def fill(menus: Mapping[str, QMenu], actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Put the commands in; returns the menus whose lines the window fills in, by command."""
    open_menus = {}
    for key, menu in menus.items():
        menu.setToolTipsVisible(True)
        group = 0
        for command in COMMANDS:
            if command.menu != key:
                continue
            if command.group != group:
                menu.addSeparator()
                group = command.group
            if command.submenu:
                open_menus[command.name] = menu.addMenu(command.text)
            else:
                menu.addAction(actions[command.name])
    return open_menus


def keys_help() -> list[tuple[str, str, str]]:
    """Text, keys (its menu if it has none) and meaning of every command, for the help."""
    return [(c.text.rstrip("…"), " 或 ".join(c.keys) or _menu(c), c.help) for c in COMMANDS]


def _menu(command: Command) -> str:
    return f"菜单“{MENUS[command.menu].partition('(')[0]}”"


def _tip(command: Command) -> str:
    return f"{command.help}（{command.keys[0]}）" if command.keys else command.help
