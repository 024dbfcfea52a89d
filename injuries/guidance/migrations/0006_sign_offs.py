import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidance", "0005_thresholds"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clinician", models.CharField(max_length=200, verbose_name="name")),
                ("profession", models.CharField(max_length=200, verbose_name="profession")),
                ("signed_on", models.DateField(verbose_name="date")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("digest", models.CharField(max_length=64)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
