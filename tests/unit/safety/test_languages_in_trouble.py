"""Two to seven words of somebody in trouble tell their language, typed on a phone without accents; English tells none."""

from __future__ import annotations

import pytest
import yaml

from bot.safety.languages import Languages
from tests.unit.safety.conftest import DATA

LANGUAGES = Languages.load(DATA / "languages.yml")

IN_TROUBLE = {
    "pt": ["estao me chantageando", "nao sei o que fazer", "to com medo", "quero morrer", "tenho vergonha", "fui chantageada"],
    "pl": ["chce umrzec", "on ma moje zdjecia", "boje sie", "szantazuje mnie", "wstydze sie", "blagam pomoz", "nie dam rady"],
    "fr": ["je veux mourir", "jai peur", "j'ai honte", "aide moi", "il me fait chanter", "il me force a payer", "au secours"],
    "es": ["tengo miedo", "quiero morir", "me estan chantajeando", "ayudame por favor", "quiere dinero", "me siento sola"],
    "de": ["ich will nicht mehr leben", "habe angst", "ich schaeme mich", "er erpresst mich", "mir gehts schlecht", "hilfe"],
    "it": ["voglio morire", "ho paura", "mi stanno ricattando", "aiutatemi", "mi vergogno", "ha le mie foto", "sa dove abito"],
    "ro": ["vreau sa mor", "mi e frica", "ma santajeaza", "ajutati ma va rog", "mi e rusine", "ma obliga sa platesc"],
    "tr": ["olmek istiyorum", "korkuyorum", "santaj yapiyorlar", "yardim edin lutfen", "aileme soyleme", "cok utaniyorum"],
    "nl": ["ik wil dood", "ik word gechanteerd", "hij bedreigt me", "ik schaam me", "ze chanteren me", "ik voel me alleen"],
    "cs": ["chci umrit", "vydira me", "bojim se", "ma moje fotky", "nechci zit", "pomozte mi prosim", "nuti me platit"],
    "hi": ["mujhe marna hai", "jeena nahi chahta", "madad karo please", "mummy ko mat batana", "dhamki de raha hai"],
    "ur": ["mujhay darr lag raha hai", "meri madad karain", "bohat dar lagta ha", "us kay pas meri tasveerain hain"],
    "pa": ["mainu dar lagda hai", "mai marna chaunda haan", "ohde kol meriyan photos ne", "mainu bachao"],
    "ar": ["ana khayef", "byhadedni", "3ando sowari", "sa3edni", "3ayez amoot", "badi mout", "ana 5ayfa", "byebtazni"],
    "fil": ["natatakot ako", "gusto ko nang mamatay", "tulungan nyo ako", "di ko na kaya", "hindi ko alam gagawin ko"],
    "vi": ["toi muon chet", "em so lam", "no tong tien em", "giup em voi", "em khong biet phai lam sao", "tôi sợ lắm"],
    "so": ["waan baqayaa", "i caawi fadlan", "lacag ayuu rabaa"],
    "cy": ["dwi ofn", "dwi isio marw", "helpwch fi plis"],
    "ga": ["ta eagla orm", "ta naire orm", "cabhraigh liom"],
}

ENGLISH = """
he says hes gonna send it to everyone|im so scared rn|some guy on snap has my pics|ma da will kill me|he as my pics|e as me pics
ah dinnae ken whit tae dae|he's got ma photos so he has|wee guy fae school|gonnae no dae that|cannae cope wi this|nae bother
me ma is going to murder me|i'm after sending it to him|sure look|yous are all dead sound|what's the craic|yeah nah|arvo footy
mate im cooked|strewth|wagwan|mi deh yah|mi nuh know wah fi do|mi a dead wid laugh|him seh him a go send it to everybody|mi bad
wallahi bro im scared|say wallah|peak for u fam|gyal dem|allow it man|innit bruv|no cap|ngl im scared|ts pmo icl|skibidi toilet
plese help me|hepl me pls|he sed he wil send it|im scard|hes blakmailing me|he wnats mony|i dnt no wat 2 do|wot do i do|was dat
he wants 200 euros|so so so tired|same lol|me too|a la carte|la la land|no mas|vc me|te amo|hi|main|main acc|plus he said|plus one
pour it|sans undertale|tout|elle|il come back maybe|solo work suits me|theres been a van|hmm good q, no clue|l e v i t a t e|die
p 46 q 1 to 8|plus a plot twist|HA HA WHAT A BEAUTIFUL JOKE|sent another cos i panicked|me as a teacher? no ta|du er|pe kit|kaya
Maria|Sofia|Ana|Tien|Mohamed|Jose Martinez|Ming|Priya|Niamh|Siobhan|Mia and Sam|my mate Ali|her name is Mia|maja|baba|tata|oma
papa|mama|mamma mia|nonna|habibi|yalla|salam|inshallah|bhai|yaar|acha|namaste lol|hola bestie|gracias lol|danke mate|amigo
real madrid|bayern munich|las vegas|los angeles|el nino|volkswagen|dolce and gabbana|nike air max|genshin impact|costa coffee
male|male or female|dire|ton of pics|son of a|mes|gift card|bin it|bin man|mutter|alle|hang on|lang|em said|jen said|van dijk
abeg help me|wetin i go do|e dey threaten me|na so|i no fit sleep|eish man|ag shame|paiseh|wah so scary sia|cannot la|kia ora
wants me on cam tonight|must keep cam on|freshers week was mental|my nudes|let me breathe|short song, took me ages|parents!!
"""


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, texts in IN_TROUBLE.items() for text in texts])
def test_few_words_without_accents_name_their_language(language: str, text: str) -> None:
    assert LANGUAGES.other_than("en", text) == language


@pytest.mark.parametrize("text", ENGLISH.strip().replace("\n", "|").split("|"))
def test_english_of_every_kind_names_none(text: str) -> None:
    assert LANGUAGES.other_than("en", text) is None


@pytest.mark.parametrize("text", ["chce 50 euro ale nie mam", "je ne sais pas", "quiero parar"])
def test_in_a_chat_of_another_language_english_is_named_as_little(text: str) -> None:
    assert LANGUAGES.other_than("pl", text) != "en"


def test_of_all_examples_in_english_none_names_another_language_but_those_that_are_in_it() -> None:
    told = set()
    for file in sorted((DATA / "nlu/en").glob("*.yml")):
        for intent in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = (line.removeprefix("- ").strip() for line in intent["examples"].splitlines())
            told |= {line.lower() for line in lines if LANGUAGES.other_than("en", line)}
    assert told <= {"puedo escribirte en español", "hallo", "hola", "slán", "go raibh maith agat"}
