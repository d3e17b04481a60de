"""Words that a nickname may not hold: `rules` finds them; the lists stand beside as data.

`fr.tsv` and `zh.tsv` hold a word a line, between tabs: its text; how it is matched, as `Match` in
`lists` has it; its purpose; what contains it and is ordinary; what it is for; its source. They are
short, and never enough: a host hides the rest. `names` has what stands for a museum and its event.
"""
