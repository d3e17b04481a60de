"""The filter of the passwords that others try first."""

from pathlib import Path

from quiz.accounts.strength import BITS, bits_of, fold_leet

MOST = 100_000
OURS = Path(__file__).with_name("common_passwords.txt")


def common_bits(sources: Path) -> bytes:
    """A Bloom filter of the most frequent passwords, and of others in French and Chinese."""
    frequent = (sources / "10_million_password_list_top_1M.txt").read_text("utf-8").split("\n")
    words = {fold_leet(word) for word in (*frequent[:MOST], *OURS.read_text("utf-8").split())}
    bits = bytearray(BITS // 8)
    for word in words - {""}:
        for bit in bits_of(word):
            bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)
