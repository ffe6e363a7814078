"""Short word lists by which the readers tell names, abbreviations and labels apart."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A full stop after these does not end a sentence.
ABBREVIATIONS = _words("""
    mr mrs ms dr prof st mt capt lt col gen sgt rev hon messrs mme mlle fr hr nr vs fig vol
    etc approx usw bzw ca str ул им св проф
""")

# Before a colon at the beginning of a line, these name no speaker.
LABELS = _words("""
    note notes ingredients method title author date source subject from to re http https
    warning todo ps p.s
""")

# A capitalised word after one of these is a thing, not a person.
ARTICLES = _words("""
    the a an this that these those every each my your his her its our their no
    le la les un une des du el los las una al
""")

# After one of these it is mostly a place.
PLACING = _words("in at on near inside across through dans à en в на из")

CAPITALISED = _words("""
    i'm i'll i've i'd monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    english french german spanish italian russian chinese japanese american british european
    christmas easter god ok mr mrs ms dr sir madam lord lady
    chapter scene act part north south east west earth
""")

GERMAN = _words("und der die das nicht ist ein eine sie mit")
