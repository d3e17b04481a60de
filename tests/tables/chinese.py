"""Simplified characters with the traditional ones and the variants that mean them."""

from pathlib import Path

# Variants that labels in museums keep, and that OpenCC leaves alone or makes rarer still.
MUSEUM = {
    "瑯": "琅",
    "窰": "窑",
    "盌": "碗",
    "鑪": "炉",
    "甎": "砖",
    "甆": "瓷",
    "缾": "瓶",
    "瓈": "璃",
    "琱": "雕",
    "彫": "雕",
    "罇": "樽",
    "銕": "铁",
}
# In Taiwan 著 stands for 着, yet it is a word of its own in 著名 and 著作.
# Where it means dry, 乾 is simplified, yet not in 乾隆 and 乾清宫, of which museums speak.
KEPT = {"著", "乾"}


def simplified_lines(sources: Path) -> list[str]:
    """A simplified character, and right after it every one that is written for it elsewhere."""
    simplified = {
        traditional: values[0]
        for name in ("TSCharacters", "TSCharactersExt")
        for traditional, values in dictionary(sources / f"{name}.txt").items()
        if traditional not in KEPT
    }
    settled = KEPT | set(simplified.values())
    settled |= set(dictionary(sources / "STCharacters.txt"))
    for name in ("TWVariants", "HKVariants"):
        for standard, variants in dictionary(sources / f"{name}.txt").items():
            for variant in variants:
                # 才 is Taiwan's 纔 as well, yet simplified already: it stays what it is.
                if variant not in settled:
                    simplified.setdefault(variant, simplified.get(standard, standard))
    simplified |= MUSEUM
    rows: dict[str, list[str]] = {}
    for traditional in simplified:
        plain = final(simplified, traditional)
        if plain != traditional:
            rows.setdefault(plain, []).append(traditional)
    return [plain + "".join(sorted(rows[plain])) for plain in sorted(rows)]


def final(simplified: dict[str, str], character: str) -> str:
    """Where the table leads, step by step, so that folding twice is folding once."""
    passed = {character}
    while (after := simplified.get(character, character)) not in passed:
        passed.add(after)
        character = after
    return character


def dictionary(path: Path) -> dict[str, list[str]]:
    """One of OpenCC's dictionaries of single characters, the usual meaning first."""
    lines = path.read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if "\t" in line and not line.startswith("#")]
    return {source: targets.split() for source, targets in pairs}
