"""The colours of the program: each theme is one frozen value."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Theme(NamedTuple):
    """Colours by what they are for; those with `soft` are grounds, the others ink or lines."""

    name: str = "light"
    title: str = "浅色"
    window: str = "#f2f4f6"
    panel: str = "#ffffff"
    line: str = "#dde1e6"
    ink: str = "#1f252b"
    muted: str = "#5f6b78"
    faint: str = "#8b95a1"
    off: str = "#8b95a1"
    hover: str = "#eef2f5"
    accent: str = "#1f6583"
    accent_soft: str = "#e0edf3"
    on_accent: str = "#ffffff"
    desk: str = "#d5d9de"
    sheet: str = "#ffffff"
    shadow: str = "#c0c5cb"
    handle: str = "#b9bfc6"
    grid: str = "#4a5056"
    error: str = "#b3372a"
    error_soft: str = "#fbe6e3"
    warning: str = "#8f5806"
    warning_soft: str = "#fcf0d6"
    hint: str = "#2c62a3"
    hint_soft: str = "#e5eefa"
    good: str = "#2b7549"
    good_soft: str = "#e2f2e8"
    edited: str = "#2b7549"
    doubt_soft: str = "#fff6cf"
    unread_soft: str = "#fde3df"
    origin_soft: str = "#fff0b8"
    filled_soft: str = "#f5f9fb"
    shapes: bool = False
    """Whether what colours tell is told by shapes as well."""


LIGHT = Theme()
DARK = Theme(
    name="dark", title="深色", window="#1b1f23", panel="#23282d", line="#3a4148", ink="#e4e8ec",
    muted="#a3adb8", faint="#7d8792", off="#757f8a", hover="#2d333a", accent="#6db8d6",
    accent_soft="#1f3f4d", on_accent="#10222a", desk="#14171a", sheet="#262b30", shadow="#0b0d0f",
    handle="#4b545d", grid="#7b8590",
    error="#f08a7e", error_soft="#4a2622", warning="#e3b25c", warning_soft="#443516",
    hint="#8ab6ec", hint_soft="#22354d", good="#7cc79a", good_soft="#1f3d2b", edited="#7cc79a",
    doubt_soft="#443d1a", unread_soft="#4d2a26", origin_soft="#54481a", filled_soft="#2a3137",
)  # fmt: skip
CONTRAST = Theme(
    name="contrast", title="高对比", window="#e0e0e0", panel="#ffffff", line="#000000",
    ink="#000000", muted="#000000", faint="#3d3d3d", off="#757575", hover="#e6e6e6",
    accent="#00338f", accent_soft="#c9dcff", on_accent="#ffffff", desk="#8c8c8c", sheet="#ffffff",
    shadow="#000000", handle="#4d4d4d", grid="#000000",
    error="#8f0000", error_soft="#ffd9d4", warning="#5c3500",
    warning_soft="#ffe9b0", hint="#00338f", hint_soft="#d6e4ff", good="#00451c",
    good_soft="#cdf2d9", edited="#00451c", doubt_soft="#fff099", unread_soft="#ffc9c0",
    origin_soft="#ffe066", filled_soft="#f0f0f0", shapes=True,
)  # fmt: skip
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


class Worn:
    """The theme that is worn, by the names of its colours: `THEME.ink`.

    It and the size of text change only between two windows; whoever paints asks again each time.
    """

    def __init__(self) -> None:
        self.theme = LIGHT
        self.text = 1.0

    def __getattr__(self, name: str) -> str:
        colour: str = getattr(self.theme, name)
        return colour


class ColourOf(Mapping[str, str]):
    """Colours of the worn theme by another key: a severity."""

    def __init__(self, worn: Worn, names: Mapping[str, str]) -> None:
        self._worn, self._names = worn, names

    def __getitem__(self, key: str) -> str:
        colour: str = getattr(self._worn, self._names[key])
        return colour

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
