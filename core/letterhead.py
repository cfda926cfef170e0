"""What the bureau writes at the head and foot of its papers."""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "绩退"
"""What the number of a slip begins with when the county has no word of its own."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The county's name (青石县), the line over its letters (青石县财政局文件), the office that
    signs, whom units may ask (a name with a telephone number), to whom the report goes, and what
    the numbers of slips begin with. What is empty is left to the pen.
    """

    county: str = ""
    head: str = ""
    office: str = ""
    contact: str = ""
    to: str = ""
    prefix: str = ""

    @property
    def addressed(self) -> str:
        """To whom the report goes: as set, else the county's government; empty if neither."""
        return self.to or (f"{self.county}人民政府" if self.county else "")

    @property
    def signature(self) -> str:
        """Who signs, in words, for who is about to write."""
        if not self.office:
            return "还没有设落款单位，落款处留空盖章；在“文件 → 设置”里填写。"
        return f"落款：{self.office}" + (f"　联系人：{self.contact}" if self.contact else "")


NO_LETTERHEAD = Letterhead()
