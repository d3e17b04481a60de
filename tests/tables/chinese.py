"""Simplified characters with the traditional ones and the variants that mean them."""

from pathlib import Path

# A simplified character, and after it the variants that labels in museums keep, here and in Japan,
# and that OpenCC leaves alone or makes rarer still.
MUSEUM = Path(__file__).with_name("variants.txt")
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
    for line in MUSEUM.read_text("utf-8").split():
        simplified |= dict.fromkeys(line[1:], line[0])
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
