"""Pages of home care."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.symptoms.actions import save_home_care
from injuries.symptoms.forms import HomeCareForm
from injuries.symptoms.models import HomeCare
from injuries.symptoms.views.writing import BOTH, form_page, list_page, save_new, sent, writer
from runlog.core.deleting import ask_and_delete
from runlog.core.pages import new_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest


@require_safe
def home_care_list(request: PersonRequest) -> HttpResponse:
    """List what was tried at home."""
    return list_page(request, HomeCare.objects.of(request.user), "symptoms/home_care_list.html")


@require_safe
def home_care_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what was tried on a day."""
    return render(request, "symptoms/home_care_detail.html", {"care": own(HomeCare, request.user, pk)})


@require_http_methods(BOTH)
def home_care_new(request: PersonRequest) -> HttpResponse:
    """Log what was tried."""
    now, user = timezone.now(), request.user
    opened = {"id": new_form_id(user, "care"), "on": user.today(now)}
    form = HomeCareForm(sent(request), initial=opened, **writer(user, now))
    if care := save_new(user, form, now, save_home_care):
        messages.success(request, _("Saved."))
        return redirect("home_care_detail", care.pk)
    return form_page(request, form, heading=_("Log home care"), back_url=reverse("home_care_list"), draft="home-care-new")


@require_http_methods(BOTH)
def home_care_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what was tried."""
    now, user = timezone.now(), request.user
    care = own(HomeCare, user, pk)
    form = HomeCareForm(sent(request), initial=HomeCareForm.initial_of(care), is_new=False, **writer(user, now))
    if form.is_valid():
        save_home_care(athlete=user, log_id=care.log_id, now=now, **form.values())
        messages.success(request, _("Saved."))
        return redirect("home_care_detail", pk)
    return form_page(request, form, heading=_("Change this home care"), back_url=reverse("home_care_detail", args=[pk]))


@require_http_methods(BOTH)
def home_care_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then move it into the bin."""
    return ask_and_delete(
        request,
        own(HomeCare, request.user, pk),
        heading=_("Delete this home care?"),
        lead=_("Your log then does not say that you tried it."),
        done=_("The home care was deleted."),
        then="home_care_list",
        back=reverse("home_care_detail", args=[pk]),
    )
