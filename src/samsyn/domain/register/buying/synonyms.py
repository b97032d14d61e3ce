"""Different words for the same goods and services, in the languages that buyers use.

One line is one thing: Swedish | Norwegian | Danish | English. Data, so that anybody can add to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from samsyn.domain.register.buying.words import fold

_THINGS = """
stol stolar sittmöbler fåtölj | stol stoler sittemøbler | stol stole siddemøbler
  | chair chairs seating
bord skrivbord arbetsbord | bord skrivebord pult | bord skrivebord | table tables desk desks
möbler inredning | møbler inventar innredning | møbler inventar | furniture
tolk tolkning språktolk tolkförmedling | tolk tolketjenester tolking | tolk tolkning tolkebistand
  | interpreter interpreters interpreting
översättning översättare översätta | oversettelse oversetter oversette
  | oversættelse translatør oversætte | translation translator translate
städ städning lokalvård rengöring | renhold rengjøring vask | rengøring renhold | cleaning cleaner
livsmedel mat matvaror | mat matvarer næringsmidler | fødevarer mad dagligvarer | food groceries
bröd bageri bakverk | brød bakevarer bakeri | brød bagerivarer bageri | bread bakery
frukt grönsaker | frukt grønnsaker grønt | frugt grøntsager grønt | fruit vegetables
mjölk mejeri mejerivaror | melk meieri meierivarer | mælk mejeri mejeriprodukter | milk dairy
kött chark köttvaror | kjøtt kjøttvarer | kød kødvarer | meat
fisk skaldjur | fisk sjømat | fisk skaldyr | fish seafood
kaffe te kaffeautomat | kaffe te kaffeautomat | kaffe te kaffemaskine | coffee tea
dator datorer bärbar laptop pc | datamaskin datamaskiner pc bærbar | computer computere pc bærbar
  | computers laptops notebook
surfplatta lärplatta pekplatta | nettbrett | tablet tavle-pc | tablets ipad
mobil mobiltelefon telefon | mobil mobiltelefon telefon | mobil mobiltelefon telefon
  | phone phones cellphone
telefoni växel | telefoni sentralbord | telefoni omstilling | telephony switchboard
skrivare utskrift multifunktion kopiator | skriver utskrift multifunksjon kopimaskin
  | printer print kopimaskine | printers copier
toner bläck | toner blekk | toner blæk | ink cartridge
papper kopieringspapper | papir kopipapir | papir kopipapir | paper
kontorsmaterial kontorsvaror | kontorrekvisita kontormateriell | kontorartikler kontorforsyning
  | stationery
el elkraft elenergi | strøm kraft elektrisitet | el elektricitet strøm | electricity power
elektriker elinstallation eltjänster | elektriker elektroarbeid
  | elektriker elinstallation elarbejde | electrician
rör vvs rörarbeten rörmokare | rørlegger vvs rørarbeid | blikkenslager vvs | plumber plumbing
snickare bygg byggtjänster hantverkare | snekker tømrer bygg håndverker | tømrer bygge håndværker
  | carpenter craftsmen
målare måleri målningsarbeten | maler malerarbeid | maler malerarbejde | painter painting
fönster fönsterputs | vindu vindusvask | vindue vinduespudsning | window windows
golv golvläggning | gulv gulvlegging | gulv gulvbelægning | floor flooring
tak takarbeten | tak taktekking | tag tagdækning | roof roofing
hiss hissar | heis heiser | elevator elevatorer | lift lifts
lås nycklar låssmed | lås nøkler låsesmed | lås nøgler låsesmed | locksmith keys
larm brandlarm inbrottslarm | alarm brannalarm | alarm brandalarm tyverialarm | alarms
bevakning väktare ordningsvakt | vakthold vektere vektertjenester | vagt vagttjeneste
  | guards security
snö snöröjning vinterväghållning plogning | snø brøyting vintervedlikehold snørydding
  | sne snerydning vintertjeneste | snow ploughing
salt vägsalt halkbekämpning | veisalt strøing | vejsalt glatførebekæmpelse | grit gritting
sand grus makadam ballast | sand grus pukk | sand grus skærver | gravel aggregate
asfalt beläggning | asfalt asfaltering | asfalt belægning | asphalt paving
entreprenad markarbeten schakt | entreprenør grunnarbeid graving | entreprenør jordarbejde
  | groundworks excavation
