"""Short word lists by which the readers tell names, abbreviations and labels apart."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A full stop after these does not end a sentence.
ABBREVIATIONS = _words("""
    mr mrs ms dr prof st mt capt lt col gen sgt rev hon messrs mme mlle fr hr nr vs fig vol
    etc approx usw bzw ca str ул им св проф
""")

# Before one of these a speaker takes breath.
JOINING = _words("""
    and or but nor so yet because that which who whose when while where until before after if as
    though than like with into und oder aber dass weil wenn als während bis damit et ou mais donc
    que qui dont quand puis y o pero porque cuando и или но что когда
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

# These say what somebody is like, and are no name without the word after them.
DESCRIBING = _words("""
    old older young younger little big tall short fat thin blind first second third fourth other
    another man woman boy girl police taxi security male female head chief
""")

# After one of these it is mostly a place.
PLACING = _words("in at on near inside across through dans à en в на из")

CAPITALISED = _words("""
    i'm i'll i've i'd monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    st english french german spanish italian russian chinese japanese american british european
    christmas easter god ok mr mrs ms dr sir madam lord lady
    chapter scene act part north south east west earth
""")

# Before a name; the person is then known by what follows.
TITLES = _words("""
    mr mrs ms miss dr doctor prof professor sir madam lord lady captain inspector constable
    sergeant detective lieutenant colonel general officer judge father sister brother aunt uncle
    king queen prince princess herr herrn frau fräulein doktor monsieur madame mademoiselle m mme
    señor señora don doña господин госпожа
""")

# A name of several words that ends with one of these is a place.
PLACES = _words("""
    street road lane avenue square yard bridge river mountain station harbour harbor bay island
    forest hotel place straße platz gasse rue boulevard plaza calle улица площадь
""")

# Of a scene whose light is that of the scene before it.
RELATIVE_TIMES = frozenset(
    {"continuous", "later", "same", "same time", "moments later", "a moment later", "seconds later"}
)

# Directions to a speaker that nobody can see.
PAUSES = frozenset({"beat", "a beat", "pause", "a pause", "then", "cont'd", "continuing"})

GERMAN = _words("und der die das nicht ist ein eine sie mit")
