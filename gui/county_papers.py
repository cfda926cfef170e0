"""What the county puts on paper: its summary of the year, and the slips that go back to units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from core.progress import Report, step
from core.reports.report import Report as Slip
from core.reports.return_slip import Letter, return_slip
from core.reports.summary import summary_report
from core.reports.unit_year import UnitYear, county_year
from core.unit_state import SENT_BACK
from core.writers.report_files import write_reports
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.exporting import Exporting
from gui.settings import Settings

DAYS = 10
"""How long a unit has to answer."""
_KINDS = ("xlsx", "docx", "pdf")
_ONE, _RETURNED, _ALL = "本单位", "状态为退回的单位", "全部有错误或警告的单位"


def export_summary(
    bridge: Bridge, dialogs: Dialogs, settings: Settings, exporting: Exporting
) -> None:
    """Write the county's summary of the year as Excel, Word and PDF into a folder."""
    units = _units(bridge)
    folder = _folder(dialogs, settings) if units else None
    if bridge.year is None or folder is None:
        return
    year = bridge.year

    def work(report: Report) -> tuple[Path, ...]:
        step(report, 0, len(_KINDS) + 1, "汇总")
        made = summary_report(units, year)
        done: list[Path] = []
        for number, kind in enumerate(_KINDS, 1):
            step(report, number, len(_KINDS) + 1, f"写 {kind}")
            done += write_reports((made,), folder, made.title, (kind,))
        return tuple(done)

    exporting.run(work, lambda paths: bridge.tell(f"县级汇总已存到 {folder}，{len(paths)} 个文件"))


def export_slips(
    bridge: Bridge, dialogs: Dialogs, settings: Settings, exporting: Exporting
) -> None:
    """Write a slip for each unit that has something to mend, as Word and PDF into a folder."""
    units = _units(bridge)
    if not units:
        return
    choices = [_ONE, _RETURNED, _ALL] if bridge.submission else [_RETURNED, _ALL]
    which = dialogs.choose("退回修改通知", "给哪些单位：", choices)
    if which is None:
        return
    chosen = [unit for unit in units if _wanted(bridge, unit, which)]
    slips, year = _slips(chosen, settings), units[0].year
    if not slips:
        bridge.tell("这些单位没有需要退回修改的问题。", alarm=True)
        return
    folder = _folder(dialogs, settings)
    if folder is None:
        return

    def work(report: Report) -> int:
        for number, (name, slip) in enumerate(slips):
            step(report, number, len(slips), name)
            write_reports((slip,), folder, f"{name}{year}年度退回修改通知")
        return len(slips)

    exporting.run(work, lambda count: bridge.tell(f"已存 {count} 份退回修改通知到 {folder}"))


def _units(bridge: Bridge) -> tuple[UnitYear, ...]:
    """The units of the year; none, with a notice, when nobody has handed in."""
    bridge.commit_pending()
    units = county_year(bridge.workspace, bridge.year) if bridge.year is not None else ()
    if any(unit.submission for unit in units):
        return units
    bridge.tell("本年度还没有报送，没有可以汇总的内容。", alarm=True)
    return ()


def _slips(units: Sequence[UnitYear], settings: Settings) -> list[tuple[str, Slip]]:
    """The slips by unit, numbered from 1."""
    today = dt.datetime.now().astimezone().date()
    last = today + dt.timedelta(days=DAYS)
    office, contact = settings.get("office"), settings.get("contact")
    slips: list[tuple[str, Slip]] = []
    for unit in units:
        mark = f"绩退〔{today.year}〕{len(slips) + 1}号"
        slip = return_slip(unit, Letter(mark, today, last, office, contact))
        if slip is not None:
            slips.append((unit.unit, slip))
    return slips


def _wanted(bridge: Bridge, unit: UnitYear, which: str) -> bool:
    key = f"{unit.year}/{unit.unit}"
    if which == _ONE:
        return key == bridge.key
    return which == _ALL or bridge.workspace.unit_state(key).status == SENT_BACK


def _folder(dialogs: Dialogs, settings: Settings) -> Path | None:
    folder = dialogs.open_folder("存到文件夹", settings.get("export_dir"))
    if folder is not None:
        settings.put("export_dir", str(folder))
    return folder
