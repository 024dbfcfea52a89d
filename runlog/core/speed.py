"""How fast nobody runs: what is typed or read beyond it is a mistake (pure)."""

from decimal import Decimal

# Above the mean speeds of the world records over 1,500 m (7.3 m/s) and over 100 m (10.4 m/s).
_FASTEST_M_S = Decimal(8)
_FASTEST_SPRINT_M_S = Decimal(13)
_SPRINT_M = 1000


def is_too_fast(distance_m: Decimal, duration_s: Decimal) -> bool:
    """Tell whether nobody runs that far in that time."""
    return distance_m > duration_s * (_FASTEST_M_S if distance_m > _SPRINT_M else _FASTEST_SPRINT_M_S)
