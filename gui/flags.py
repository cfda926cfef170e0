"""The few numbers of Qt that the first page is made with.

`PySide6.QtCore.Qt` comes with all its twelve hundred names, whose making takes an eighth of what
an empty window takes to start; pens and brushes bring it too. Until the first page is seen nothing
asks for it: widgets take these numbers as values of their properties, models as roles.
"""

LEFT, RIGHT, ABOVE, CENTRED = 0x81, 0x82, 0x24, 0x84
"""Alignments; all but `ABOVE` are in the middle from top to bottom, `ABOVE` and `CENTRED` from
left to right."""
PLAIN_TEXT = 0
STRONG_FOCUS = 0xB
TEXT_BESIDE_ICON = 2
NO_CONTEXT_MENU = 4
DISPLAY_ROLE, TIP_ROLE, ALIGNMENT_ROLE, SPOKEN_ROLE, OWN_ROLE = 0, 3, 7, 11, 256
