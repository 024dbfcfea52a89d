"""The two pages for programs that watch over an installation: that it answers, and that it can work."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from runlog.core.health import readiness

WORDS = {True: "ok", False: "not ready", None: "unknown"}


# Public: it says nothing of anybody, and whoever asks has no account.
@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


# Public: it names three parts, and nothing in them.
@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say of each part whether it is ready; 503 unless all are."""
    parts = readiness(now=timezone.now())
    return JsonResponse({name: WORDS[state] for name, state in parts.items()}, status=200 if all(parts.values()) else 503)
