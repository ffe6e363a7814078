"""Telling languages apart by their letters and their commonest words, and leaving these out."""

import re
from collections import Counter
from typing import Final

# Enough of a text to know its language.
_PROBE: Final = 20_000
_SURE: Final = 0.06
"""A text has at least this share of its language's commonest words."""

# Letters, and the marks that stand with those of Hebrew, Arabic and Devanagari.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u0957])"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")

# Scripts that only one great language is written in, and those that several share.
_LETTERS: Final = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LATIN: Final = {
    "en": _words("""
        the a an and or but if of to in on at by for from with as is are was were be been being it
        its he she they them his her their him we us our you your i me my this that these those
        there here not no nor so do does did done have has had will would can could shall should
        may might must then than when where who whom which what why how all some any every each
        one two into over under up down out off again only just very now like about before after
        through while because until still back away too more most other such own same upon
        said says say don't didn't isn't wasn't won't can't it's i'm he's she's they're we're
    """),
    "de": _words("""
        der die das den dem des ein eine einen einem einer eines und oder aber doch wenn weil dass
        daß ich du er sie es wir ihr mich mir dich dir ihn ihm ihnen uns euch mein dein sein seine
        ihre ihrer unser nicht kein keine ist sind war waren bin bist wird werden wurde hat haben
        hatte kann will zu zum zur von vom mit nach bei aus auf an am in im um für über unter vor
        durch auch noch schon nur sehr so wie was wer wo da dann als man hier dort ja nein mehr
    """),
    "fr": _words("""
        le la les l' un une des du de d' et ou mais si que qui quoi dont où ne pas plus rien je tu
        il elle on nous vous ils elles me te se lui leur leurs mon ma mes ton ta tes son sa ses
        notre votre ce cet cette ces est sont était étaient être été a ont avait avoir fait dans
        sur sous avec sans pour par en au aux vers chez comme quand puis alors très tout tous
        toute bien encore déjà aussi y c'est n'est qu'il qu'elle d'un d'une j'ai
    """),
    "es": _words("""
        el la los las un una unos unas y e o pero si que quien de del a al en con sin por para
        sobre entre hasta desde no ni nada más muy ya yo tú él ella nosotros ellos ellas usted me
        te se le les lo mi mis tu tus su sus nuestro este esta estos estas ese esa eso aquel es
        son era eran ser fue está están estaba ha han había hay como cuando donde porque también
        todo toda todos tan así aquí allí
    """),
    "it": _words("""
        il lo la i gli le un uno una e o ma se che chi di del della dei delle dello a al alla ai
        in nel nella con su sul sulla per tra fra da dal dalla non più molto già io tu lui lei noi
        voi loro mi ti si ci vi mio mia suo sua suoi questo questa quello quella è sono era erano
        essere ha hanno aveva come quando dove perché anche tutto tutti così qui poi
    """),
    "pt": _words("""
        o a os as um uma e ou mas se que quem de do da dos das em no na nos nas com sem por para
        pelo pela ao à não mais muito já eu tu ele ela nós eles elas você me te lhe meu minha seu
        sua este esta isso aquele é são era eram ser foi está estava tem tinha há como quando onde
        porque também tudo todos assim aqui então
    """),
    "nl": _words("""
        de het een en of maar als dat die dit wie wat niet geen ik jij je hij zij ze wij we jullie
        mij hem haar hun ons mijn zijn is was waren ben bent wordt werd heeft had hebben te van
        met naar bij uit op aan in om voor over onder door ook nog al zeer zo hoe waar er dan toen
    """),
}
_CYRILLIC: Final = {
    "ru": _words("""
        и в во не что он она они оно я ты мы вы на с со как а то все всё его её их но да из за так
        же от по к ко у о об бы был была было были быть есть нет это этот эта эти тот та те кто где
        когда если уже ещё еще только для до при под над без мне меня тебе тебя ему ей им нас вас
        мой моя твой свой своя который которая вот там тут здесь потом очень или ни чтобы
    """),
    "uk": _words("""
        і й та в у не що він вона вони воно я ти ми ви на з зі як а то все його її їх але так же
        від по до є був була було були бути це цей ця ці той хто де коли якщо вже ще тільки для
        при під над без мені мене тобі йому їй нас вас мій свій який яка ось там тут дуже або щоб
    """),
}
_ARABIC: Final = {
    "ar": _words("""
        في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين أن إن كان كانت لا لم لن ما هو هي هم
        أنا أنت نحن كل بعد قبل ثم أو و قد كما حتى بين عند لكن إذا هناك هنا غير به له لها فيه
    """),
    "fa": _words("""
        و در به از که این آن را با است بود برای تا من تو او ما شما آنها هم یا اما اگر هر یک نه
        می شد کرد بر چه همه خود دیگر
    """),
    "ur": _words("""
        اور کے کی کا میں سے کو نے ہے ہیں تھا تھی پر یہ وہ نہیں بھی تو کہ ہو گیا ایک اس
    """),
}
_DEVANAGARI: Final = {
    "hi": _words("""
        और के की का में से को ने है हैं था थी थे पर यह वह नहीं भी तो कि हो गया गई एक इस उस
        मैं तुम हम वे आप ही लिए कर या जो अपने अपनी साथ फिर
    """),
    "mr": _words("आणि आहे आहेत होता होती मी तो ती ते हे हा ही नाही पण का च तर व एक या त्या"),
}
_SHARED: Final = {
    "latin": _LATIN,
    "cyrillic": _CYRILLIC,
    "arabic": _ARABIC,
    "devanagari": _DEVANAGARI,
}
_COMMON: Final = {code: words for group in _SHARED.values() for code, words in group.items()}

# Signs that stand in half of all words of Chinese and Japanese, and mean little by themselves.
_COMMON_SIGNS: Final = frozenset(
    "的一是了不在人有我他这這个個们們中来來上大为為和国地到以说說时時要就出会會可也你对對生能而子那得于"
    "着下自之年过過后後作里她它很都没沒把让讓从從去又么麼吗嗎呢吧被还還什只当當样樣"
)


def words_of(text: str) -> list[str]:
    """Return the words, folded so that those at a beginning are the same as others."""
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def guess_language(text: str) -> str | None:
    """Return the language's two letters, such as "en", or None if it is not plain which it is.

    First by letters; where languages share these, by the share of their commonest words.
    """
    probe = text[:_PROBE]
    counts = {name: len(letters.findall(probe)) for name, letters in _LETTERS.items()}
    if counts["ja"] * 10 > counts["zh"]:
        counts["zh"], counts["ja"] = 0, counts["ja"] + counts["zh"]
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return None
    return _by_words(probe, _SHARED[script]) if script in _SHARED else script


def is_common(word: str, language: str | None) -> bool:
    """Whether a word says nothing of what a text is about; any language's, if none is known."""
    if language in _COMMON:
        return word in _COMMON[language]
    return not _COMMON_SIGNS.isdisjoint(word) or any(word in words for words in _COMMON.values())


def _by_words(text: str, languages: dict[str, frozenset[str]]) -> str | None:
    words = Counter(words_of(text))
    hits = {code: sum(words[each] for each in common) for code, common in languages.items()}
    best, second = sorted(hits, key=lambda code: -hits[code])[:2]
    sure = hits[best] > hits[second] and hits[best] >= max(2, _SURE * words.total())
    return best if sure else None
