import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidance", "0001_flags_and_advice")]

    operations = [
        migrations.AddField(
            model_name="flag",
            name="risen_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
