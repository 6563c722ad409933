import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0175_who_is_there"),
    ]

    operations = [
        migrations.AddField(
            model_name="casefile",
            name="words_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(
                condition=models.Q(("words_at", None)),
                fields=["id"],
                name="casefile_unread",
            ),
        ),
        migrations.CreateModel(
            name="FileWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("words", models.TextField()),
                (
                    "piece",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filed_words",
                        to="complaints.casefile",
                    ),
                ),
            ],
        ),
    ]
