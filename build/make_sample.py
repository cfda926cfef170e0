"""Write the sample county: python build/make_sample.py [FOLDER]

`resources/sample/units/*.toml` hold six made-up units, each free of contradictions, the layout
that its staff use, and a list of *plants*: contradictions with the checks that must find them.
This script spoils the papers with the plants, draws them as Word and Excel files (`files/` what
came in, `重报/` what came after a return), and writes down what was planted where:
`expected.json` for the tests, `README.md` for people. It deliberately knows nothing of the
program's own papers, so that reading its files proves something. The same content always gives
the same bytes.
"""

import copy
import io
import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from sample_papers import ANNEX, Content, Layout, book_bytes, write_docx, write_xlsx

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
STAMP = (2025, 4, 1, 9, 0, 0)


def unit_list(units: list[Content]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.title = "单位名单"
    sheet.append(["单位名称", "单位代码", "主管部门", "联系人", "联系电话"])
    for unit in units:
        sheet.append([unit["unit"], unit["code"], unit["authority"], *unit["contact"]])
    for column, width in zip("ABCDE", (28, 12, 20, 12, 18), strict=True):
        sheet.column_dimensions[column].width = width
    return book_bytes(book)


def spoil(content: Content, plants: list[Content]) -> Content:
    """The papers with the plants in them."""
    spoilt = copy.deepcopy(content)
    for plant in plants:
        for path, value in plant.get("set", []):
            *steps, last = (int(s) if s.isdigit() else s for s in path.split("."))
            here: Any = spoilt
            for step in steps:
                here = here[step]
            here[last] = value
        for code, old, new in plant.get("replace", []):
            if replace(spoilt[code], old, new) != 1:
                raise ValueError(f"{content['unit']} {code}: {old!r} does not stand there once")
        for code, section in plant.get("remove", []):
            del spoilt[code]["sections"][section]
    return spoilt


def replace(report: Content, old: str, new: str) -> int:
    """Replace a wording in the sections of a report; how often it stood there."""
    found = 0
    for section in report["sections"]:
        found += section["text"].count(old)
        section["text"] = section["text"].replace(old, new)
    return found


def repack(data: bytes) -> bytes:
    """The same package without the hour of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            member = before.read(name)
            if name == "docProps/core.xml":
                member = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2025-04-01T01:00:00Z", member)
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            after.writestr(info, member)
    return out.getvalue()


def load_units() -> list[Content]:
    paths = sorted((SAMPLE / "units").glob("*.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def unit_files(unit: Content, content: Content, folder: str) -> dict[str, bytes]:
    """The unit's files of a folder, drawn from the content, by their path in the sample."""
    layout = Layout(**unit.get("layout", {}))
    out = {}
    for file in unit["files"]:
        if file.get("folder", "files") != folder:
            continue
        write = write_xlsx if file["name"].endswith(".xlsx") else write_docx
        parts = [part for part in file["forms"] if part not in content.get("missing", [])]
        out[f"{folder}/{file['name']}"] = repack(write(content, parts, layout))
    return out


def sample_files(units: list[Content]) -> dict[str, bytes]:
    """Every file of the sample county, by its path in the sample."""
    out = {"单位名单.xlsx": repack(unit_list(units))}
    for unit in units:
        plants = unit.get("planted", [])
        kept = [plant for plant in plants if not plant.get("cured")]
        out |= unit_files(unit, spoil(unit, plants), "files")
        out |= unit_files(unit, spoil(unit, kept), "重报")
        out |= unit_files(unit, unit | unit.get("prior", {}), "files/上年")
    return out


def expected(units: list[Content]) -> list[Content]:
    """What is planted where, for the tests."""
    out = []
    for unit in units:
        plants = unit.get("planted", [])
        for folder in ("files", "重报"):
            names = [f["name"] for f in unit["files"] if f.get("folder", "files") == folder]
            if not names:
                continue
            kept = [p for p in plants if folder == "files" or not p.get("cured")]
            out.append({
                "unit": unit["unit"], "year": unit["year"], "clean": not plants,
                "files": [f"{folder}/{name}" for name in names],
                "planted": [
                    {"check": check, "form": plant["form"], "note": plant["note"]}
                    for plant in kept for check in plant["checks"]
                ],
            })  # fmt: skip
    return out


def readme(units: list[Content]) -> str:
    out = [
        "# 样例县：青溪县", "",
        "本目录是一个虚构的县：单位、人员、电话、项目和数字全部为编造，与任何真实单位无关。",
        "`files/` 是六个单位报送的 2024 年度自评材料（`上年/` 是一个单位上年的表），供学习和演示；",
        "`重报/` 是一个单位退回修改后再报的工作簿；`单位名单.xlsx` 是单位名单。",
        "各单位的版式有意各不相同，和实际收到的材料一样。除一个单位完全正确外，其余单位的材料里都埋了问题，",
        "下面逐条列出；`expected.json` 是同样内容的机器可读形式。没有列出的“提示”是材料本来就有的",
        "（例如没有设置的二级指标）。", "",
        "这些文件由 `python build/make_sample.py` 根据 `units/*.toml` 生成，请勿手工修改。",
    ]  # fmt: skip
    for unit in units:
        out += ["", f"## {unit['unit']}", "", unit["about"].strip(), ""]
        for file in unit["files"]:
            out.append(f"- 文件：`{file.get('folder', 'files')}/{file['name']}`")
        if plants := unit.get("planted"):
            out += ["", "| 检查 | 表 | 埋的问题 |", "|---|---|---|"]
            for plant in plants:
                cured = "（重报已改正）" if plant.get("cured") else ""
                row = ("、".join(plant["checks"]), ANNEX[plant["form"]], plant["note"] + cured)
                out.append(f"| {' | '.join(row)} |")
        else:
            out += ["", "没有埋任何问题：导入后不应出现错误或警告。"]
    return "\n".join(out) + "\n"


def described(units: list[Content]) -> dict[str, str]:
    """What is written beside the files, by name: for the tests and for people."""
    told = json.dumps({"submissions": expected(units)}, ensure_ascii=False, indent=1)
    return {"expected.json": told + "\n", "README.md": readme(units)}


def main(folder: Path) -> None:
    units = load_units()
    for name, data in sample_files(units).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for name, text in described(units).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
