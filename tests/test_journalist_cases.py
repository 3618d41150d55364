"""What a reader of the paper would answer: short texts, and for a quotation in each its type, speaker and role."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from quoteattr import Document, Quote, attribute
from quoteattr.model import NONQUOTES

pytestmark = pytest.mark.models


class Case(NamedTuple):
    """One question about one quotation.

    Attributes:
        text: The whole text.
        words: What the quotation says, or how it begins.
        type: Its type.
        speaker: The name to report; None where a reader could not tell, or nobody speaks.
        role: The role to report; None where the text states none.
    """

    text: str
    words: str
    type: str
    speaker: str | None
    role: str | None = None


ADDED = (
    "“The harvest is safe,” agriculture minister Amina Diallo said on Friday. “The silos are full.”\n"
    "“We shall share it with our neighbours,” she added."
)
TWO_SPEAKERS = (
    "Ms Carla Nunes and Mr Peter Holt met at the quay. “The boats are late,” Mr Holt said.\n"
    "“They are always late,” Ms Nunes replied.\n"
    "“Somebody should phone,” he said.\n"
    "“Somebody should have phoned yesterday,” she said."
)
HARBOUR = (
    "The Lornmouth Harbour Authority (LHA) closed the pier on Monday. "
    "“No vessel may moor there,” the LHA said in a statement."
)
BUDGET = (
    "Finance minister Tomas Berg presented the budget on Monday. He spoke for an hour.\n"
    "“Nobody will pay more,” the minister said."
)
MAYOR = (
    "Lena Ortiz, the mayor of Dunmere, opened the bridge on Sunday.\n"
    "“It will stand for a hundred years,” Ms Ortiz said."
)
OVER_PARAGRAPHS = (
    "“We counted the votes twice, and we found nothing wrong,” said election commissioner Joseph Mbeki. “The "
    "result stands.\n"
    "“Those who doubt it may come and look. The boxes are here.”"
)
INTERRUPTED = "“The road,” said engineer Karin Lindholm, “was never built for lorries.”"
BLUNT = "Petra Osei was blunt. “Our street is not a motorway,” she said."
RIVALS = (
    "President Ana Silva met her rival Paulo Costa on Tuesday. "
    "“He is honest,” she said of Mr Costa. “She is stubborn,” he said of Ms Silva."
)
PRESIDENT = (
    "Ms Banda, the leader of the opposition, said she was “not afraid”. "
    "The president, Joel Phiri, said the vote would be “calm”."
)
TURNOUT = (
    "“The vote was free,” Ibrahim Traoré, the head of the commission, told journalists, "
    "adding that turnout had been “the highest in twenty years”."
)
VOLKOV = (
    "The foreign ministry spokesman, Andrei Volkov, said the talks were “useful”. "
    "Mr Volkov added: “We will meet again.”"
)
COD = "The Baltic Fish Union (BFU) struck on Monday. “Cod is gone,” said BFU president Marta Ozols."
FAIR = "Actress Mina Sol and her husband Leo Sol opened the fair. "

CRITICS = (
    "Former captain Aldo Molina hit back at critics who labelled him a “mercenary”. "
    "“I have a family to feed,” the 34-year-old midfielder told the paper."
)

#: Who spoke is named beside the quotation.
NAMED = [
    Case("“We will rebuild,” said Maria Keller.", "We will rebuild", "direct", "Maria Keller"),
    Case("“We will rebuild,” Maria Keller said.", "We will rebuild", "direct", "Maria Keller"),
    Case('"We will rebuild," mayor Maria Keller said.', "We will rebuild", "direct", "Maria Keller", "mayor"),
    Case("Maria Keller said: “We will rebuild.”", "We will rebuild", "direct", "Maria Keller"),
    Case("Maria Keller told reporters, “We will rebuild.”", "We will rebuild", "direct", "Maria Keller"),
    Case(
        "“The dam is full,” Mr Okafor told the assembly on Monday.",
        "The dam is full",
        "direct",
        "Okafor",
    ),
    Case(
        "“Prices will fall again,” according to Helen Marsh, chief economist at Northbank.",
        "Prices will fall again",
        "direct",
        "Helen Marsh",
        "chief economist at Northbank",
    ),
    Case("According to David Ncube, “the roof leaked for years”.", "the roof leaked", "mixed", "David Ncube"),
    Case(
        "“I have never seen such a storm,” says fisherman Luis Prado.",
        "I have never seen",
        "direct",
        "Luis Prado",
        "fisherman",
    ),
    Case(
        "Opposition MP Rahul Desai tweeted: “Shame!” Nobody replied.",
        "Shame",
        "written",
        "Rahul Desai",
        "Opposition MP",
    ),
    Case("“I love it here,” smiles Rosa Quito, who works as a nurse.", "I love it", "direct", "Rosa Quito", "nurse"),
    Case(
        "“They shot at us,” said a 12-year-old girl who gave her name only as Amal.",
        "They shot",
        "direct",
        "Amal",
        "12-year-old girl",
    ),
    Case(
        "“It was like a bomb,” said one witness, who gave only his first name, Tarek.",
        "like a bomb",
        "direct",
        "Tarek",
        "witness",
    ),
    Case(CRITICS, "I have a family", "direct", "Aldo Molina", "Former captain"),
    Case(
        "Magistrate Grace Omolo called the proof “overwhelming”.", "overwhelming", "mixed", "Grace Omolo", "Magistrate"
    ),
    Case(
        "Karlsen said that it worked, to which Mia Okoro interjected: “It does not.” He laughed.",
        "It does not",
        "direct",
        "Mia Okoro",
    ),
    Case(
        "Ana Prado, exasperated, replied: “What difference does it make?” Her critics laughed.",
        "What difference",
        "direct",
        "Ana Prado",
    ),
    Case(
        "Karlsen said last week that Prado had lied, stating that she was “socially liberal”.",
        "socially liberal",
        "mixed",
        "Karlsen",
    ),
    Case(
        "Sen. Marta Ruiz of Florida, who quipped that he was “disqualified”, left early.",
        "disqualified",
        "mixed",
        "Marta Ruiz",
        "Sen.",
    ),
    Case(
        "As fans cheered, The Courier's Robert Costa reported, his wife whispered: “They are still with you.”",
        "They are still",
        "direct",
        "his wife",
    ),
    Case(
        "Maya Stone was joined on stage by Senator Al Berg and joked, “You are being ridiculous.”",
        "You are being",
        "direct",
        "Maya Stone",
    ),
    Case(
        "The paradox of Nancy, says Carl Anthoni, historian at the library, is that she was “one of the powerful”.",
        "one of the powerful",
        "mixed",
        "Carl Anthoni",
        "historian at the library",
    ),
    Case("Nobody, said Clara Jensen, “knows where the money went”.", "knows where", "mixed", "Clara Jensen"),
    Case("“Look at it,” Kelly Conroy notes. “It was very different.”", "It was very", "direct", "Kelly Conroy"),
    Case(
        "“We are refugees,” Ms. Alawi said. “We are not rebels.” Mr. Zahid said: “It is the work of rebels.”",
        "We are not",
        "direct",
        "Alawi",
    ),
    Case(
        "Nominee Donald Stump, during interviews on Thursday, referred to the premier as “the best player” of all.",
        "the best player",
        "mixed",
        "Donald Stump",
        "Nominee",
    ),
    Case("“I wept,” said the widow of Sgt. Tom Hale.", "I wept", "direct", "widow of Sgt. Tom Hale"),
    Case("Ms Torres comments: “We won.” Nobody cheered.", "We won", "direct", "Torres"),
    Case("As Brandt knelt, one of the men drew a gun and shouted, “Save him!”", "Save him", "direct", "one of the men"),
    Case(
        "The mayor, Anne Hall, said she was “proud”; her deputy, Emil Grieg, said the city was “ready”.",
        "ready",
        "mixed",
        "Emil Grieg",
        "her deputy",
    ),
    Case(
        "President Vitaly Orlov thanked Poland for its “firm support” and told reporters: “We will never forget.”",
        "We will never forget",
        "direct",
        "Vitaly Orlov",
        "President",
    ),
    Case("Sarah Lindqvist called the verdict “a disgrace”.", "a disgrace", "mixed", "Sarah Lindqvist"),
    Case("Sarah Lindqvist described the plan as “a waste of public money”.", "a waste", "mixed", "Sarah Lindqvist"),
    Case(
        "Union leader Bruno Meyer denounced the offer as “an insult to every nurse in the country”.",
        "an insult",
        "mixed",
        "Bruno Meyer",
        "Union leader",
    ),
    Case(
        "The trainer said the horse was sound, adding that it had “never run better”.\n"
        "Trainer Aoife Brennan spoke after the race.",
        "never run better",
        "mixed",
        "Aoife Brennan",
        "Trainer",
    ),
    Case(
        "Mr Adeyemi praised the crews, adding that they had “worked through the night”.",
        "worked through the night",
        "mixed",
        "Adeyemi",
    ),
    Case(
        "Ms Weber made no mention of the strike, and said that “every train will run on time”.",
        "every train will run",
        "mixed",
        "Weber",
    ),
    Case(
        "Captain Igor Petrov was quoted as saying that the ship “sank within minutes”.",
        "sank within minutes",
        "mixed",
        "Igor Petrov",
        "Captain",
    ),
    Case(
        "Hassan Farouk, who heads the teachers’ union, said: “We will not mark a single paper.”",
        "We will not mark",
        "direct",
        "Hassan Farouk",
        "heads the teachers’ union",
    ),
    Case(
        "“It was dark and nobody saw the ice,” recalled Jonas Eklund, a survivor.",
        "It was dark",
        "direct",
        "Jonas Eklund",
        "survivor",
    ),
    Case("“Not again,” grumbled Rosa Martinez.", "Not again", "direct", "Rosa Martinez"),
    Case(
        "French president Louis Marchand warned that the treaty was “close to collapse”.",
        "close to collapse",
        "mixed",
        "Louis Marchand",
        "French president",
    ),
    Case(
        "Asked about the fire, police spokeswoman Ewa Nowak replied: “We do not know the cause yet.”",
        "We do not know",
        "direct",
        "Ewa Nowak",
        "police spokeswoman",
    ),
    Case(INTERRUPTED, "The road", "direct", "Karin Lindholm", "engineer"),
]

#: Who spoke is named somewhere else.
RESOLVED = [
    Case(
        "The girl said she was “beaten”. Her boss, hotelier Samir Hadid, denies it; he says she “invented it all”.",
        "invented it all",
        "mixed",
        "Samir Hadid",
        "hotelier",
    ),
    Case(ADDED, "The harvest is safe", "direct", "Amina Diallo", "agriculture minister"),
    Case(ADDED, "We shall share it", "direct", "Amina Diallo", "agriculture minister"),
    Case(TWO_SPEAKERS, "The boats are late", "direct", "Peter Holt"),
    Case(TWO_SPEAKERS, "They are always late", "direct", "Carla Nunes"),
    Case(TWO_SPEAKERS, "Somebody should phone,", "direct", "Peter Holt"),
    Case(TWO_SPEAKERS, "Somebody should have phoned", "direct", "Carla Nunes"),
    Case(BUDGET, "Nobody will pay more", "direct", "Tomas Berg", "Finance minister"),
    Case(MAYOR, "It will stand", "direct", "Lena Ortiz", "mayor of Dunmere"),
    Case(HARBOUR, "No vessel may moor", "direct", "Lornmouth Harbour Authority"),
    Case(BLUNT, "Our street is not", "direct", "Petra Osei"),
    Case(OVER_PARAGRAPHS, "We counted the votes", "direct", "Joseph Mbeki", "election commissioner"),
    Case(OVER_PARAGRAPHS, "Those who doubt it", "direct", "Joseph Mbeki", "election commissioner"),
    Case(RIVALS, "He is honest", "direct", "Ana Silva", "President"),
]

#: Harder sentences: long roles, names of many countries, unnamed people, bodies.
PEOPLE_AND_BODIES = [
    Case(
        "“The crane is old,” said harbour master Ann Lee. “It will go in May.”",
        "The crane is old",
        "direct",
        "Ann Lee",
        "harbour master",
    ),
    Case(
        "Deputy governor Samuel Kiprop, 54, said: “The rains failed.”",
        "The rains failed",
        "direct",
        "Samuel Kiprop",
        "Deputy governor",
    ),
    Case(
        "Samuel Kiprop, 54, a farmer from Eldoret, said: “The rains failed.”",
        "The rains failed",
        "direct",
        "Samuel Kiprop",
        "farmer from Eldoret",
    ),
    Case(
        "“The rains failed,” said Samuel Kiprop, who is the governor of Turkana.",
        "The rains failed",
        "direct",
        "Samuel Kiprop",
        "governor of Turkana",
    ),
    Case(
        "“The rains failed,” Nguyen Van Minh, director of the Mekong Institute, told a conference in Hanoi.",
        "The rains failed",
        "direct",
        "Nguyen Van Minh",
        "director of the Mekong Institute",
    ),
    Case(
        "“We are ready,” Kim Seo-yeon, a spokeswoman for the ministry, said by telephone.",
        "We are ready",
        "direct",
        "Kim Seo-yeon",
        "spokeswoman for the ministry",
    ),
    Case(
        "“It was a mistake,” admitted Mohammed bin Rashid al-Harbi, the airline’s chief executive.",
        "It was a mistake",
        "direct",
        "Mohammed bin Rashid al-Harbi",
        "airline’s chief executive",
    ),
    Case(
        "Former judge Eleni Papadopoulou, now a senator, said the ruling was “a scandal”.",
        "a scandal",
        "mixed",
        "Eleni Papadopoulou",
        "Former judge",
    ),
    Case(
        "Sheikh Hasan al-Amin, an imam in Tripoli, urged both sides to “lay down their arms”.",
        "lay down",
        "mixed",
        "Hasan al-Amin",
        "imam in Tripoli",
    ),
    Case(
        'Dr. Susan O\'Neill, the lead author of the study, said the finding was "a surprise to all of us."',
        "a surprise",
        "mixed",
        "Susan O'Neill",
        "lead author of the study",
    ),
    Case('"I don\'t know," O\'Neill said. "We\'ll see."', "I don't know", "direct", "O'Neill"),
    Case("“Why now?” asked senator Ravi Menon.", "Why now", "direct", "Ravi Menon", "senator"),
    Case(
        "Clara Jensen laughed. “I am eighty,” she said, “and I still swim every morning.”",
        "I am eighty",
        "direct",
        "Clara Jensen",
    ),
    Case(
        "Opposition leader Grace Banda accused the government of “buying votes with maize”.",
        "buying votes",
        "mixed",
        "Grace Banda",
        "Opposition leader",
    ),
    Case(PRESIDENT, "not afraid", "mixed", "Banda", "leader of the opposition"),
    Case(PRESIDENT, "calm", "mixed", "Joel Phiri", "president"),
    Case(TURNOUT, "The vote was free", "direct", "Ibrahim Traoré", "head of the commission"),
    Case(TURNOUT, "the highest in twenty years", "mixed", "Ibrahim Traoré", "head of the commission"),
    Case(VOLKOV, "useful", "mixed", "Andrei Volkov", "foreign ministry spokesman"),
    Case(VOLKOV, "We will meet again", "direct", "Andrei Volkov", "foreign ministry spokesman"),
    Case(COD, "Cod is gone", "direct", "Marta Ozols", "BFU president"),
    Case(
        "The World Farm Council said on Monday that hunger was “no accident”.",
        "no accident",
        "mixed",
        "World Farm Council",
    ),
    Case("A hospital spokesman said: “Two people are in surgery.”", "Two people", "direct", "A hospital spokesman"),
    Case("“They never came,” residents said on Tuesday.", "They never came", "direct", "residents"),
    Case(FAIR + "“I love horses,” she said.", "I love horses", "direct", "Mina Sol", "Actress"),
    Case(FAIR + "“I love horses,” Mr Sol said.", "I love horses", "direct", "Leo Sol", "her husband"),
    Case(
        "“We won,” said coach Nadia Haddad. Striker Tom Bell scored twice. “He was brilliant,” she said.",
        "He was brilliant",
        "direct",
        "Nadia Haddad",
        "coach",
    ),
    Case(
        "“We won,” said coach Nadia Haddad. Striker Tom Bell scored twice. “I was lucky,” he said.",
        "I was lucky",
        "direct",
        "Tom Bell",
        "Striker",
    ),
    # a family name that comes first, and a bare surname that two people bear
    Case(
        "Fans know the singer Seo In-guk from his songs. “I was lucky,” Seo said on Monday.",
        "I was lucky",
        "direct",
        "Seo In-guk",
        "singer",
    ),
    Case(
        "The former minister Han Duck-ho opened the session. Prosecutor Han Min-seok took the floor after him.\n"
        "“The law is clear,” Han told the members.",
        "The law is clear",
        "direct",
        "Han Min-seok",
        "Prosecutor",
    ),
    # long offices, and whose document it is
    Case(
        "“Prices will fall,” said founder and president, Aida Seif.",
        "Prices will fall",
        "direct",
        "Aida Seif",
        "founder and president",
    ),
    Case(
        "However, one of the authors, Fatima Denton, warned that it comes “at the expense of the poor”.",
        "at the expense",
        "mixed",
        "Fatima Denton",
        "one of the authors",
    ),
    Case(
        "Baltic Fish Union officials met on Friday. “Cod is gone,” a Baltic Fish Union press release said.",
        "Cod is gone",
        "written",
        "Baltic Fish Union",
    ),
    Case(
        "“The pier will open in May,” the minister of ports, inland waterways and job creation, Olga Brandt, said.",
        "The pier will open",
        "direct",
        "Olga Brandt",
        "minister of ports, inland waterways and job creation",
    ),
    # whoever "she" was is no "he" afterwards
    Case(
        "Orla Finnerty had little patience. “They promised us this in 1998,” she said on Thursday.\n"
        "The transport commissioner, Dr Pieter van Aalst, disagreed. He told councillors the plan was “fully funded”.",
        "fully funded",
        "mixed",
        "Pieter van Aalst",
        "transport commissioner",
    ),
    Case(
        "“We will appeal,” said Boris Klein, a lawyer for the family. “This is not over,” Klein added.",
        "This is not over",
        "direct",
        "Boris Klein",
        "lawyer for the family",
    ),
    Case(
        "Prime minister Hana Dvorak met King Olaf. “We spoke about wind,” the prime minister said.",
        "We spoke about wind",
        "direct",
        "Hana Dvorak",
        "Prime minister",
    ),
    Case("“Stop!” shouted the guard.", "Stop", "direct", "guard"),
]

#: By the layout of the page, and in marks of every make.
LAYOUT_AND_MARKS = [
    Case("Pollsters agree – Carl Bialik: “One lesson is this.”", "One lesson", "direct", "Carl Bialik"),
    Case("The mood was bad. Coach Ann Leroy: “We lost.”", "We lost", "direct", "Ann Leroy", "Coach"),
    Case("Hilda Clint: “We will win.” Jeb Brook: “We will see.”", "We will see", "direct", "Jeb Brook"),
    Case("HOLLOWAY: “I never signed that letter.”\nRENN: “You did.”", "I never signed", "direct", "HOLLOWAY"),
    Case("‘We leave at dawn,’ said Captain Ruth Abara.", "We leave at dawn", "direct", "Ruth Abara", "Captain"),
    Case("'We leave at dawn,' said Captain Ruth Abara.", "We leave at dawn", "direct", "Ruth Abara", "Captain"),
    Case("« We leave at dawn », said Captain Ruth Abara.", "We leave at dawn", "direct", "Ruth Abara", "Captain"),
    Case("„We leave at dawn,“ said Captain Ruth Abara.", "We leave at dawn", "direct", "Ruth Abara", "Captain"),
    Case("``We leave at dawn,'' said Captain Ruth Abara.", "We leave at dawn", "direct", "Ruth Abara", "Captain"),
    Case("“He told me ‘never’ and hung up,” said Omar Haddad.", "He told me", "direct", "Omar Haddad"),
    Case(
        "“A city is a promise.” — Ilse Quandt, architect", "A city is a promise", "direct", "Ilse Quandt", "architect"
    ),
    Case("“A city is a promise.” – Ilse Quandt", "A city is a promise", "direct", "Ilse Quandt"),
]

#: Written by somebody, not spoken.
WRITTEN = [
    Case("Mayor Lena Ortiz tweeted: “I resign today.”", "I resign", "written", "Lena Ortiz", "Mayor"),
    Case("“I resign today,” mayor Lena Ortiz wrote on Facebook.", "I resign", "written", "Lena Ortiz", "mayor"),
    Case(
        "In a letter to the council, trader Tobias Renn wrote that the town had “lost its heart”.",
        "lost its heart",
        "written",
        "Tobias Renn",
        "trader",
    ),
    Case(
        "The report by Judge Alan Frost concluded that the police were “slow and careless”.",
        "slow and careless",
        "written",
        "Alan Frost",
        "Judge",
    ),
]

#: Words in marks that nobody utters.
NOBODYS = [
    Case("The so-called “experts” never left the hotel.", "experts", "scare", None),
    Case("Paul “the Eel” Okoro was arrested, police said.", "the Eel", "scare", None),
    Case("Swimmer Lu Wei, nicknamed “the Eel”, won again.", "the Eel", "term", None),
    Case("Some “volunteers” were paid, and some were soldiers.", "volunteers", "scare", None),
    Case("The “miracle” cure is made of sugar and water.", "miracle", "scare", None),
    Case("The album “Blue Hours” sold a million copies.", "Blue Hours", "title", None),
    Case("The exhibition, entitled “Water and Iron”, runs until May.", "Water and Iron", "title", None),
    Case("The film “The Last Lighthouse” opens in March.", "The Last Lighthouse", "title", None),
    Case("Her novel “A Winter of Salt” won the prize last year.", "A Winter of Salt", "title", None),
    Case("The disease, known as “blue ear”, kills piglets.", "blue ear", "term", None),
    Case("He was born in Leeds and played for the so-called “Iron Eleven” in 1974.", "Iron Eleven", "term", None),
    Case("Troops shot down two “kamikaze” drones over the port on Sunday.", "kamikaze", "scare", None),
    Case("Two men in the “safe” house were asleep when the police came.", "safe", "scare", None),
    Case("Boxer Danny “The Anvil” Doyle lost in the second round.", "The Anvil", "term", None),
    Case("The company’s slogan is “Think smaller”.", "Think smaller", "term", None),
    Case("The band sang “Rain on Friday” twice, and the crowd danced.", "Rain on Friday", "title", None),
    Case("She read “The Old Man and the Sea” to the children.", "The Old Man", "title", None),
    Case("The word “tariff” comes from Arabic.", "tariff", "term", None),
    Case("The term “gig economy” first appeared in 2009.", "gig economy", "term", None),
]

#: Somebody without a name, a document, an office: whom the words mean stands a sentence or more above them.
MEANT = [
    Case(
        "A spokesman for the energy ministry, Joaquín Belloso, declined to say more. "
        "“I am not going to speculate,” he said.",
        "I am not going",
        "direct",
        "Joaquín Belloso",
        "spokesman for the energy ministry",
    ),
    Case(
        "One shopkeeper, whose house was swept away, said the report came too late. "
        "“My sister is under that mud,” she said.",
        "My sister is",
        "direct",
        "One shopkeeper",
    ),
    Case(
        "Governor Hilde Aasen told reporters that inflation was falling. Her deputy, Lars Tveit, struck a more "
        "cautious note. “One good quarter is not a trend,” he said.",
        "One good quarter",
        "direct",
        "Lars Tveit",
        "Her deputy",
    ),
    Case(
        "Coach Neil Braithwaite said his captain had not been expected to bat. “She had a fever,” the Englishman said.",
        "She had a fever",
        "direct",
        "Neil Braithwaite",
        "Coach",
    ),
    Case(
        "Kwame Asante stopped the tram. The tram’s driver wrote to him afterwards. "
        "“I have two boys,” the letter reads.",
        "I have two boys",
        "written",
        "tram’s driver",
    ),
    Case(
        "Connie Mariano wrote a memoir of her years at the hospital. “Nobody slept,” the book says.",
        "Nobody slept",
        "written",
        "Connie Mariano",
    ),
    Case(
        "Photographs show grey meat and what one mother, Kelly Dobbs, described as “a single, lonely carrot”.",
        "a single, lonely carrot",
        "mixed",
        "Kelly Dobbs",
        "mother",
    ),
    Case(
        "Senator Ibim Horsfall, who represents Rivers West, said he was “numb”.",
        "numb",
        "mixed",
        "Ibim Horsfall",
        "Senator",
    ),
    Case(
        "Hidroverde, which runs the dam, said it had “learned painful lessons”.",
        "learned painful lessons",
        "mixed",
        "Hidroverde",
    ),
    Case(
        "Arne Dahl called it “sad”. One worker leaving the plant shrugged. “They said the same in 2009,” he said.",
        "They said the same",
        "direct",
        "One worker",
    ),
    Case(
        "Ingrid Solbakken left early. The levy, described as “a slow disaster” by its critics, has added to the woes.",
        "a slow disaster",
        "mixed",
        "its critics",
    ),
    Case(
        "Norway’s Halvorsen ASA will shed 1,200 jobs, the company said on Thursday, blaming “weaker demand”.",
        "weaker demand",
        "mixed",
        "Halvorsen ASA",
    ),
    Case(
        "Ravi Mehta founded Mehta Ltd in 1988. Mehta said the cuts were “painful”.",
        "painful",
        "mixed",
        "Ravi Mehta",
    ),
    Case(
        "Shares in Borregard Ltd fell. Borregard said the cuts were “painful”.",
        "painful",
        "mixed",
        "Borregard Ltd",
    ),
    Case(
        "In a statement read out by his lawyer, Mr Tamba called the charges “a fisherman’s tale”.",
        "a fisherman",
        "mixed",
        "Tamba",
    ),
    Case(
        "When the dam gave way, Rahima Khatun grabbed a bag of rice.\n\n“We lost the cow,” the 38-year-old said.",
        "We lost the cow",
        "direct",
        "Rahima Khatun",
    ),
    Case(
        "Crews voted to walk out for 48 hours, in a dispute over night shifts that the operator, Kessel Lines AB, "
        "called “entirely avoidable”.",
        "entirely avoidable",
        "mixed",
        "Kessel Lines AB",
    ),
    Case(
        "“Investors saw one set of books,” Financial Commissioner Noh Yeong-jun told a committee on Tuesday.",
        "Investors saw",
        "direct",
        "Noh Yeong-jun",
        "Financial Commissioner",
    ),
    Case(
        "Shares in Daesung Biologics fell. Daesung’s chief was silent. Mirae Partners’ Oh Ji-won wrote in a note that "
        "the affair was “isolated and fixable”.",
        "isolated",
        "written",
        "Oh Ji-won",
    ),
    Case(
        "An audit by the Office of the Auditor-General called the project “abandoned”.",
        "abandoned",
        "mixed",
        "Office of the Auditor-General",
    ),
    Case("“The dyke is old,” said van der Berg. “It leaks,” he said.", "It leaks", "direct", "van der Berg"),
    Case(
        "Dil Maya Limbu lost her house. “She was brave,” her neighbour said.\n\nLimbu’s was number seven. Would she go "
        "back? “The children ask me,” she says.",
        "The children ask me",
        "direct",
        "Dil Maya Limbu",
    ),
    Case(
        "Commuters were stranded after minibus operators withdrew their vehicles to protest what they termed “daylight "
        "harassment” by police.",
        "daylight",
        "mixed",
        "minibus operators",
    ),
    Case(
        "At the station, Grace Wanjiru had waited since five.\n\n“My boss does not care,” said the mother of two, who "
        "works at a salon.",
        "My boss",
        "direct",
        "Grace Wanjiru",
        "mother of two",
    ),
    Case(
        "Norway, the largest contributor, resumed payments in 2023; a spokeswoman for its environment ministry said "
        "only that Oslo “follows the results”.",
        "follows the results",
        "mixed",
        "a spokeswoman for its environment ministry",
    ),
    Case(
        "Marina Teixeira is now a lawyer in Santarém and one of the most persistent critics of the fund. “It failed "
        "us,” said Teixeira.",
        "It failed",
        "direct",
        "Marina Teixeira",
        "lawyer in Santarém",
    ),
    Case(
        "“There were no demons in the pitch,” said Sri Lanka coach Avishka Perera.",
        "no demons",
        "direct",
        "Avishka Perera",
        "Sri Lanka coach",
    ),
    Case(
        "It was, as one of the doorkeepers observed to me afterwards, “better than the wireless”.",
        "better than",
        "mixed",
        "one of the doorkeepers",
    ),
    Case(
        "“I thought it was lunch,” recalls Catalina Reyes of the University of Antofagasta, first author of the study.",
        "I thought",
        "direct",
        "Catalina Reyes",
        "first author of the study",
    ),
    Case(
        "Lib Dem leader Tom Garrity has tabled a motion calling for the bench to be “switched off, or turned down”.",
        "switched off",
        "written",
        "Tom Garrity",
        "Lib Dem leader",
    ),
    Case(
        "In Felda Taib, third-generation settler Zainab binti Mat Noor, 47, had other worries. “Prices, rats, my "
        "knees,” said the mother of five.",
        "Prices, rats",
        "direct",
        "Zainab binti Mat Noor",
        "third-generation settler",
    ),
    Case(
        "The news is a reversal for Dana Whitlock, who a year ago described artificial intelligence as “electricity”.",
        "electricity",
        "mixed",
        "Dana Whitlock",
    ),
    Case(
        "Deputy mayor Kat Vassou says it will “bring order”. Dimitra Lalioti, whose flat overlooks the square, has "
        "heard the same solo for years. “I support the arts,” she says.",
        "I support the arts",
        "direct",
        "Dimitra Lalioti",
    ),
    Case(
        "Kostas Arvanitis sells sandals. His neighbour, who sells the same sandals, disagrees. “They block my door,” "
        "she says.",
        "They block",
        "direct",
        "His neighbour",
    ),
    Case(
        "Residents of Mkoba have accused the council of “killing them softly”.\n\nMkoba Residents Trust leader Tinashe "
        "Moyo said it was sad.",
        "killing them",
        "mixed",
        "Residents of Mkoba",
    ),
    Case(
        "Engineer Simba Ndlovu blamed power cuts. “We pump at night,” said Eng Ndlovu.",
        "We pump",
        "direct",
        "Simba Ndlovu",
        "Engineer",
    ),
    Case(
        "“The courts have spoken,” says lawyer and treaty scholar Naiomi Metallic-Gloade.",
        "The courts",
        "direct",
        "Naiomi Metallic-Gloade",
        "lawyer and treaty scholar",
    ),
    Case(
        "But Senate President Pro Tempore Jinggoy Revilla was not convinced. “In my day it was a notebook,” he said.",
        "In my day",
        "direct",
        "Jinggoy Revilla",
    ),
    Case(
        "“Forty-one is more,” founder and chief executive Mia Okonjo told reporters.",
        "Forty-one",
        "direct",
        "Mia Okonjo",
        "founder and chief executive",
    ),
    Case(
        "“God hears us,” said parish priest Father Alois Thurner.",
        "God hears",
        "direct",
        "Alois Thurner",
        "parish priest",
    ),
    Case(
        "She fell in with Maurice Eldon, a man described by his second wife as “a suit with a smile in it”.",
        "a suit",
        "mixed",
        "his second wife",
    ),
    Case(
        "Why I burned it\n\nBy Lerato Dlamini\n\nI set fire to it. My mother watched from the kitchen. “You could have "
        "sold it,” she said.",
        "You could",
        "direct",
        "My mother",
    ),
    Case(
        "Coauthor Bert Kohlmann lives in Limón.\n\nI asked Bert how he felt about the book now.\n\n“Twenty years have "
        "passed, but it has not lost its relevance.”",
        "Twenty years",
        "direct",
        "Bert Kohlmann",
        "Coauthor",
    ),
    Case(
        "Graham: Cuts are ‘pure madness’\nSenator Ann Graham spoke on Monday.",
        "pure madness",
        "mixed",
        "Ann Graham",
        "Senator",
    ),
    Case(
        "Rutendo Chikomo runs the park. Josphat Mudenda fishes.\nHis wife Precious nodded. “We are still "
        "waiting,” she said.",
        "We are still waiting",
        "direct",
        "Precious",
        "His wife",
    ),
    Case(
        "Rutendo Chikomo runs the park. A tourism operator who asked not to be named because of her dealings "
        "with it said it was late. “You see the lights at night,” she said.",
        "You see the lights",
        "direct",
        "A tourism operator",
    ),
    Case(
        "In a statement on Tuesday, the Zimbabwe Fish Producers’ Association described the ban as “a blunt "
        "instrument”.",
        "a blunt instrument",
        "mixed",
        "Zimbabwe Fish Producers’ Association",
    ),
    Case(
        "Rutendo Chikomo disagreed. Mai Chipo, as she is known to her customers, has sold fish since the 1990s. "
        "“The fish are getting smaller,” she said, holding one up.",
        "The fish are getting smaller",
        "direct",
        "Mai Chipo",
    ),
    Case(
        "Uyuni, Bolivia – Standing at the edge of the flat, Doña Felipa Mamani points to a line of trucks on the "
        "horizon.\n“Every hour, another one,” says the 68-year-old quinoa farmer.",
        "Every hour, another one",
        "direct",
        "Felipa Mamani",
        "68-year-old quinoa farmer",
    ),
    Case(
        "A similar pledge came from Canberra, whose minister for the Pacific, Pat Conroe, spoke of “family "
        "looking after family”.",
        "family looking after family",
        "mixed",
        "Pat Conroe",
        "minister for the Pacific",
    ),
    Case(
        "Aparna Kelkar, who died on Tuesday, was remembered by students and admirers as “a quiet revolution in "
        "nine yards of cotton”.",
        "a quiet revolution",
        "mixed",
        "students and admirers",
    ),
    Case(
        "Aparna Kelkar was 91. “She never raised her voice except in raga,” recalled her disciple of forty "
        "years, Sudhir Nayak.",
        "She never raised",
        "direct",
        "Sudhir Nayak",
        "her disciple of forty years",
    ),
    Case(
        "Governor Tom Hale was silent. EPA Administrator Michael Reagan, who testified earlier, said his agency "
        "would hold the railroad’s feet to the fire: “They will clean up their mess.”",
        "They will clean up",
        "direct",
        "Michael Reagan",
        "EPA Administrator",
    ),
    Case(
        "A delivery driver who saved two brothers has been hailed as a hero, though he insists he “just did what "
        "anyone would”.\nKofi Amankwah, 29, was crossing a bridge in Derby.",
        "just did what anyone",
        "mixed",
        "A delivery driver",
    ),
    Case(
        "Ogiek -- a judgment campaigners say has been “gathering dust” ever since -- won in 2017.",
        "gathering dust",
        "mixed",
        "campaigners",
    ),
    Case(
        "Nairobi, Kenya -- A Kenyan judge on Wednesday ordered a halt, calling the operation “illegal and "
        "frankly shameful”.",
        "illegal and frankly",
        "mixed",
        "A Kenyan judge",
    ),
    Case(
        "The plan, managing director Ann Lee said on Monday, was “dead”.",
        "dead",
        "mixed",
        "Ann Lee",
        "managing director",
    ),
    Case(
        "President-elect Ann Lee said the plan was “dead”.",
        "dead",
        "mixed",
        "Ann Lee",
        "President-elect",
    ),
    Case(
        "Cartoonist Ann Lee said the plan was “dead”.",
        "dead",
        "mixed",
        "Ann Lee",
        "Cartoonist",
    ),
    Case(
        "On Monday Boeing said the plan was “dead in the water”.",
        "dead in the water",
        "mixed",
        "Boeing",
    ),
    Case(
        "On Monday Amnesty International said the plan was “dead”.",
        "dead",
        "mixed",
        "Amnesty International",
    ),
    Case(
        "“The plan is dead,” Tata Steel said in a statement.",
        "The plan is dead",
        "direct",
        "Tata Steel",
    ),
    Case(
        "General Motors said the plan was “dead”.",
        "dead",
        "mixed",
        "General Motors",
    ),
    Case(
        "Ann Lee was there. Bob Roy, the mayor, announced: “The bridge will be closed.”",
        "The bridge will",
        "direct",
        "Bob Roy",
        "mayor",
    ),
    Case(
        "Ann Lee and Bob Roy met on Monday. “The bridge will be closed,” pointed out Bob Roy. “And the road too.”",
        "The bridge will",
        "direct",
        "Bob Roy",
    ),
    Case(
        "NUP's secretary general, Lewis Rubongoya, dismissed the police account as “the usual lies”.",
        "the usual lies",
        "mixed",
        "Lewis Rubongoya",
        "NUP's secretary general",
    ),
    Case(
        "Airport spokesman Ahmad Shahab was calm. President Subianto’s spokesman said he had ordered “all "
        "necessary help”.",
        "all necessary help",
        "mixed",
        "President Subianto’s spokesman",
    ),
    Case(
        "Tina Moore read the report. For Hisam Choucair, who lost six relatives, it changes nothing. “This "
        "inquiry was forced on us,” he said.",
        "This inquiry",
        "direct",
        "Hisam Choucair",
    ),
    Case(
        "Kampala — Police in Uganda have arrested a man in what rights groups described as “a pattern of abductions”.",
        "a pattern of",
        "mixed",
        "rights groups",
    ),
    Case(
        "Ann Lee, a nurse, was there. In Bob Roy’s words, the bridge is “a ruin”.",
        "a ruin",
        "mixed",
        "Bob Roy",
    ),
    Case(
        "Ann Lee, a nurse, was there. Bob Roy hit out at what he called “a ruin”.",
        "a ruin",
        "mixed",
        "Bob Roy",
    ),
    Case(
        "Ann Lee recalled Bob Roy telling her: “The bridge is a ruin.”",
        "The bridge is",
        "direct",
        "Bob Roy",
    ),
    Case(
        "The Times spoke to Bob Roy. “The bridge is a ruin,” he said.",
        "The bridge is",
        "direct",
        "Bob Roy",
    ),
    Case(
        "“The bridge is a ruin,” Bob Roy said, according to the Times.",
        "The bridge is",
        "direct",
        "Bob Roy",
    ),
    Case(
        "Ann Lee was there. “The bridge is the saddest thing I have seen,” came the reply from Bob Roy.",
        "The bridge is",
        "direct",
        "Bob Roy",
    ),
    Case(
        "The minister, Mrs Uju Kennedy, represented by the Director of Child Development, Mr Ali Madugu, said it "
        "was “dead”.",
        "dead",
        "mixed",
        "Ali Madugu",
        "Director of Child Development",
    ),
    Case(
        "The Chairman, House Committee on Basic Education, Hon. Mustapha Lawal, said it was “dead”.",
        "dead",
        "mixed",
        "Mustapha Lawal",
        "Chairman, House Committee on Basic Education",
    ),
    Case(
        "Halifax — On Tuesday Fisheries Minister Joan Amirault scrapped the plan, calling it “a saving that "
        "saves nobody”.",
        "a saving that",
        "mixed",
        "Joan Amirault",
        "Fisheries Minister",
    ),
    Case(
        "Daniel Mercer won the fourth stage on Friday after a long solo ride. “I had good legs today,” the "
        "Briton said.",
        "I had good legs today,",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "Kenya's Daniel Mercer beat Norway's Peter Lindqvist in the final on Sunday.\n\n“He played well,” the "
        "Kenyan said.",
        "He played well,",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "Spaniard Ana Lopez Vidal came first on Sunday.\n\n“I was lucky,” the Spaniard said.",
        "I was lucky,",
        "direct",
        "Ana Lopez Vidal",
    ),
    Case(
        "Daniel Mercer, 24, arrived first. Peter Lindqvist, a gardener, came later.\n\n“We were cold,” the "
        "24-year-old said.",
        "We were cold,",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "Daniel Mercer, a 24-year-old student, arrived first. Peter Lindqvist, 31, came later.\n\n“We were cold,” "
        "said the 24-year-old from Bristol.",
        "We were cold,",
        "direct",
        "Daniel Mercer",
        "24-year-old student",
    ),
    Case(
        "Mother-of-two Dana Mercer arrived first. Petra Lindqvist, 31, came later.\n\n“We were cold,” the "
        "mother-of-two said.",
        "We were cold,",
        "direct",
        "Dana Mercer",
        "mother-of-two",
    ),
    Case(
        "Boeing cut its forecast on Friday after a difficult year. Analyst Daniel Mercer was not "
        "surprised.\n\n“Conditions will improve next year,” the company said.",
        "Conditions will improve next year,",
        "direct",
        "Boeing",
    ),
    Case(
        "Amnesty International wrote to the minister in May. Ann Lee, a lawyer, helped.\n\nThe rights group said "
        "it would take time. “Nobody has answered,” it said.",
        "Nobody has answered,",
        "direct",
        "Amnesty International",
    ),
    Case(
        "Residents have asked the United Nations for help after a dam broke. A local mining company has denied "
        "it.\n\n“We did nothing wrong,” the company said on Monday.",
        "We did nothing wrong,",
        "direct",
        "A local mining company",
    ),
    Case(
        "Pfizer sold the plant in May. Ann Lee, a lawyer, bought it.\n\n“The price was fair,” said the drugmaker.",
        "The price was fair,",
        "direct",
        "Pfizer",
    ),
    Case(
        "A neighbour called Bob Roy a hero. “He saved me,” she said.",
        "He saved me,",
        "direct",
        "A neighbour",
    ),
    Case(
        "Bob Roy’s mother came. “It took years,” she said.",
        "It took years,",
        "direct",
        "Bob Roy’s mother",
    ),
    Case(
        "Ann Lee met Bob Roy. The latter said it was “a shame”.",
        "a shame",
        "mixed",
        "Bob Roy",
    ),
    Case(
        "According to Daniel Mercer, Peter Lindqvist lied to the board. “They knew everything,” he said.",
        "They knew everything,",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "Bob Roy and his wife, Ann Lee, came. “We are happy,” she said.",
        "We are happy,",
        "direct",
        "Ann Lee",
        "his wife",
    ),
    Case(
        "Parents gathered outside the school. “We want answers,” they said.",
        "We want answers,",
        "direct",
        "Parents",
    ),
    Case(
        "The army shelled the town. “We hit the target,” it said.",
        "We hit the target,",
        "direct",
        "army",
    ),
    Case(
        "A spokesperson for Ann Lee said: “It is false.”",
        "It is false.",
        "direct",
        "A spokesperson for Ann Lee",
    ),
    Case(
        "Bob Roy was quoted by the Guardian as saying: “It is false.”",
        "It is false.",
        "direct",
        "Bob Roy",
    ),
    Case(
        "“It is false,” Reuters reported Ann Lee as saying.",
        "It is false,",
        "direct",
        "Ann Lee",
    ),
    Case(
        "Daniel Mercer shook his head. “It is a bad day.”",
        "It is a bad day.",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "Daniel Mercer was happy. “It is a great day.”",
        "It is a great day.",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "For Daniel Mercer, nothing has changed. “It is a bad day.”",
        "It is a bad day.",
        "direct",
        "Daniel Mercer",
    ),
    Case(
        "Then there is Daniel Mercer. “It is a bad day.”",
        "It is a bad day.",
        "direct",
        "Daniel Mercer",
    ),
    Case("Petra Osei was blunt. “Our street is not a motorway.”", "Our street is not", "direct", "Petra Osei"),
    Case(
        "Serena Williams beat Maria Sharapova in straight sets. “I played well,” the American said. “I could not "
        "find my rhythm,” the Russian said.",
        "I could not find my rhythm,",
        "direct",
        "Maria Sharapova",
    ),
    Case(
        "French President Emmanuel Macron met Germany’s Olaf Scholz. “We agree,” the German chancellor said.",
        "We agree,",
        "direct",
        "Olaf Scholz",
        "German chancellor",
    ),
    Case(
        "Senator Ted Cruz of Texas voted no. Senator Mark Kelly, D-Ariz., voted yes. “It is a good bill,” the "
        "Arizona Democrat said.",
        "It is a good bill,",
        "direct",
        "Mark Kelly",
        "Arizona Democrat",
    ),
    Case(
        "Volkswagen will cut 35,000 jobs. “It is necessary,” the Wolfsburg-based carmaker said.",
        "It is necessary,",
        "direct",
        "Volkswagen",
    ),
    Case(
        "Sentencing Cole, the judge said: “You are a danger.” Judge Ian Marsh jailed him for life.",
        "You are a danger.",
        "direct",
        "Ian Marsh",
        "Judge",
    ),
    Case(
        "The 2022 champion, Iga Swiatek, went out in the second round. “It hurts,” the Pole admitted.",
        "It hurts,",
        "direct",
        "Iga Swiatek",
        "champion",
    ),
    Case(
        "Novak Djokovic won on Tuesday.\n\nAsked about Carlos Alcaraz, Djokovic smiled. “He runs a lot.”",
        "He runs a lot.",
        "direct",
        "Novak Djokovic",
    ),
    Case(
        "“They offered us half,” says Ramesh Bhai, 60. His son, who is in Delhi, disagrees: “Farming has no future.”",
        "Farming has no future.",
        "direct",
        "His son",
    ),
    Case(
        "“Cats are hard to study,” John Bradshaw says.\n\nFor cat owner Lena Berg, the case is clear. “Mine comes "
        "when I call.”",
        "Mine comes when I call.",
        "direct",
        "Lena Berg",
        "cat owner",
    ),
    Case(
        "The petroleum minister, Heineken Lokpobiri, appealed for calm. “Talks are progressing,” the minister said.",
        "Talks are progressing,",
        "direct",
        "Heineken Lokpobiri",
        "petroleum minister",
    ),
    Case(
        "Femi Soneye said so. “We have stock,” he added.\n\nEconomist Bismarck Rewane of Financial Derivatives "
        "Company sees it differently. “The queues tell you everything,” he told Arise TV.",
        "The queues tell you everything,",
        "direct",
        "Bismarck Rewane",
        "Economist",
    ),
    Case(
        "Buckingham Palace confirmed that the letters had arrived. The council said it was “looking into” the matter.",
        "looking into",
        "mixed",
        "council",
    ),
    Case(
        "City Council voted 9-8 on Monday to close two centers. “Shame on you,” someone shouted as the vote was read.",
        "Shame on you,",
        "direct",
        "someone",
    ),
    Case(
        "Gary Potts jumped in. Gary’s wife Donna was less impressed. “He can’t even swim properly,” she joked.",
        "He can’t even swim properly,",
        "direct",
        "Donna",
        "Gary’s wife",
    ),
    Case(
        "09:05 Transport Secretary Heidi Alexander has just spoken. “My door is open,” she said.",
        "My door is open,",
        "direct",
        "Heidi Alexander",
        "Transport Secretary",
    ),
    Case(
        "Blaine Griffin voted yes.\n\nJaylen Carter plays basketball at the center. “Where am I supposed to go?” "
        "the teen asked.",
        "Where am I supposed to go?",
        "direct",
        "Jaylen Carter",
        "teen",
    ),
]

_LISTED = """What they said: reactions to the deal

