"""Sports and sub-sports by the numbers of the FIT profile."""

from runlog.imports.formats.activity import Kind, Surface

TRANSITION = 3
_GENERIC, _RUNNING, _FITNESS, _TRAINING, _WALKING, _HIKING = 0, 1, 4, 10, 11, 17
_TREADMILL, _STREET, _TRAIL, _TRACK, _STRENGTH, _INDOOR_WALKING, _INDOOR_RUNNING, _VIRTUAL = 1, 2, 3, 4, 20, 27, 45, 58
_KINDS: dict[int | None, Kind] = {None: "unknown", _GENERIC: "unknown", _RUNNING: "run", _WALKING: "walk", _HIKING: "walk"}
_SURFACES: dict[int | None, Surface] = {_TREADMILL: "treadmill", _STREET: "road", _TRAIL: "trail", _TRACK: "track"}
_INDOORS = {_TREADMILL, _INDOOR_WALKING, _INDOOR_RUNNING, _VIRTUAL}

Sport = tuple[int | None, int | None]


def kind_of(sport: Sport) -> Kind:
    """The kind of a sport. A treadmill as fitness equipment may be walked or run on."""
    main, sub = sport
    if main in (_TRAINING, _FITNESS) and sub == _STRENGTH:
        return "strength"
    if main == _FITNESS and sub == _TREADMILL:
        return "unknown"
    return _KINDS.get(main, "other")


def surface_of(sport: Sport) -> Surface | None:
    """What a run was run on, where its sub-sport tells."""
    return _SURFACES.get(sport[1]) if sport[0] == _RUNNING else None


def is_indoors(sport: Sport) -> bool:
    """Whether positions are made up: a virtual run in the Pacific takes place in a cellar."""
    return sport[1] in _INDOORS
