"""What follows from a record is reckoned once for that very record."""

from core.schema.remembered import by_identity


def test_the_same_is_reckoned_once_and_an_equal_one_anew() -> None:
    seen: list[list[int]] = []

    @by_identity(8)
    def total(row: list[int], more: list[int]) -> int:
        seen.append(row)
        return sum(row) + sum(more)

    row, equal, more = [1, 2], [1, 2], [3]
    assert [total(row, more), total(row, more), total(equal, more)] == [6, 6, 6]
    assert len(seen) == 2


def test_nothing_and_named_arguments_are_right_too() -> None:
    @by_identity(8)
    def first(row: tuple[int, ...], otherwise: int | None = None) -> int | None:
        return row[0] if row else otherwise

    empty: tuple[int, ...] = ()
    assert [first(empty), first(empty), first(empty, otherwise=5)] == [None, None, 5]


def test_no_more_is_kept_than_allowed_and_no_id_is_mistaken() -> None:
    @by_identity(4)
    def double(row: list[int]) -> int:
        return row[0] * 2

    assert [double([n]) for n in range(100)] == [n * 2 for n in range(100)]
