"""Sums of money as people read them."""

from backend.domain.money import SpendingKind, SpendingSum


def test_a_sum_says_what_was_charged_and_no_noise_of_floats() -> None:
    """0.1 + 0.2 is 0.30000000000000004; a millionth of a dollar is real."""
    noisy = SpendingSum(
        kind=SpendingKind.TEXT, lane="fake", usd=0.1 + 0.2, estimated_usd=3e-7, entries=2
    )
    assert (noisy.usd, noisy.estimated_usd) == (0.3, 3e-7)
