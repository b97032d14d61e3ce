"""What is lent goes off the role it is lent from, in whole weeks and once."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.organisation.lending import Piece, left_of, lent_weeks

JUNE = Piece(20, date(2026, 6, 3), date(2026, 6, 18))  # a Wednesday to a Thursday
WEEKS = st.dates(date(2026, 1, 5), date(2026, 12, 20))


def test_the_weeks_it_touches_are_whole() -> None:
    assert left_of([Piece(60, None, None)], [JUNE]) == [
        [
            Piece(60, None, date(2026, 5, 31)),
            Piece(40, date(2026, 6, 1), date(2026, 6, 21)),
            Piece(60, date(2026, 6, 22), None),
        ]
    ]


def test_what_one_share_lacks_is_taken_from_the_next() -> None:
    short = Piece(15, date(2026, 6, 8), None)
    assert left_of([short, Piece(60, None, None)], [JUNE]) == [
        [Piece(15, date(2026, 6, 22), None)],
        [
            Piece(60, None, date(2026, 5, 31)),
            Piece(40, date(2026, 6, 1), date(2026, 6, 7)),
            Piece(55, date(2026, 6, 8), date(2026, 6, 21)),
            Piece(60, date(2026, 6, 22), None),
        ],
    ]


def test_nothing_goes_below_zero() -> None:
    whole = Piece(100, None, None)
    assert left_of([Piece(10, None, None)], [whole]) == [[]]
    assert lent_weeks([100], [date(2026, 6, 1)], 80, [Piece(30, None, None)], [whole]) == (0,)


@given(st.lists(st.tuples(st.integers(1, 60), WEEKS, WEEKS), max_size=4), WEEKS)
def test_in_every_week_there_is_what_is_held_less_what_is_lent(
    rows: list[tuple[int, date, date]], day: date
) -> None:
    lent = [Piece(share, min(a, b), max(a, b)) for share, a, b in rows]
    held = [Piece(50, None, None), Piece(40, date(2026, 3, 2), date(2026, 9, 27))]
    monday = date.fromordinal(day.toordinal() - day.weekday())
    left = [piece for pieces in left_of(held, lent) for piece in pieces]

    def there(pieces: list[Piece]) -> int:
        return sum(piece.share for piece in pieces if piece.in_week_of(monday))

    assert there(left) == max(there(held) - there(lent), 0)
