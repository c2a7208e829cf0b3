"""Words that have no place in a money letter, and words firms' names carry. German letters only, so far."""

LEGAL_FORMS = {
    "gmbh",
    "ug",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "gbr",
    "egbr",
    "se",
    "eg",
    "e.g.",
    "ek",
    "e.k.",
    "e.v.",
    "ev",
    "mbh",
    "inhaber",
    "inhaberin",
    "ltd",
    "ltd.",
    "b.v.",
    "s.r.l.",
    "sp.",
    "s.a.",
    "sarl",
    "stiftung",
    "körperschaft",
    "anstalt",
}
FORTY_EUROS = r"\b(?:40|vierzig)(?:,00)?\s*(?:€|eur|euro)\b|verzugspauschale|§\s*288\s*abs\.\s*5"
COSTS = (
    r"\b(?:rechts)?anwalts(?:kosten|gebühr\w*)|mahn(?:kosten|gebühr\w*)|inkassokosten|bearbeitungsgebühr\w*"
)
THREATS = (
    r"\bpolizei\w*|\bzoll(?:amt|behörde|fahndung)?\b|finanzkontrolle\w*|finanzamt\w*|staatsanwalt\w*|strafanzeige\w*"
    r"|straftat\w*|\bpresse\w*|\bmedien\b|\bfernsehen\b|betrug\w*|betrüger\w*|ausbeut\w*|kriminell\w*|verbrecher\w*"
)
IMMIGRATION = (
    r"aufenthalts\w*|\bvisum\w*|\bvisa\b|\basyl\w*|\bduldung\w*|ausländerbehörde\w*|abschieb\w*"
    r"|\billegal\w*|arbeitserlaubnis\w*"
)
