"""The archive of a year: whole or not at all, every file in the list, originals as they came."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from core.archive import INDEX, MANIFEST, ORIGINALS, archive_year, manifest
from core.editing import PutSubmission, Step
from core.errors import Cancelled, UserError
from core.reports.county_report import Sender
from core.scheme import Grade, dump_scheme
from core.submission import FileInfo
from core.workspace import Workspace
from tests.core.reports.made import DAY, YEAR
from tests.core.test_cli_reports import data, run
from tests.upgrade.make_folder import HandedIn

__all__ = ["data"]
SENDER = Sender(DAY, "某县财政局")


class Links(HTMLParser):
    """The files that a page points to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [unquote(value) for name, value in attrs if name == "href" and value]


def with_file(folder: Path, name: str) -> Workspace:
    """The data folder, whose first unit has sent a file of this name."""
    workspace = Workspace.open(folder)
    info = workspace.keep_file(HandedIn(name, b"PK as it came"))
    found = workspace.submissions(YEAR)[0]
    after = replace(found, files=(FileInfo(info.sha256, name, "docx", info.size),))
    workspace.dispatch(Step("文件", (PutSubmission(found.key, after),)))
    return workspace


def test_every_file_is_linked_and_listed(data: Path, tmp_path: Path) -> None:
    workspace = with_file(data, "收文/附件2：自评表?.docx")
    made = archive_year(workspace, YEAR, tmp_path, SENDER)
    workspace.close()
    page = (made / INDEX).read_text(encoding="utf-8")
    linked = set(Links(page).found)
    there = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert there - linked == {INDEX, MANIFEST}
    assert linked <= there
    lines = (made / MANIFEST).read_text(encoding="utf-8").splitlines()
    sums = dict(line.split("  ", 1)[::-1] for line in lines)
    assert set(sums) == there - {MANIFEST}
    assert all(
        hashlib.sha256((made / name).read_bytes()).hexdigest() == digest
        for name, digest in sums.items()
    )
    originals = [path for path in made.rglob("*") if path.parent.name == ORIGINALS]
    assert [path.read_bytes() for path in originals] == [b"PK as it came"]
    assert originals[0].name == "01 附件2：自评表_.docx"


@pytest.mark.parametrize("name", ["长" * 200 + ".docx", "长" * 100 + "." + "尾" * 100])
def test_a_name_too_long_for_a_file_is_shortened(data: Path, tmp_path: Path, name: str) -> None:
    workspace = with_file(data, name)
    made = archive_year(workspace, YEAR, tmp_path, SENDER)
    workspace.close()
    (original,) = (path for path in made.rglob("*") if path.parent.name == ORIGINALS)
    assert original.name.startswith("01 长")
    assert original.suffix == (".docx" if name.endswith(".docx") else "")
    assert name in (made / INDEX).read_text(encoding="utf-8")


def test_the_index_shows_names_as_they_stand(data: Path, tmp_path: Path) -> None:
    """A grade of the county's own scheme, and the name of a file, are no markup."""
    workspace = with_file(data, "<script>.docx")
    scheme = replace(workspace.scheme(YEAR), grades=(Grade("<b>优</b>", Decimal(0)),))
    workspace.set_scheme_text(YEAR, dump_scheme(scheme))
    made = archive_year(workspace, YEAR, tmp_path, SENDER)
    workspace.close()
    page = (made / INDEX).read_text(encoding="utf-8")
    assert "&lt;b&gt;优&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "<script>" not in page


def test_a_second_archive_stands_beside_the_first(data: Path, tmp_path: Path) -> None:
    names = [
        Path(
            run("archive", "--data", data, "--year", YEAR, "--out", tmp_path / "out").stdout.strip()
        )
        for _ in range(2)
    ]
    assert names[1].name == f"{names[0].name}（2）"
    assert all(name.is_dir() for name in names)


def test_cancelled_or_without_material_nothing_stays(data: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(data)
    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        archive_year(workspace, YEAR, out, SENDER, lambda done, total, what: False)
    with pytest.raises(UserError):
        archive_year(workspace, 2001, out, SENDER)
    workspace.close()
    assert list(out.rglob("*")) == []


def test_the_list_is_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).write_text(name)
    assert [line.split()[1] for line in manifest(tmp_path).splitlines()] == ["a", "b"]