avfall sopor renhållning återvinning | avfall renovasjon søppel gjenvinning
  | affald renovation genbrug | waste refuse recycling
buss busstrafik skolskjuts | buss skoleskyss | bus skolebus skolekørsel | schoolbus
taxi färdtjänst sjukresor | drosje taxi | taxa taxi flextrafik | cab
bil bilar fordon personbil | bil biler kjøretøy personbil | bil biler køretøj personbil
  | car cars vehicle vehicles
lastbil lastbilar | lastebil lastebiler | lastbil lastbiler | truck lorry
leasing fordonsleasing | leasing billeasing | leasing billeasing | lease
drivmedel bensin diesel bränsle | drivstoff bensin diesel | brændstof benzin diesel | fuel petrol
däck däckservice | dekk dekkskift | dæk dækskifte | tyre tyres
cykel cyklar | sykkel sykler | cykel cykler | bicycle bike
resor resebyrå flyg tåg | reiser reisebyrå fly tog | rejser rejsebureau fly tog | travel flights
hotell konferens logi | hotell konferanse overnatting | hotel konference overnatning
  | hotel conference
utbildning kurs kurser | opplæring kurs kompetanse | uddannelse kursus kurser | training course
konsult konsulter konsulttjänster | konsulent konsulenter rådgivning
  | konsulent konsulenter rådgivning | consultant consultants
jurist juridik advokat | jurist advokat juridisk | jurist advokat juridisk | lawyer legal
revision revisor | revisjon revisor | revision revisor | audit auditor
rekrytering bemanning vikarier | rekruttering bemanning vikarer | rekruttering vikar vikarbureau
  | recruitment staffing temps
sjuksköterska sköterskor | sykepleier sykepleiere | sygeplejerske sygeplejersker | nurse nurses
läkare läkartjänster | lege leger legetjenester | læge læger | doctor physicians
företagshälsovård | bedriftshelsetjeneste | arbejdsmiljørådgivning | occupational health
handskar handske | hanske hansker | handsker handske | gloves
blöjor inkontinens inkontinensskydd | bleier inkontinens | bleer inkontinens | diapers incontinence
hjälpmedel rullstol rollator | hjelpemidler rullestol rullator | hjælpemidler kørestol rollator
  | wheelchair aids
läkemedel medicin | legemidler medisin | lægemidler medicin | medicines drugs
förband sårvård sjukvårdsmaterial | bandasje sårstell forbruksmateriell
  | forbinding sårpleje plejeartikler | dressings
säng sängar vårdsäng | seng senger sykeseng | seng senge plejeseng | bed beds
madrass madrasser | madrass madrasser | madras madrasser | mattress
kläder arbetskläder yrkeskläder | klær arbeidsklær arbeidstøy | tøj arbejdstøj beklædning
  | workwear clothing uniforms
skor arbetsskor | sko vernesko | sko sikkerhedssko | shoes footwear
tvätt tvätteri textilservice | vaskeri tøyvask tekstiler | vaskeri tøjvask linned | laundry linen
böcker bok läromedel | bøker bok læremidler | bøger bog læremidler undervisningsmidler
  | books textbooks
leksaker lek lekmaterial | leker lekemateriell | legetøj legeredskaber | toys
lekplats lekredskap | lekeplass lekeapparater | legeplads legeredskaber | playground
hygien tvål rengöringsmedel | hygiene såpe | hygiejne sæbe | hygiene soap
toalettpapper torkpapper mjukpapper | toalettpapir tørkepapir | toiletpapir aftørringspapir | tissue
verktyg järnhandel | verktøy jernvare | værktøj isenkram | tools hardware
virke trävaror byggmaterial byggvaror | trelast byggevarer | trælast byggematerialer
  | timber building materials
belysning lampor ljuskällor armaturer | belysning lamper lyskilder armaturer
  | belysning lamper lyskilder armaturer | lighting lamps
