import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidance", "0003_sweeps"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="adviceversion",
            name="rolled_back_to",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="guidance.adviceversion"),
        ),
        migrations.AddField(
            model_name="adviceversion",
            name="saved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="adviceversion",
            name="written_by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name="adviceversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_on", None)), fields=("advice",), name="guidance_adviceversion_one_draft"
            ),
        ),
    ]
