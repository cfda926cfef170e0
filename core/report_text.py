"""A section of the county's report in the clerk's own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportText:
    """What the clerk wrote, a paragraph a line, and the figures that stood there at that time.

    `facts` has a line `name=figure` for each figure of the section as it was generated; when one
    differs later, the text is to be looked at again.
    """

    text: str
    facts: str
