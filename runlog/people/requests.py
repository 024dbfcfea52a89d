"""The request that a view gets which needs a log-in: its user is somebody."""

from django.http import HttpRequest

from runlog.people.models import User


class PersonRequest(HttpRequest):
    """What LogInFirstMiddleware lets through to views that do not say `login_not_required`; never made, only named."""

    user: User
