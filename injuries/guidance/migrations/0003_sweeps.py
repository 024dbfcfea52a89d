from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidance", "0002_rise_of_a_flag")]

    operations = [
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["assessed_at"], name="assessment_by_age"),
        ),
    ]
