"""Names of sports, as files write them, to the kinds that a log knows."""

import re

from runlog.imports.formats.activity import Kind, Surface
from runlog.imports.formats.folding import folded
from runlog.imports.formats.sport_words import ABROAD

Sport = tuple[Kind, Surface | None]

_RUN = "run,running,jog,jogging,street running,indoor running,virtual run,virtualrun,virtual running,ultra run,ultra running,obstacle run,9"
_WALK = "walk,walking,hike,hiking,casual walking,speed walking,indoor walking,nordic walking,power walking,trekking,10,4"
_STRENGTH = "strength,strength training,weight training,weights,weightlifting,functional strength training,traditional strength training"
_OTHER = (
    "other,1,16,cycling,biking,bike,ride,virtual ride,e bike ride,road biking,road cycling,mountain biking,gravel cycling,"
    "indoor cycling,indoor biking,spinning,bmx,cyclocross,commuting,swim,swimming,lap swimming,open water swimming,"
    "pool swimming,rowing,indoor rowing,row,canoeing,kayaking,paddling,paddleboarding,stand up paddling,"
    "stand up paddleboarding,sup,surfing,windsurfing,kitesurfing,sailing,boating,ski,skiing,alpine ski,alpineski,alpine skiing,"
    "nordic ski,nordicski,backcountry ski,backcountryski,cross country skiing,cross country classic skiing,skate skiing,"
    "resort skiing,resort skiing snowboarding,snowboard,snowboarding,snowshoe,snowshoeing,ice skate,iceskate,ice skating,"
    "inline skate,inline skating,skating,rollerskiing,rollerski,golf,tennis,badminton,squash,soccer,football,basketball,"
    "volleyball,hockey,yoga,pilates,stretching,flexibility training,breathwork,meditation,elliptical,stair climbing,"
    "stairstepper,stair stepper,cardio,cardio training,indoor cardio,hiit,crossfit,workout,fitness equipment,rock climbing,"
    "climbing,bouldering,mountaineering,horseback riding,hunting,fishing,diving,driving,motorcycling,flying,wheelchair,"
    "multi sport,multisport,transition"
)
_WORDS: dict[str, Sport] = {
    **dict.fromkeys(_RUN.split(","), ("run", None)),
    **dict.fromkeys(_WALK.split(","), ("walk", None)),
    **dict.fromkeys(_STRENGTH.split(","), ("strength", None)),
    **dict.fromkeys(_OTHER.split(","), ("other", None)),
    **dict.fromkeys(("trail run", "trailrun", "trail running"), ("run", "trail")),
    **dict.fromkeys(("track run", "track running"), ("run", "track")),
    **dict.fromkeys(("treadmill run", "treadmill running"), ("run", "treadmill")),
}
_FOLDED: dict[str, Sport] = {folded(word): sport for sport, words in ABROAD.items() for word in words.split(",")}
_INDOORS = re.compile("virtual|indoor|treadmill", re.IGNORECASE)
_SPACES = re.compile(r"[\s_\-]+")
_LONGEST_WORD = 60


def sport_named(word: str | None) -> Sport:
    """The kind and, where the word tells it, the surface. A number is a code of Strava's; a word that we do not know is "unknown"."""
    if not word or len(word) > _LONGEST_WORD:
        return "unknown", None
    plain = _SPACES.sub(" ", word).strip().casefold()
    return _WORDS.get(plain) or _FOLDED.get(folded(word)) or ("unknown", None)


def is_indoors(word: str | None) -> bool:
    """Whether positions are made up: a virtual run in the Pacific takes place in a cellar."""
    return _INDOORS.search(word or "") is not None
