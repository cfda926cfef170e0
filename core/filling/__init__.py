"""The county's own Word or Excel file of a form as template: its slots found and filled."""

from core.filling.fill import Filling, fill_forms, fill_template

__all__ = ["Filling", "fill_forms", "fill_template"]
