"""What staff type into the larger forms: something that is right."""

EVENT = {
    "title-fr": "Au cœur du V&A",
    "title-zh": "走进V&A",
    "museum-fr": "Victoria and Albert Museum",
    "museum-zh": "维多利亚与艾尔伯特博物馆",
    "starts": "2020-08-26T20:00",
    "time_zone": "Asia/Shanghai",
    "preset": "fast",
    "series": "",
}
CHANNEL = {"platform": "Douyin", "name": "douyin", "link": "", "delay": "6.5", "language": "zh"}
OUTPUT = {
    "name": "Kuaishou",
    "channel": "",
    "size": "upright",
    "top": "15",
    "right": "14",
    "bottom": "42",
    "left": "4",
}
THEME = {"panel": "#ffffff", "words": "#1d1d1b", "accent": "#9c1c1c"}
OBJECT = {"title-fr": "Coupe", "title-zh": "碗", "date-fr": "1127", "rights": "CC0"}
