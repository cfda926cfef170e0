"""From slot to slot over a sheet, as in a spreadsheet: which one a key leads to."""

from __future__ import annotations

from gui.sheets.boxes import Key, Sheet, coordinates, reading_order


def one_on(
    sheet: Sheet, key: Key | None, dx: int, dy: int, height: float | None = None
) -> Key | None:
    """The nearest slot in a direction; along a cell with several slots first.

    `height` is where on a cell over several rows the way goes on to its side.
    """
    found = sheet.find(key) if key is not None else None
    if found is None:
        return in_order(sheet, key, 1)
    box, slot = found
    if dx and len(box.slots) > 1:
        index = box.slots.index(slot) + dx
        if 0 <= index < len(box.slots):
            return box.slots[index].key
    return beside(sheet, key, dx, dy, height)


def beside(
    sheet: Sheet, key: Key | None, dx: int, dy: int, height: float | None = None
) -> Key | None:
    """The first slot of the nearest box in a direction."""
    found = sheet.find(key) if key is not None else None
    if found is None:
        return None
    rect = found[0].rect
    x, y = rect.center().x(), rect.center().y() if height is None else height
    left, top, right, bottom = coordinates(rect)
    nearest: tuple[float, float] | None = None
    best: Key | None = None
    for other, (west, north, east, south) in sheet.edges:
        if dy:
            gap = north - bottom if dy > 0 else top - south
            off = max(west - x, 0.0, x - east)
            along, across = abs((north + south) / 2 - y), abs((west + east) / 2 - x)
        else:
            gap = west - right if dx > 0 else left - east
            off = max(north - y, 0.0, y - south)
            along, across = abs((west + east) / 2 - x), abs((north + south) / 2 - y)
        distance = (along + 4 * off, across)
        if gap > -1.0 and (nearest is None or distance < nearest):
            nearest, best = distance, other.slots[0].key
    return best


def further(sheet: Sheet, key: Key, distance: float) -> Key:
    """The last slot that is straight below, or above, and no further off than this."""
    step = 1 if distance > 0 else -1
    found = sheet.find(key)
    while found is not None:
        following = beside(sheet, key, 0, step)
        other = sheet.find(following) if following is not None else None
        if following is None or other is None:
            break
        way = (other[0].rect.center().y() - found[0].rect.center().y()) * step
        if not 0 < way <= abs(distance):
            break
        key = following
    return key


def in_order(sheet: Sheet, key: Key | None, step: int) -> Key | None:
    """The slot so many further on in reading order, the first one from nowhere."""
    keys = [slot.key for _, slot in reading_order(sheet.boxes)]
    if not keys:
        return None
    index = keys.index(key) + step if key in keys else 0
    return keys[min(max(index, 0), len(keys) - 1)]


def one_line(sheet: Sheet, one: Key | None, other: Key | None) -> bool:
    """Whether two slots stand side by side: their boxes begin on one line."""
    first = sheet.find(one) if one is not None else None
    second = sheet.find(other) if other is not None else None
    if first is None or second is None:
        return False
    return first[0].rect.top() == second[0].rect.top()


def edge(
    sheet: Sheet, key: Key | None, *, last: bool, whole: bool, height: float | None = None
) -> Key | None:
    """The first or the last slot of the line, or of the whole sheet."""
    order = reading_order(sheet.boxes)
    found = sheet.find(key) if key is not None else None
    if found is not None and not whole:
        middle = found[0].rect.center().y() if height is None else height
        order = [pair for pair in order if pair[0].rect.top() <= middle <= pair[0].rect.bottom()]
    return order[-1 if last else 0][1].key if order else None
