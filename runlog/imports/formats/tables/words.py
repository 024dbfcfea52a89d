"""Names of columns and units in the languages of the services; accents, case and signs do not matter."""

# One of the keys of COLUMN_WORDS.
Field = str  # fmt: skip

COLUMN_WORDS: dict[Field, str] = {
    "date": (
        "date,datum,dato,data,fecha,day,tag,jour,giorno,dia,dag,päivämäärä,päiväys,pvm,日付,活動日,activity date,"
        "run date,workout date,date time,datetime,date and time,start,started,started at,start date,startdatum,"
        "begin timestamp,timestamp,dates"
    ),
    "clock": (
        "start time,time of day,clock,startzeit,uhrzeit,beginn,heure,heure de début,hora,hora de inicio,"
        "hora de início,ora,ora inizio,starttijd,starttid,klokkeslæt,klokkeslett,klockslag,godzina,čas začátku,"
        "kellonaika,aloitusaika,開始時刻"
    ),
    "sport": (
        "activity type,type,sport,activity,workout type,run type,aktivitätstyp,aktivität,sportart,art,lauftyp,"
        "activiteitstype,activiteit,soort,type d'activité,activité,sport type,tipo de actividad,actividad,deporte,"
        "tipo,tipo di attività,tipo attività,attività,tipo de atividade,atividade,aktivitetstype,aktivitet,"
        "aktivitetstyp,sporttyp,typ av aktivitet,typ aktywności,rodzaj aktywności,aktywność,typ aktivity,aktivita,"
        "aktiviteettityyppi,aktiviteetti,suorituksen tyyppi,laji,アクティビティタイプ,アクティビティの種類,種目"
    ),
    "title": (
        "title,name,activity name,titel,titre,nom,titolo,nome,título,nombre,nombre de la actividad,navn,namn,"
        "tittel,tytuł,nazwa,název,otsikko,nimi,naam,タイトル,名前"
    ),
    "distance": (
        "distance,dist,distanz,strecke,afstand,distancia,distanza,distância,distans,sträcka,avstand,distanse,"
        "dystans,matka,etäisyys,vzdálenost,距離,total distance,run distance,laufstrecke,length,lengte,länge,mileage,"
        "milage"
    ),
    "duration": (
        "time,duration,zeit,dauer,tijd,tijdsduur,duur,temps,durée,tiempo,duración,durata,duração,tid,varighed,"
        "varighet,czas,czas trwania,aika,kesto,čas,doba,doba trvání,タイム,時間,total time,activity time,workout time,"
        "run time,finish time,gesamtzeit,laufzeit"
    ),
    "moving": (
        "moving time,zeit in bewegung,bewegungszeit,in bewegung,beweegtijd,tijd in beweging,temps de déplacement,"
        "durée de déplacement,temps en mouvement,tiempo en movimiento,tempo in movimento,tempo em movimento,"
        "tempo de movimento,tid i rörelse,tid i bevægelse,tid i bevegelse,czas ruchu,czas w ruchu,liikeaika,"
        "liikkumisaika,čas pohybu,doba pohybu,移動時間"
    ),
    "elapsed": (
        "elapsed time,verstrichene zeit,verstreken tijd,temps écoulé,durée écoulée,tiempo transcurrido,"
        "tempo trascorso,tempo decorrido,forløbet tid,forløben tid,förfluten tid,förlupen tid,medgått tid,"
        "forløpt tid,medgått tid,czas całkowity,upłynęło czasu,kulunut aika,uplynulý čas,経過時間"
    ),
    "pace": (
        "avg pace,average pace,pace,ø pace,durchschnittspace,durchschnittliche pace,gem tempo,gemiddeld tempo,"
        "gemiddelde tempo,allure moyenne,allure,ritmo medio,ritmo,passo medio,passo,ritmo médio,gennemsnitstempo,"
        "genomsnittligt tempo,medeltempo,gjennomsnittstempo,gjennomsnittlig tempo,średnie tempo,keskitahti,"
        "keskivauhti,tahti,průměrné tempo,平均ペース,ペース,strava pace"
    ),
    "tempo": "tempo",
    "speed": "average speed,avg speed,speed,ø geschwindigkeit,durchschnittsgeschwindigkeit,geschwindigkeit,vitesse moyenne,velocidad media",
    "heart_rate": (
        "avg hr,ave hr,average hr,hr avg,hr,heart rate,avg heart rate,average heart rate,mean hr,ø herzfrequenz,"
        "ø hf,puls,ø puls,herzfrequenz,durchschnittliche herzfrequenz,durchschnittspuls,gem hs,gem hartslag,"
        "gemiddelde hs,gemiddelde hartslag,hartslag,fréquence cardiaque moyenne,fréquence cardiaque moy,fc moy,"
        "fc moyenne,frecuencia cardiaca media,fc media,frequenza cardiaca media,fc médio,fc média,"
        "frequência cardíaca média,gennemsnitlig puls,gnsn puls,genomsnittlig puls,medelpuls,gjennomsnittlig puls,"
        "gjennomsnittspuls,snittpuls,średnie tętno,tętno,keskisyke,keskimääräinen syke,syke,průměrný st,"
        "průměrná tepová frekvence,průměrný srdeční tep,平均心拍数,平均心拍"
    ),
    "cadence": (
        "avg run cadence,avg cadence,average cadence,average run cadence,cadence,ø schrittfrequenz (laufen),"
        "ø laufschrittfrequenz,ø schrittfrequenz,schrittfrequenz,gem loopcadans,gemiddelde loopcadans,"
        "gemiddelde cadans,cadence de course moyenne,cadence moyenne,cadencia de carrera media,cadencia media,"
        "cadenza di corsa media,cadenza media,cadência de corrida média,cadência média,gennemsnit kadence løb,"
        "gennemsnitlig løbekadence,genomsnittlig löpkadens,gjennomsnittlig løpskadens,średni rytm biegu,"
        "keskimääräinen juoksun askeltiheys,průměrná kadence běhu,平均ランニングピッチ,平均ピッチ"
    ),
    "stride": (
        "avg stride length,average stride length,ø schrittlänge,durchschnittliche schrittlänge,gem staplengte,"
        "gemiddelde staplengte,longueur moyenne des foulées,longueur de foulée moyenne,longitud media de zancada,"
        "lunghezza media passo,comprimento médio da passada,gennemsnitlig skridtlængde,genomsnittlig steglängd,"
        "gjennomsnittlig skrittlengde,średnia długość kroku,keskimääräinen askelpituus,průměrná délka kroku,平均歩幅"
    ),
    "ascent": (
        "total ascent,elev gain,elevation gain,ascent,elevation,climb,anstieg gesamt,gesamtanstieg,"
        "positiver höhenunterschied,höhenmeter,anstieg,totale stijging,hoogteverschil,stijging,ascension totale,"
        "gain d'altitude,dénivelé positif,dénivelé,ascenso total,desnivel,desnivel positivo,ascesa totale,"
        "dislivello,guadagno di quota,subida total,ganho de elevação,højdeforøgelse,stigning,total stigning,"
        "total uppstigning,höjdökning,stigning i alt,total stigning,całkowity wznios,wznios,nousu,nousu yhteensä,"
        "celkové stoupání,stoupání,総上昇量,上昇量"
    ),
    "shoe": (
        "shoe,shoes,gear,activity gear,equipment,running shoe,running shoes,schuh,schuhe,laufschuh,laufschuhe,"
        "schoen,schoenen,chaussure,chaussures,zapatilla,zapatillas,scarpa,scarpe,ténis,tênis,sko,skor,buty,kenkä,"
        "kengät,boty,シューズ"
    ),
    "treadmill": (
        "treadmill,indoor,on treadmill,laufband,loopband,tapis,tapis roulant,tapis de course,cinta,esteira,løbebånd,löpband,tredemølle"
    ),
    "id": "activity id,id",
    "favourite": "favorite,favourite,favorit,favoriet,favori,favorito,preferito,favoritt,suosikki,ulubione,oblíbené,お気に入り",
    "route": "route name",
    "file": "gpx file,filename",
}

