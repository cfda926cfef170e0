"""Cover lines and the end of a report: the unit's name and the day, annexes, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.intake import labels, titles
from core.intake.grid import Paragraph
from core.intake.taking import Taking
from core.text import plain_date, squash

COVER_END = re.compile(r"^\(?此[页面处]?(?:页|面)?(?:为|是)?封面\)?$")
_SEAL = re.compile(r"[(（]\s*(?:盖|公|签)\s*章\s*[)）]|盖\s*章\s*$")
_DATE = re.compile(r"^[0-9〇○零O一二三四五六七八九十\s年月日号./\-—_]+$")
_ANNEXES = re.compile(r"^附(?:件|表)\s*[0-9一二三四五]*\s*[:：]?")
_CONTACT = re.compile(r"^\(?(?:联系人|联系电话|联系方式|电话|经办人|填报人)(?:及.{2,6})?[:：]")
_ENTRY = re.compile(r"^[0-9]{1,2}\s*[、.．]")
_LONGEST_DAY = 16


def stray(taking: Taking, lines: list[Paragraph]) -> list[Paragraph]:
    """Keep lines that belong to no field as unread; returns that none is left."""
    for line in lines:
        taking.stray(line, "不在任何一个部分里的文字")
    return []


def project_line(taking: Taking, paragraph: Paragraph) -> bool:
    """A line of the cover that names the project: 项目名称：农资储备."""
    found, before = labels.pairs(labels.PROJECT, paragraph.printed)
    value = next((text for name, text in found if name == "project"), None)
    if value is None or squash(before):
        return False
    taking.paragraph("project", paragraph, value)
    return True


def seal(taking: Taking, paragraph: Paragraph, group: str) -> bool:
    """A line of the cover or signature: the unit's name, the day, or both."""
    text = paragraph.printed
    if taking.form.CODE == "f5" and group == "cover" and project_line(taking, paragraph):
        return True
    found, before = labels.pairs(labels.SEAL, text)
    if found and titles.is_lead(before):
        for name, value in found:
            bare = _SEAL.sub("", value).strip()
            if f"{group}.{name}" not in taking:
                taking.paragraph(f"{group}.{name}", paragraph, bare)
        return True
    if _is_date(text):
        if f"{group}.date" not in taking:
            taking.paragraph(f"{group}.date", paragraph, plain_date(text))
        return True
    return False


def _is_date(text: str) -> bool:
    folded = squash(text)
    dated = "年" in folded or re.fullmatch(r"20\d\d[./\-]\d{1,2}([./\-]\d{1,2})?", folded)
    return bool(dated) and _DATE.match(folded) is not None and len(folded) <= _LONGEST_DAY


def take_signature(taking: Taking, paragraphs: Sequence[Paragraph], floor: int) -> int:
    """The unit and day under the text; returns where the text ends before them and the annexes."""
    last = _before_notes(paragraphs, floor)
    asked = [line for line in paragraphs[last:] if line.printed.strip()]
    end = _before_annexes(paragraphs, floor, last)
    reached = end
    dated = False
    while reached > floor:
        paragraph = paragraphs[reached - 1]
        text = squash(paragraph.printed)
        signed = dated or "signature.unit" in taking
        if not text or (not signed and _CONTACT.match(text)):
            asked += [paragraph] if text else []
            reached -= 1
            continue
        if not dated and _is_date(_day(paragraph.printed)):
            seal(taking, paragraph, "signature")
            dated = True
        elif "signature.unit" not in taking and _is_unit(paragraph.printed, dated=dated):
            bare = _SEAL.sub("", paragraph.printed).strip()
            found, _ = labels.pairs(labels.SEAL, bare)
            taking.paragraph("signature.unit", paragraph, found[0][1] if found else bare)
        elif not (titles.is_annex(text) or COVER_END.match(text)):
            break
        reached -= 1
        end = reached
        asked = stray(taking, asked)
    return _before_annexes(paragraphs, floor, len(paragraphs) if asked else end)


def _before_notes(paragraphs: Sequence[Paragraph], floor: int) -> int:
    """Where the official remarks begin that end a file: 填表说明：1.…, and what follows."""
    position = len(paragraphs) - 1
    while position >= floor:
        text = paragraphs[position].printed
        if titles.is_note(text):
            return position
        if text.strip() and not titles.is_note_line(text):
            break
        position -= 1
    return len(paragraphs)


def _day(text: str) -> str:
    """A line without the label of a day before it: 日期：2025年4月18日."""
    found, before = labels.pairs(labels.SEAL, text)
    labelled = len(found) == 1 and found[0][0] == "date" and titles.is_lead(before)
    return found[0][1] if labelled else text


def _is_unit(text: str, *, dated: bool) -> bool:
    bare = _SEAL.sub("", text)
    if not titles.is_name(bare):
        return False
    if labels.pairs(labels.SEAL, text)[0] and _SEAL.search(text):
        return True
    return (dated or _SEAL.search(text) is not None) and titles.names_unit(bare)


def _before_annexes(paragraphs: Sequence[Paragraph], floor: int, end: int) -> int:
    """Where the text ends if a list of annexes stands under it."""
    reached = end
    for position in range(end - 1, floor - 1, -1):
        text = paragraphs[position].printed.strip()
        if not text or _ENTRY.match(text):
            continue
        if _ANNEXES.match(text):
            reached = position
            continue
        break
    return reached
