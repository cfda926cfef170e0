"""Field specs: each field of a form says what it means, once, and the rest is derived."""

from dataclasses import dataclass

from core.schema import kinds
from core.schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class Spec:
    """The meaning of a field.

    `labels` are the official wording first, then the spellings seen in submissions; `unit` is
    万元, 人, %, ㎡, 分 or empty. Exactly one of `kind`, `group` and `rows` is set. An `optional`
    group is null in JSON while nothing in it is filled in.
    """

    labels: tuple[str, ...]
    kind: Kind | None = None
    group: type | None = None
    rows: type | None = None
    unit: str = ""
    required: bool = False
    multiline: bool = False
    choices: tuple[str, ...] = ()
    optional: bool = False

    @property
    def label(self) -> str:
        return self.labels[0] if self.labels else ""


def text(*labels: str, required: bool = False, multiline: bool = False) -> Spec:
    """Words as submitted; outer blanks removed, inner line breaks kept."""
    return Spec(labels, kinds.TEXT, required=required, multiline=multiline)


def amount(*labels: str) -> Spec:
    """Money in 万元 as a Decimal with the digits of the submission."""
    return Spec(labels, kinds.AMOUNT, unit="万元")


def area(*labels: str) -> Spec:
    """Floor space in ㎡."""
    return Spec(labels, kinds.AREA, unit="㎡")


def count(*labels: str) -> Spec:
    """A number of persons."""
    return Spec(labels, kinds.COUNT, unit="人")


def points(*labels: str) -> Spec:
    """A weight or score in 分."""
    return Spec(labels, kinds.POINTS, unit="分")


def percent(*labels: str) -> Spec:
    """A rate in % without the sign: 82.3."""
    return Spec(labels, kinds.PERCENT, unit="%")


def date(*labels: str) -> Spec:
    """A calendar day."""
    return Spec(labels, kinds.DATE)


def year(*labels: str) -> Spec:
    """A four-digit year."""
    return Spec(labels, kinds.YEAR)


def ordinal(*labels: str) -> Spec:
    """A small whole number such as a section's place in the report, kept as an int."""
    return Spec(labels, kinds.ORDINAL)


def flag(*labels: str) -> Spec:
    """Yes or no."""
    return Spec(labels, kinds.FLAG)


def choice(options: tuple[str, ...], *labels: str) -> Spec:
    """One of a fixed list of codes."""
    return Spec(labels, kinds.CHOICE, choices=options)


def group(of: type, *labels: str, optional: bool = False) -> Spec:
    """A record inside the record; never None."""
    return Spec(labels, group=of, optional=optional)


def rows(of: type, *labels: str) -> Spec:
    """A list of records, a tuple."""
    return Spec(labels, rows=of)