Olena Marchuk, Ukraine’s deputy minister – “We do not trust, we verify.”

UN Secretary-General Amara Diop, in a statement: “A beacon on the Black Sea.”

David Moyo, whose charity distributes food in Kenya: “A deal is not a deal until it is a bag.”"""

#: Lists of who said what, each entry with a name, something about the person, and the words.
LISTED = [
    Case(_LISTED, "We do not trust", "direct", "Olena Marchuk", "Ukraine’s deputy minister"),
    Case(_LISTED, "A beacon", "direct", "Amara Diop", "UN Secretary-General"),
    Case(_LISTED, "A deal is not", "direct", "David Moyo"),
]

#: Said by somebody, and the text does not tell by whom: a wrong name is worse than none.
UNTOLD = [
    Case("Kim was described as “a genius”.", "a genius", "mixed", None),
    Case("“It is a beautiful day.”", "It is a beautiful day", "direct", None),
    Case("“Everyone ran,” he said.", "Everyone ran", "direct", None),
]

RIGHT_TODAY = [*NAMED, *RESOLVED, *PEOPLE_AND_BODIES, *MEANT, *LAYOUT_AND_MARKS, *WRITTEN, *NOBODYS, *LISTED, *UNTOLD]

#: What we get wrong, and why. Once a case is right, its strict xfail says so: it moves into a table above.
WRONG_TODAY = [
    ("a surname alone is not joined to the full name", Case(RIVALS, "She is stubborn", "direct", "Paulo Costa")),
]


@cache
def document_of(text: str) -> Document:
    return attribute(text)


def quotation(document: Document, words: str) -> Quote:
    """Return the one quotation or nonquote that holds the words."""
    (found,) = [quote for quote in (*document.quotes, *document.nonquotes) if words in quote.text]
    return found


def answer(case: Case) -> tuple[str, str | None, str | None]:
    """Return what the library says of a quotation: type, speaker's name, speaker's role.

    Which sort of nobody's words it is matters less than that it is nobody's: any of them counts as the one expected.
    """
    found = quotation(document_of(case.text), case.words)
    type_ = case.type if {found.type, case.type} <= set(NONQUOTES) else found.type
    if found.speaker is None:
        return type_, None, None
    return type_, found.speaker.name, found.speaker.role


def rows(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=f"{case.words} · {case.text}"[:90]) for case in cases]


@pytest.mark.parametrize("case", rows(RIGHT_TODAY))
def test_quotation_gets_type_speaker_and_role(case: Case) -> None:
    assert answer(case) == (case.type, case.speaker, case.role)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.words, marks=pytest.mark.xfail(reason=reason, strict=True))
        for reason, case in WRONG_TODAY
    ],
)
def test_quotation_that_we_get_wrong(case: Case) -> None:
    assert answer(case) == (case.type, case.speaker, case.role)


@pytest.mark.parametrize(
    ("text", "words", "type_"),
    [
        ("The film “The Last Lighthouse” opens in March.", "The Last Lighthouse", "title"),
        ("Her novel “A Winter of Salt” won the prize last year.", "A Winter of Salt", "title"),
        ("The disease, known as “blue ear”, kills piglets.", "blue ear", "term"),
        ("The “miracle” cure is made of sugar and water.", "miracle", "scare"),
    ],
)
def test_words_that_nobody_utters_are_titles_terms_or_doubted(text: str, words: str, type_: str) -> None:
    assert quotation(document_of(text), words).type == type_


@pytest.mark.parametrize("case", rows([*NOBODYS, *(case for _, case in WRONG_TODAY if case.type in NONQUOTES)]))
def test_words_that_nobody_utters_are_never_lost(case: Case) -> None:
    assert case.words in quotation(document_of(case.text), case.words).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A sign at the gate reads: “No entry after dark.”", "No entry after dark"),
        ("The notice said: “Closed until further notice.”", "Closed until"),
        ("The inscription reads “To those who stayed”.", "To those who stayed"),
    ],
)
def test_what_a_thing_says_is_written(text: str, words: str) -> None:
    assert quotation(document_of(text), words).type == "written"


@pytest.mark.parametrize("text", [INTERRUPTED, ADDED.splitlines()[0]])
def test_interrupted_quotation_is_one_with_two_spans(text: str) -> None:
    (quote,) = document_of(text).quotes
    assert len(quote.spans) == 2
    assert quote.text == " ".join(text[slice(*span)] for span in quote.spans)


def test_two_quotations_of_two_people_are_not_joined() -> None:
    assert [len(quote.spans) for quote in document_of(TWO_SPEAKERS).quotes] == [1, 1, 1, 1]


def test_quotation_over_paragraphs_is_one_quotation() -> None:
    assert quotation(document_of(OVER_PARAGRAPHS), "The result stands") == quotation(
        document_of(OVER_PARAGRAPHS), "Those who doubt it"
    )


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        (ADDED, "The harvest is safe", "explicit"),
        (ADDED, "We shall share it", "anaphoric"),
        (BUDGET, "Nobody will pay more", "anaphoric"),
        ("A hospital spokesman said: “Two people are in surgery.”", "Two people", "explicit"),
    ],
)
def test_kind_says_how_the_text_names_the_speaker(text: str, words: str, kind: str) -> None:
    assert quotation(document_of(text), words).kind == kind


@pytest.mark.parametrize("case", rows([case for case in RIGHT_TODAY if case.speaker]))
def test_evidence_rests_on_the_cue_and_the_mention(case: Case) -> None:
    found = quotation(document_of(case.text), case.words)
    assert found.evidence
    named = {span for step in found.evidence for span in step.spans}
    assert {found.cue, found.mention} - {None} <= named


@pytest.mark.parametrize("case", rows(UNTOLD))
def test_evidence_says_why_nobody_is_named(case: Case) -> None:
    assert [step.text for step in quotation(document_of(case.text), case.words).evidence if step.text]
