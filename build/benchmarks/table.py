"""The measured ratios as a table; a new benchmark is a function and a line in BENCHMARKS."""

from benchmarks import (
    desk,
    editing,
    exporting,
    importing,
    judging,
    opening,
    pages,
    reading,
    summary,
)

BENCHMARKS = (
    reading.against_python_docx,
    reading.each_by_itself,
    reading.against_floor,
    importing.against_libreoffice,
    importing.against_libraries,
    importing.against_parsing,
    importing.memory,
    editing.against_commit,
    judging.score_typed,
    judging.sentence_typed,
    judging.year_across,
    opening.first_window,
    opening.year_window,
    opening.first_unit,
    opening.memory,
    desk.keystroke,
    desk.commit,
    desk.another_unit,
    desk.paste,
    pages.against_empty,
    exporting.unit_pdf,
    exporting.year,
    exporting.stop,
    summary.against_openpyxl,
)


def print_table() -> None:
    """Measure and print line by line, at the end how many targets are met."""
    print(f"{'name':40} {'ours':>12}  {'reference':>12}  {'':30} {'ratio':>7}           target")
    lines = []
    for benchmark in BENCHMARKS:
        ratio = benchmark()
        if ratio is not None:
            lines.append(ratio)
            print(ratio.line(), flush=True)
    wanted = [line for line in lines if line.target is not None]
    print(f"{sum(line.met is True for line in wanted)} of {len(wanted)} targets met")
