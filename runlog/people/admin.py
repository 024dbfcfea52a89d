"""People as administrators see them: who may log in and what they may do; never anything of a log."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from runlog.people.models import User
from runlog.people.site import site


@admin.register(User, site=site)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs.
    """Roles, and whether somebody may log in. People sign up themselves; `manage.py delete_person` deletes."""

    list_display = ("email", "display_name", "is_curator", "is_staff", "is_active", "joined_at")
    list_filter = ("is_curator", "is_staff", "is_active")
    search_fields = ("email", "display_name")
    ordering = ("email",)
    fields = ("email", "display_name", "joined_at", "is_curator", "is_staff", "is_active")
    readonly_fields = ("email", "display_name", "joined_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Leave out the demo people."""
        return super().get_queryset(request).filter(is_demo=False)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody is added: consent cannot be given for others."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody is deleted here: the page that asks would list their log."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:
        """Save; an administrator has every right there is."""
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)
