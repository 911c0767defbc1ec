"""First names that are common in the Netherlands, of many origins: only to warn when a note names somebody."""

from __future__ import annotations

_COMMON = """
aaron abdel abdullah achmed adam adem ahmed ahmet aisha aicha alex alexander ali alicia aliyah amal amber amin amina
amir amira amy anas andrei anja anna anne anouk anouar arjan arjen arthur asma ayan ayman aya ayoub bart bas bayram
ben berat bilal bilan boris bram brahim brian britt bryan can carlos cas cem charlotte chantal chantel chris christian
daan damian daniel danny david davy dennis deniz derya dewi diego dion dilan dirk dounia dylan eda efe elif eline
elisa ella emir emma emre enes eren erik esma esra eva evi fabian farah fatima fatma fatih faith femke ferhat finn
fleur floor floris frank furkan gabriel gerrit giovanni gijs guus hakan halima hamza hanna hannah hanneke hans hasan
hassan hatice hayat henk hugo ibrahim ikram ilias ilse imane ines iris isa isabel ismail isra ivan ivo jaap jack jacob
jade jaden jamal jamila jan jason jasmijn jasper jayden jennifer jeroen jesse jessica jim joep johan john jordy joris
joshua joost josef julia julian julie jurre justin kaan kadir kai kamal karim karin kayleigh kees kelly kemal kenan
kenza kevin khadija khalid kim kimberley klaas koen laila lars laura lena leon leyla liam lieke lina lisa lisanne liv
loes lois lotte lucas luca luna luuk maarten madelief malik manon maria mariam marijn marit mark marloes martijn
maryam mats matthijs maud max mees mehmet melissa merel mert merve michael michelle mike mila milan milou mira mohamed
mohammed moh monique mounir mourad muhammad murat mustafa naomi nadia najib naima nathan nick niek niels nienke nina
noa noah nora noor nordin nour noura oliver olivia omar omer oscar osman oumaima pascal patrick paul peter pieter pim
puck quinten rachid ramazan rania rayan rebecca rens ricardo rick rik robin rosa roos rowan ruben ryan saar sabrina
safa said salma salim sam samir samira samuel sander sandra sanne sara sarah sebastiaan selim selin sem semih sharon
shanaya shirley siem sifra silvia simon sjoerd sofia sofie soufiane stan stefan steven sten stijn sumeya suzanne sven
sydney tamara teun thijs thijmen thomas tim timo tom tess tessa tygo umut valentina vera victor vincent walid wessel
wesley willem wouter xander yara yasin yasmin yassin yassine younes youssef yousra yusuf yunus zakaria zara zeynep zoë
zohra
"""

_ALSO_WORDS = """
adam amber anne bas ben can cas dewi faith fleur floor frank hans jade jan jim kai kim lena luna mark max mees merel
mila moh nick noor paul pim puck roos rosa rowan said saar sam siem stan sten stijn tess tim tom aya isa iris hugo
jack john kees lois liv mike rick rik rens robin ella eva evi eda efe ivo anna sara vera victor
"""

FIRST_NAMES = frozenset(_COMMON.split())
ONLY_WITH_CAPITAL = frozenset(_ALSO_WORDS.split())  # these count only when written with a capital
