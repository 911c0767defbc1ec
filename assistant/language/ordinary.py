"""Words with a capital that name no person, in either language."""

from __future__ import annotations

# Capitals that name no person. Peoples, languages and faiths stand here so that none of them is ever taken for a name.
ORDINARY_WORDS = """
nederland nederlands nederlandse nederlander europa europees europese amerika amerikaans amerikaanse vlaams vlaamse
belgië belgisch duitsland duits duitse frankrijk frans franse engeland engels engelse turkije turks turkse marokko
marokkaans marokkaanse syrië syrisch syrische irak iraaks iraakse iran iraans iraanse afghanistan afghaans afghaanse
israël israëlisch palestina palestijns palestijnse gaza oekraïne oekraïens rusland russisch somalië somalisch eritrea
polen pools poolse suriname surinaams antilliaans curaçao indonesië indonesisch chinees chinese arabisch arabische
koerdisch koerdische berbers afrikaans afrikaanse islam islamitisch moslim moslims christen christelijk christelijke
joods joodse jood joden hindoe boeddhist katholiek protestants koran bijbel thora ramadan kerst kerstmis pasen
pinksteren suikerfeest offerfeest chanoeka sinterklaas koningsdag amsterdam rotterdam utrecht eindhoven groningen
tilburg almere breda nijmegen arnhem haarlem enschede zwolle leiden maastricht den haag brabant limburg gelderland
friesland drenthe zeeland overijssel flevoland tiktok instagram youtube telegram discord snapchat whatsapp facebook
twitter roblox minecraft fortnite playstation netflix google teams word excel cito mbo havo vwo vmbo hbo ggz ggd
jongerenwerk zorgteam mentor wijkagent politie gemeente school halt lse ess ror aivd nctv zvh veilig thuis leerplicht
reclassering dutch netherlands english german french turkish turkey moroccan morocco syrian syria muslim christian
jewish hindu islamic europe monday tuesday wednesday thursday friday saturday sunday january february march april may
june july august september october november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
januari februari maart mei juni juli augustus oktober ik i god allah jezus ok u
"""
