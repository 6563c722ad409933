"""What counts once: questions that were answered, reports that were let in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_role_change_guard")]
    operations = [
        migrations.CreateModel(
            name="SingleUse",
            fields=[
                (
                    "name_hash",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
