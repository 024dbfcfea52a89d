"""The pages of the handbook. They are for everybody: people read them before they sign up."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from injuries.handbook.chapters import INDEX, chapter


# Public: nothing in it is anybody's.
@login_not_required
@require_safe
def handbook(request: HttpRequest, slug: str = INDEX) -> HttpResponse:
    """Show a chapter, or the list of all."""
    try:
        return render(request, "handbook/chapter.html", {"chapter": chapter(slug), "is_index": slug == INDEX})
    except KeyError as error:
        raise Http404 from error
