"""The administrators' pages: Django's own, entered by the log-in that everybody uses."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class AdministrationSite(AdminSite):
    """Only what is registered here is shown: no library's models, and nothing of any log."""

    site_header = site_title = _("Runlog administration")
    index_title = _("What there is to look after")
    enable_nav_sidebar = False

    # Public: it only sends on to the log-in. A form of its own would be a log-in without limits on guessing.
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the log-in; for who is logged in but no administrator these pages do not exist."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or request.path)
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Show every moment on the administrator's clocks."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def on_their_clocks(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with timezone.override(request.user.time_zone if request.user.is_authenticated else None):
                response = inner(request, *args, **kwargs)
                # Drawn here: it would be drawn later, on the clocks of UTC.
                return response.render() if isinstance(response, SimpleTemplateResponse) else response

        return cast("View", on_their_clocks)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Change passwords on the page that everybody uses."""
        elsewhere = RedirectView.as_view(pattern_name="account_change_password")
        return [path("password_change/", elsewhere, name="password_change"), *super().get_urls()]


site = AdministrationSite(name="admin")
