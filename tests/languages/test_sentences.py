"""The sentence splitter: offsets on any text, and the places where news differs from treebanks."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.languages.sentences import split_sentences

WHITE = st.sampled_from([" ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\u2029", "\r\n", "\u200b", "\x0b"])
WORDS = ["Le", "the", "M.", "U.S.", "3,5", "«", "»", '."', "…", "?!", "أخبار", "😀", "é\u0301", "ßŉİ", "\x00", "\u202e", "-", "•"]
PIECES = st.sampled_from(WORDS)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(WHITE, PIECES, st.text(max_size=5))).map("".join))


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_sentences_cover_the_text_in_order(lang: str, text: str) -> None:
    spans = split_sentences(text, lang)
    covered = set()
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        last = end
    assert all(c.isspace() or i in covered for i, c in enumerate(text))
    assert spans == split_sentences(text, lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("unit", ["word ", "a", "Mr. X said. ", "« "])
def test_a_megabyte_in_one_line_takes_seconds(lang: str, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    split_sentences(text, lang)
    assert time.process_time() - start < 60


# Each case: the sentences as they should come out; they are joined by the separator that follows.
FRENCH = [
    ["M. Dupont a démenti.", "Le Gén. Martin, lui, se tait."],
    ["Selon le Col. Petit, trois drones ont été abattus.", "Aucun blessé n'est signalé."],
    ["« Nous avons riposté », a dit le porte-parole.", "Il n'a pas donné de bilan."],
    ["Ses agents ont « tenu pendant plus d'une heure ».", "L'ONU a compté douze morts."],
    ["Le maire a répondu “non”.", "L’armée a tiré."],
    ["L'attaque a eu lieu le 18 oct. 2023 près de la base.", "Vingt soldats ont été légèrement blessés."],
    ["Le siège de l'O.N.U. reste fermé.", "Pourquoi ?", "Personne ne le dit."],
    ["La base a été visée à 3 h 30… puis de nouveau à l'aube.", "Une enquête est ouverte."],
    ["Le Gén. Dupont a rencontré le Pr Martin à Saint-Malo.", "L'entretien a duré une heure."],
    ["Environ 200 Casques bleus et trois hélicoptères ont quitté la ville.", "Ils reviendront mardi."],
    ["L'armée a envoyé près de 400 Maliens et 30 Français vers le nord.", "Le gouvernement se tait."],
    ["Le porte-parole du ministère de la Défense Paul Durand a confirmé la mort de 12 Syriens.", "Un treizième est blessé."],
    ["« Nous n'avons rien vu.", "Personne ne tirait », a dit un témoin.", "La police cherche encore."],
    ["Le président de la République Jean Petit a reçu le général Abdallah Mansour.", "Ils ont parlé de Gaza."],
    ["Le 3 mars, J.-P. Leroy et M. Noir ont été arrêtés.", "Ils nient."],
]
ENGLISH = [
    ["The mayor called it “a day’s work”.", "IBM closed its plant."],
    ["The U.S. military said two drones were shot down.", "No one was hurt."],
    ["Lt. Gen. John Smith declined to comment.", "He left on Oct. 17."],
    ["Mr. Brown, of Acme Inc., confirmed it.", "Did he know?", "He would not say."],
    ["Gov. J. B. Gray met Sen. Mary Stone in St. Paul.", "They spoke for an hour."],
    ["“We will respond,” the spokesman said.", "He gave no details."],
    ["Rebels attacked at 4 a.m. near the dam.", "At least 3.5 tons of fuel burned."],
    ["The guards were shot at about 11:30 p.m. Thursday.", "Nobody was held."],
    ["The ferry left at 9 p.m. April 2 with 40 people.", "It sank at 10:15 p.m. Saturday, divers said."],
    ["It left at 8 a.m.", "March was cold."],
    ["The attack hit base No. 5 in the north.", "Officials denied it."],
    ["The allies have sent over 100 Special Forces and helicopters.", "They will stay for a month."],
    ["About 40 U.S. Special Forces soldiers landed on Oct. 17.", "They were met by Gen. Paul Marsh."],
    ["Police said 12 Syrians and 3 Iraqis were held near Camp Victory.", "All were freed."],
    ["Former Defense Minister Ivan Petrov met Foreign Secretary Anne Hill in New York.", "Both left early."],
    ["“We saw nothing.", "Nobody fired,” a witness said.", "Police are still looking."],
    ["The 19-year-old Marcus Green was shot in the city's Old Harbor district.", "He survived."],
    ["Residents fled… but the Red Cross stayed.", "Two days later, the shelling stopped."],
    ["A spokesman for the U.N. Mission in Mali said five Chadian soldiers died.", "The mission gave no names."],
]


@pytest.mark.parametrize(("lang", "sentences"), [("fr", c) for c in FRENCH] + [("en", c) for c in ENGLISH])
def test_news_sentences(lang: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text, lang)] == sentences


RUNNING = [
    ("en", "Rebels from the Free Army seized over 300 Kalashnikov rifles and two Soviet tanks near Lake Chad"),
    ("en", "Officials told Radio Tamazuj that 14 Sudanese Air Force pilots and Colonel Omar Saleh had left Port Sudan"),
    ("en", "At least 25 Ukrainian soldiers and 3 Polish volunteers died when Russian Iskander missiles hit Odesa"),
    ("fr", "Les rebelles du Front Uni ont saisi plus de 300 Kalachnikov et deux chars Abrams près du lac Tchad"),
    ("fr", "Selon Radio Okapi près de 40 Casques bleus et le colonel Omar Saleh ont quitté Goma pour Kinshasa"),
    ("fr", "Au moins 25 Ukrainiens et 3 Polonais sont morts quand des missiles Iskander ont frappé Odessa"),
]


@pytest.mark.parametrize(("lang", "text"), RUNNING)
@pytest.mark.parametrize("stop", ["", "."])
def test_no_cut_before_a_name_or_a_number(lang: str, text: str, stop: str) -> None:
    assert split_sentences(text + stop, lang) == [(0, len(text + stop))]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\u2029"])
def test_headlines_and_captions_end_with_their_line(gap: str) -> None:
    lines = ["Three killed in strike on market", "A file photo of the market", "Three people were killed on Monday, a doctor said."]
    text = gap.join(lines)
    assert [text[a:b] for a, b in split_sentences(text, "en")] == lines


def test_bullets_are_sentences() -> None:
    lines = ["- trois morts à Alep", "- deux blessés à Homs", "• un disparu"]
    text = "\n".join(lines)
    assert [text[a:b] for a, b in split_sentences(text, "fr")] == lines


def test_the_seams_of_a_mail_part_sentences() -> None:
    text = "Please call me. Anna Holm 03/14/2002 09:15 AM Paul Reed will be out of the office on Monday."
    assert [text[a:b] for a, b in split_sentences(text, "en")][-1] == "Paul Reed will be out of the office on Monday."


def test_a_wrapped_paragraph_goes_on() -> None:
    text = (
        "The ministry said on Tuesday that the convoy had been attacked as it was\n"
        "leaving the town, and that the two drivers were missing. A second convoy was\n"
        "turned back at the bridge by soldiers who said the road was closed until the\n"
        "end of the week."
    )
    assert len(split_sentences(text, "en")) == 2


def test_text_in_capitals_is_split() -> None:
    text = "REBELS ATTACKED A CONVOY NEAR THE TOWN OF SAN PEDRO. TWO SOLDIERS WERE KILLED AND FIVE OTHERS WERE WOUNDED, THE ARMY SAID."
    assert len(split_sentences(text, "en")) == 2
