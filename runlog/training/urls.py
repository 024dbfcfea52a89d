"""The addresses of this room."""

from django.urls import URLPattern, path

from runlog.training.views import bulk, shoe_care, shoes
from runlog.training.views.sessions import STRENGTH, WALKS, DeleteView, DetailView, EditView, ListView, NewView, Pages


def five(base: str, pages: Pages) -> list[URLPattern]:
    """Return the addresses of list, new, detail, edit and delete."""
    return [
        path(f"{base}/", ListView.as_view(pages=pages), name=f"{pages.name}_list"),
        path(f"{base}/new/", NewView.as_view(pages=pages), name=f"{pages.name}_new"),
        path(f"{base}/<int:pk>/", DetailView.as_view(pages=pages), name=f"{pages.name}_detail"),
        path(f"{base}/<int:pk>/edit/", EditView.as_view(pages=pages), name=f"{pages.name}_edit"),
        path(f"{base}/<int:pk>/delete/", DeleteView.as_view(pages=pages), name=f"{pages.name}_delete"),
    ]


urlpatterns: list[URLPattern] = [
    *five("walks", WALKS),
    *five("strength", STRENGTH),
    path("runs/change/", bulk.run_bulk, name="run_bulk"),
    path("runs/change/<int:pk>/undo/", bulk.run_bulk_undo, name="run_bulk_undo"),
    path("shoes/", shoes.shoe_list, name="shoe_list"),
    path("shoes/new/", shoes.shoe_new, name="shoe_new"),
    path("shoes/<int:pk>/", shoes.shoe_detail, name="shoe_detail"),
    path("shoes/<int:pk>/edit/", shoes.shoe_edit, name="shoe_edit"),
    path("shoes/<int:pk>/delete/", shoes.shoe_delete, name="shoe_delete"),
    path("shoes/<int:pk>/runs/", shoes.shoe_runs, name="shoe_runs"),
    path("shoes/<int:pk>/limits/", shoe_care.shoe_limits, name="shoe_limits"),
    path("shoes/<int:pk>/check/", shoe_care.shoe_check_new, name="shoe_check_new"),
    path("shoes/<int:pk>/comfort/", shoe_care.shoe_comfort_new, name="shoe_comfort_new"),
    path("shoes/<int:pk>/retire/", shoe_care.shoe_retire, name="shoe_retire"),
    path("shoes/<int:pk>/unretire/", shoe_care.shoe_unretire, name="shoe_unretire"),
    path("shoes/<int:pk>/move/", shoe_care.shoe_move, name="shoe_move"),
]