gatubelysning | gatelys veilys | gadelys gadebelysning vejbelysning | streetlights
skyltar skylt | skilt | skilte skilt | signs signage
trädgård parkskötsel grönyteskötsel gräsklippning | hage grøntanlegg gressklipping
  | have græsslåning gartner | gardening mowing
växter plantor blommor | planter blomster | planter blomster | plants flowers
skadedjur skadedjursbekämpning sanering | skadedyr skadedyrkontroll
  | skadedyr skadedyrsbekæmpelse | pest
flytt flyttjänster magasinering | flytting flyttebyrå lagring | flytning flyttefirma opbevaring
  | moving removal
porto post postbefordran brev | porto post brev | porto post brev | mail postage
tryck tryckeri trycksaker | trykk trykkeri trykksaker | tryk trykkeri tryksager | printing
reklam kommunikation reklambyrå annonser | reklame kommunikasjon annonser
  | reklame kommunikation annoncer | advertising
försäkring försäkringar | forsikring forsikringer | forsikring forsikringer | insurance
bank banktjänster betaltjänster | bank banktjenester betaling | bank betalingsløsning
  | banking payment
programvara licenser mjukvara | programvare lisenser | software licenser | software licences
drift hosting serverdrift molntjänster | drift skytjenester | drift hosting cloud | cloud
server lagring datacenter | server lagring datasenter | server lager datacenter | servers storage
nätverk switchar fiber bredband | nettverk fiber bredbånd | netværk fiber bredbånd
  | network broadband
skärm bildskärm monitor projektor | skjerm projektor | skærm projektor | screen display
kamera kameror övervakning | kamera kameraovervåking | kamera overvågning | cameras cctv
dricksvatten vatten va | drikkevann vann avløp | drikkevand vand spildevand | water sewage
pumpar pump | pumper pumpe | pumper pumpe | pumps
slamsugning spolning | slamsuging spyling | slamsugning spuling | sludge
besiktning kontroll | kontroll befaring | eftersyn syn | inspection
arkitekt arkitekttjänster | arkitekt arkitekttjenester | arkitekt arkitektydelser | architect
projektering teknikkonsult | prosjektering ingeniør | projektering ingeniør | engineering
ventilation filter luftfilter | ventilasjon filter luftfilter | ventilation filter luftfilter
  | filters
kyla kylanläggning värmepump | kjøling varmepumpe | køling varmepumpe | cooling
fjärrvärme värme pellets | fjernvarme varme pellets | fjernvarme varme træpiller | heating
gym idrott sportartiklar | idrett sportsutstyr | idræt sportsudstyr | sports
instrument musikinstrument | instrument musikkinstrument | instrument musikinstrument | instruments
måltid catering matlåda | måltid catering | måltid catering madlevering | catering meals
storkök köksutrustning | storkjøkken kjøkkenutstyr | storkøkken køkkenudstyr | kitchen equipment
vitvaror tvättmaskin kylskåp | hvitevarer vaskemaskin kjøleskap
  | hvidevarer vaskemaskine køleskab | appliances
trygghetslarm | trygghetsalarm | nødkald tryghedsalarm | telecare
hemtjänst omsorg | hjemmetjeneste omsorg | hjemmepleje omsorg | homecare
"""


_ONE_THING = re.compile(r"\n(?! )")  # a line that begins with a space goes on with the last


@cache
def groups() -> tuple[frozenset[str], ...]:
    """Return the words for each thing, folded."""
    return tuple(
        frozenset(fold(word) for word in line.replace("|", " ").split())
        for line in _ONE_THING.split(_THINGS.strip())
    )


@cache
def marked_words() -> frozenset[str]:
    """Return the words of the list that folding took dots, rings or accents from, folded."""
    words = _THINGS.replace("|", " ").split()
    return frozenset(fold(word) for word in words if fold(word) != word)


@cache
def known_words() -> frozenset[str]:
    """Return every word of the list, folded."""
    return frozenset(word for group in groups() for word in group)


def others_for(word: str, stems: Mapping[str, str]) -> frozenset[str]:
    """Return the other words for what this one names.

    `stems` gives the stem of every word of the list; `word` is a stem, or the word itself.
    """
    found: set[str] = set()
    for group in groups():
        if word in group or word in {stems.get(other, other) for other in group}:
            found |= group
    return frozenset(found - {word})
