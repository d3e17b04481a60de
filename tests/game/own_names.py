"""Names and codes of museums and their events, as they stand in nicknames or in part."""

VICTORIA = (
    "Le grand quiz du V&A",
    "走进V&A",
    "Victoria and Albert Museum",
    "维多利亚与艾尔伯特博物馆",
)
GUIMET = ("Au cœur de Guimet", "探秘吉美", "Musée Guimet", "吉美博物馆")
ASIAN = (
    "Essai 2026 : l’art de la table",
    "餐桌艺术直播问答",
    "Musée national des arts asiatiques (MNAAG)",
    "国立亚洲艺术博物馆",
)
MODERN = ("Une soirée au LaM", "现代之夜", "Musée Jean-Pierre Pérot", "让·皮埃尔·佩罗美术馆")
MUSEUMS = (VICTORIA, GUIMET, ASIAN, MODERN)
CODES = ("va2021", "essai-1", "guimet", "2026")
