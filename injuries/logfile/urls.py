"""The addresses of this room."""

from django.urls import path

from injuries.logfile import data_views, sent_views

urlpatterns = [
    path("data/", data_views.data, name="data"),
    path("data/log/", data_views.data_log, name="data_log"),
    path("data/tables/", data_views.data_tables, name="data_tables"),
    path("data/others/", data_views.data_others, name="data_others"),
    path("data/files/<int:pk>/", sent_views.log_file_detail, name="log_file_detail"),
    path("data/files/<int:pk>/store/", sent_views.log_file_store, name="log_file_store"),
    path("data/files/<int:pk>/drop/", sent_views.log_file_drop, name="log_file_drop"),
]
