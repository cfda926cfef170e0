"""Every theme can be read: ink stands out from its ground as WCAG asks."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from core.checks.finding import ERROR, SEVERITIES
from gui import style
from gui.charts import inks
from gui.themes import CONTRAST, DARK, LIGHT, THEMES, Theme

READABLE, LARGE = 4.5, 3.0
_LINEAR = 0.04045


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> Iterator[None]:
    yield
    style.wear()
    style.dress(qapp)


def luminance(name: str) -> float:
    def part(value: float) -> float:
        return float(value / 12.92 if value <= _LINEAR else ((value + 0.055) / 1.055) ** 2.4)

    colour = QColor(name)
    red, green, blue = (part(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_text_can_be_read(theme: Theme) -> None:
    pairs = [
        (theme.ink, ground)
        for ground in (theme.window, theme.panel, theme.sheet, theme.hover, theme.accent_soft)
    ]
    softs = (theme.doubt_soft, theme.unread_soft, theme.origin_soft, theme.filled_soft)
    pairs += [(theme.ink, ground) for ground in softs]
    pairs += [(theme.muted, theme.panel), (theme.muted, theme.sheet), (theme.muted, theme.window)]
    pairs += [(theme.on_accent, theme.accent), (theme.accent, theme.panel)]
    for severity in ("error", "warning", "hint", "good"):
        ink, ground = getattr(theme, severity), getattr(theme, f"{severity}_soft")
        pairs += [(ink, ground), (ink, theme.panel)]
    poor = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < READABLE]
    assert poor == []
    assert contrast(theme.faint, theme.panel) >= LARGE
    assert contrast(theme.off, theme.panel) >= LARGE


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_series_and_hints_are_told_apart(theme: Theme) -> None:
    """In a drawing no two series look alike; what an empty field asks for can be read."""
    style.wear(theme)
    assert len(set(inks())) == len(inks())
    asked = style.palette().color(QPalette.ColorRole.PlaceholderText).name()
    assert contrast(asked, theme.panel) >= READABLE


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_what_is_off_looks_off(theme: Theme) -> None:
    assert contrast(theme.ink, theme.off) >= LARGE


def test_high_contrast_is_higher() -> None:
    assert contrast(CONTRAST.ink, CONTRAST.panel) > contrast(LIGHT.ink, LIGHT.panel)
    assert contrast(CONTRAST.muted, CONTRAST.panel) >= 7


def test_colours_are_colours() -> None:
    for theme in THEMES.values():
        for field, value in theme._asdict().items():
            if field not in {"name", "title"}:
                assert QColor(value).isValid()


def test_what_is_worn_is_asked_each_time(qapp: QApplication) -> None:
    light = style.THEME.ink, style.SEVERITY_INK[ERROR], style.ui_font().pointSizeF()
    style.wear(DARK, 1.3)
    style.dress(qapp)
    assert (style.THEME.ink, style.SEVERITY_INK[ERROR]) == (DARK.ink, DARK.error)
    assert style.ui_font().pointSizeF() > light[2]
    assert DARK.panel in qapp.styleSheet()
    assert tuple(style.SEVERITY_INK) == SEVERITIES
    style.wear()
    assert style.THEME.ink == light[0]


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_lines_in_a_colour_of_the_theme_on_nothing() -> None:
    for mode, colour in ((QIcon.Mode.Normal, LIGHT.muted), (QIcon.Mode.Disabled, LIGHT.off)):
        image = style.icon("folder").pixmap(style.ICON_SIZE, mode).toImage()
        side = range(image.width())
        spots = [image.pixelColor(x, y) for x in side for y in side]
        assert spots[0].alpha() == 0
        assert {spot.name() for spot in spots if spot.alpha() == 255} == {colour}
