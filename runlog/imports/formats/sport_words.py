"""What Strava and Garmin Connect call the sports in other languages than English; accents and case do not matter."""

from runlog.imports.formats.activity import Kind, Surface

ABROAD: dict[tuple[Kind, Surface | None], str] = {
    ("run", None): (
        "lauf,laufen,joggen,straßenlauf,straßenlaufen,virtueller lauf,virtuelles laufen,ultralauf,hallenlauf,"
        "hardloopsessie,hardlopen,virtuele hardloopsessie,virtueel hardlopen,indoor hardlopen,straathardlopen,"
        "loop,course à pied,course,course virtuelle,course à pied virtuelle,course sur route,course en salle,"
        "footing,carrera,correr,carrera a pie,carrera virtual,carrera en interiores,carrera por carretera,corsa,"
        "corsa virtuale,corsa su strada,corsa indoor,corrida,corrida virtual,corrida de rua,corrida em rua,løb,"
        "løbetur,virtuelt løb,gadeløb,indendørs løb,löpning,löprunda,virtuell löpning,virtuell löprunda,"
        "löpning inomhus,gatulöpning,løping,løpetur,virtuell løping,virtuell løpetur,innendørs løping,gateløp,"
        "juoksu,juokseminen,virtuaalijuoksu,maantiejuoksu,bieganie,bieg,bieg wirtualny,wirtualny bieg,"
        "bieganie wirtualne,bieg uliczny,bieganie w hali,běh,běhání,virtuální běh,silniční běh,ラン,ランニング,バーチャルラン,"
        "バーチャルランニング,室内ランニング,屋内ランニング,ロードラン"
    ),
    ("run", "trail"): (
        "traillauf,trail lauf,trailrun,trailrunning,geländelauf,traillaufen,trailhardlopen,trail hardlopen,"
        "course de trail,trail,course à pied en sentier,carrera de montaña,carrera por montaña,trail running,"
        "carrera de trail,corsa su sentiero,corsa trail,corrida em trilhas,corrida em trilha,corrida de trilha,"
        "corrida em trilhos,trailløb,trail løb,terränglöpning,traillöpning,terrengløping,terrengløp,stiløping,"
        "polkujuoksu,bieg terenowy,bieganie w terenie,bieg trailowy,bieg przełajowy,trailový běh,běh v terénu,"
        "terénní běh,トレイルラン,トレイルランニング"
    ),
    ("run", "treadmill"): (
        "laufband,laufbandtraining,laufbandlauf,laufen auf dem laufband,loopband,hardlopen op loopband,"
        "hardlopen op de loopband,loopbandtraining,tapis de course,course sur tapis,course à pied sur tapis,"
        "course sur tapis roulant,tapis roulant,carrera en cinta,entrenamiento en cinta,cinta,correr en cinta,"
        "cinta de correr,corsa su tapis roulant,corsa sul tapis roulant,corrida em esteira,corrida na esteira,"
        "corrida em passadeira,esteira,løbebånd,løb på løbebånd,løbebåndstræning,löpband,löpning på löpband,"
        "löpbandslöpning,tredemølle,tredemølleløping,løping på tredemølle,juoksumatto,juoksumattojuoksu,bieżnia,"
        "bieg na bieżni,bieganie na bieżni,bieżnia mechaniczna,bieg na bieżni mechanicznej,běžecký pás,"
        "běh na pásu,běh na běžeckém pásu,běhací pás,トレッドミル,トレッドミルラン,トレッドミルランニング"
    ),
    ("run", "track"): (
        "bahnlauf,laufen auf der bahn,bahnlaufen,baanlopen,hardlopen op de baan,hardlopen op baan,"
        "course sur piste,course à pied sur piste,carrera en pista,correr en pista,corsa su pista,corsa in pista,"
        "corrida em pista,corrida na pista,baneløb,løb på bane,banlöpning,löpning på bana,baneløping,"
        "løping på bane,ratajuoksu,bieg na bieżni stadionowej,bieganie na stadionie,bieg po bieżni,běh na dráze,"
        "běh na atletickém oválu,トラックラン,トラックランニング"
    ),
    ("walk", None): (
        "spaziergang,gehen,spazieren,spazierengehen,wandern,wanderung,walken,nordic walking,schnelles gehen,"
        "wandeling,wandelen,lopen,hiken,trektocht,hike,marche,marche à pied,randonnée,randonnée pédestre,balade,"
        "caminata,caminar,paseo,andar,senderismo,excursión,excursionismo,camminata,passeggiata,escursione,"
        "escursionismo,trekking,caminhada,caminhar,trilha,caminhada na natureza,passeio,gåtur,gang,gå,vandretur,"
        "vandring,vandre,promenad,gång,gående,tur til fots,fottur,gåing,kävely,kävelylenkki,vaellus,retkeily,"
        "patikointi,spacer,chodzenie,chód,chód sportowy,wędrówka,wędrówki,piesza wycieczka,turystyka piesza,"
        "wycieczka piesza,chůze,procházka,turistika,pěší turistika,túra,ウォーキング,ウォーク,散歩,ハイキング,ハイク"
    ),
    ("strength", None): (
        "krafttraining,gewichtstraining,gewichttraining,krachttraining,krachttraining sessie,gewichtheffen,"
        "musculation,renforcement musculaire,entraînement musculaire,entraînement de la force,haltérophilie,"
        "entraînement aux poids,entrenamiento de fuerza,entrenamiento con pesas,pesas,fuerza,musculación,"
        "allenamento forza,allenamento per la forza,allenamento della forza,allenamento con i pesi,"
        "allenamento pesi,pesi,treinamento de força,treino de força,treinamento com pesos,treino com pesos,"
        "musculação,styrketræning,vægttræning,styrketräning,styrka,styrketräningspass,viktträning,styrketrening,"
        "vekttrening,voimaharjoittelu,kuntosali,painoharjoittelu,voimaharjoitus,trening siłowy,siłownia,"
        "trening siły,ćwiczenia siłowe,posilování,silový trénink,posilovna,"
        "筋力トレーニング,筋トレ,ウェイトトレーニング,ウエイトトレーニング"
    ),
    ("other", None): (
        "radfahrt,radfahren,rennradfahren,mountainbiken,virtuelle radfahrt,e bike fahrt,rad,indoor radfahren,"
        "fietsrit,fietsen,wielrennen,virtuele fietsrit,indoor fietsen,sortie à vélo,vélo,cyclisme,sortie vélo,vtt,"
        "vélo virtuel,cyclisme sur route,cyclisme en salle,ciclismo,bicicleta,paseo en bicicleta,vuelta ciclista,"
        "ciclismo en carretera,ciclismo de carretera,ciclismo en interiores,giro,uscita in bici,bici,"
        "ciclismo su strada,ciclismo indoor,pedalada,ciclismo de estrada,ciclismo em ambiente fechado,cykling,"
        "cykeltur,cykelpass,landevejscykling,indendørs cykling,landsvägscykling,inomhuscykling,sykling,sykkeltur,"
        "landeveissykling,innendørs sykling,pyöräily,pyörälenkki,maantiepyöräily,sisäpyöräily,jazda,"
        "jazda na rowerze,kolarstwo,rower,kolarstwo szosowe,jízda,jízda na kole,cyklistika,kolo,"
        "silniční cyklistika,ライド,サイクリング,ロードバイク,室内サイクリング,schwimmen,freibad schwimmen,schwimmbad,"
        "schwimmbadschwimmen,freiwasserschwimmen,zwemmen,zwemsessie,zwembadzwemmen,openwaterzwemmen,natation,"
        "natation en piscine,natation en eau libre,natación,nadar,natación en piscina,natación en aguas abiertas,"
        "nuoto,nuoto in piscina,nuoto in acque libere,natação,natação em piscina,natação em águas abertas,"
        "svømning,svømmetur,svømning i bassin,svømning i åbent vand,simning,bassängsimning,simning i öppet vatten,"
        "svømming,svømming i basseng,svømming i åpent vann,uinti,allasuinti,avovesiuinti,pływanie,"
        "pływanie w basenie,pływanie na basenie,pływanie na wodach otwartych,plavání,plavání v bazénu,"
        "plavání v otevřené vodě,スイム,水泳,プールスイム,オープンウォータースイム,rudern,kanufahren,yoga,ヨガ,jooga,jóga,joga,aviron,remo,"
        "canottaggio,roeien,roning,rodd,soutu,sonstige,andere,overig,autre,otro,altro,outro,anden,annat,annet,muu,"
        "inne,ostatní,その他,canoeing,pool swim,open water,indoor rowing,cardio,kardio"
    ),
}
