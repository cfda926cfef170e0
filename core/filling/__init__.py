"""The county's own Word or Excel file of a form as template: its slots found and filled.

The program opens templates only in confined children (`core.filling.confined`).
"""

from core.filling.fill import Filling, Made, fill_forms, fill_template

__all__ = ["Filling", "Made", "fill_forms", "fill_template"]
