"""Write the golden texts anew: `python -m tests.golden`; then read the diff."""

from pathlib import Path

from tests.golden.documents import DOCUMENTS, text_of

if __name__ == "__main__":
    for name in DOCUMENTS:
        target = Path(__file__).parent / f"{name}.txt"
        target.write_text(text_of(name), encoding="utf-8")
        print(target.name)  # noqa: T201