UNIT_WORDS: dict[str, str] = {
    "km": "km,kms,kilometer,kilometers,kilometre,kilometres,kilómetros,quilômetros,chilometri,kilometry",
    "mi": "mi,mile,miles,mls,meilen,mijl,milles,millas,miglia,milhas",
    "m": "m,meter,meters,metre,metres,metros,metri",
    "ft": "ft,feet,foot,fuß,pieds,pies,piedi",
    "min/km": "min/km,min per km,minutes per km,mins/km,per km",
    "min/mi": "min/mi,min/mile,per mi,min per mile,mins/mile,minutes per mile,min/miles,per mile",
    "km/h": "km/h,kmh,kph",
    "mph": "mph,mi/h",
    "m/s": "m/s",
    "s": "s,sec,secs,second,seconds,sekunden,secondes,segundos",
    "min": "min,mins,minute,minutes,minuten,minutos,minuti",
    "h": "h,hr,hrs,hour,hours,stunden,std,heures,horas,ore",
    "clock": "h:m:s,hh:mm:ss,h:mm:ss,hms,mm:ss,m:ss",
    "beats": "bpm,beats,schläge/min",
    "steps": "spm",
}

# What runners call their sessions where a log names no sport, days without one, and "yes".
REST_WORDS = "rest,rest day,off,day off,ruhetag,ruhe,pause,rust,rustdag,repos,descanso,riposo,hviledag,vila,vilodag,lepo,odpoczynek,volno"
SESSION_WORDS = (
    "easy,easy run,long,long run,recover,recovery,recovery run,threshold,tempo,tempo run,interval,intervals,speed,"
    "speedwork,fartlek,race,hills,hill repeats,progression,steady,base,base run,strides,workout run,parkrun,"
    "marathon,half marathon,5k,10k,time trial,warm up,dauerlauf,langer lauf,intervalle,tempolauf,wettkampf,"
    "regenerationslauf,duurloop,footing,sortie longue,fractionne,rodaje,tirada larga"
)
YES_WORDS = "true,yes,y,1,x,ja,oui,si,sim,wahr,vrai,verdadero,vero,kylla,tak,ano,treadmill,laufband"
