"""The addresses of this room."""

from django.urls import path

from runlog.imports import import_views, report_views, review_views, upload_views

urlpatterns = [
    path("import/", import_views.activity_import, name="activity_import"),
    path("import/upload/", upload_views.import_upload, name="import_upload"),
    path("import/<int:pk>/", import_views.import_detail, name="import_detail"),
    path("import/<int:pk>/read/", import_views.import_read, name="import_read"),
    path("import/<int:pk>/stop/", import_views.import_stop, name="import_stop"),
    path("import/<int:pk>/questions/", review_views.import_questions, name="import_questions"),
    path("import/<int:pk>/review/", review_views.import_review_save, name="import_review_save"),
    path("import/<int:pk>/store/", review_views.import_store, name="import_store"),
    path("import/<int:pk>/undo/", report_views.import_undo, name="import_undo"),
    path("import/<int:pk>/files/delete/", report_views.import_files_delete, name="import_files_delete"),
    path("import/<int:pk>/files/<int:file>/", report_views.import_file, name="import_file"),
]
