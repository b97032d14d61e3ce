"""Months, quarters, weeks and "until further notice" in five languages."""

from __future__ import annotations

from samsyn.domain.tabular.folding import fold

_NAMES = (
    ("januari", "januar", "january", "jan", "tammikuu", "tammi"),
    ("februari", "februar", "february", "feb", "febr", "helmikuu", "helmi"),
    ("mars", "marts", "march", "mar", "maaliskuu", "maalis"),
    ("april", "apr", "huhtikuu", "huhti"),
    ("maj", "mai", "may", "toukokuu", "touko"),
    ("juni", "june", "jun", "kesäkuu", "kesä"),
    ("juli", "july", "jul", "heinäkuu", "heinä"),
    ("augusti", "august", "aug", "elokuu", "elo"),
    ("september", "sept", "sep", "syyskuu", "syys"),
    ("oktober", "october", "okt", "oct", "lokakuu", "loka"),
    ("november", "nov", "marraskuu", "marras"),
    ("december", "desember", "dec", "des", "joulukuu", "joulu"),
)
MONTHS = {fold(name): number for number, names in enumerate(_NAMES, 1) for name in names} | {
    f"{fold(name)}ta": number
    for number, names in enumerate(_NAMES, 1)
    for name in names
    if name.endswith("kuu")  # "1. maaliskuuta 2024"
}
QUARTER_WORDS = frozenset({"q", "kv", "kvartal", "kvartalet", "kvt", "quarter"})
WEEK_WORDS = frozenset({"v", "w", "vecka", "uke", "uge", "week", "vk", "viikko"})
FILLERS = frozenset(
    {"den", "d", "the", "of", "from", "fra", "fran", "kl", "ar", "a", "e", "st", "nd", "rd", "th"}
    | {"mandag", "tisdag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
NO_END = frozenset(
    fold(words)
    for words in (
        *(
            "tills vidare",
            "tillsvidare",
            "tv",
            "t v",
            "t.v.",
            "löpande",
            "pågående",
            "ingen slutdatum",
        ),
        *(
            "løpende",
            "inntil videre",
            "indtil videre",
            "løbende",
            "until further notice",
            "ongoing",
        ),
        *("toistaiseksi", "inget slutdatum", "ingen sluttdato", "ingen slutdato", "evigt"),
    )
)
