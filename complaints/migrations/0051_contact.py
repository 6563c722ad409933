"""A code that was lost, and a contact that is replaced by another."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0045_who_and_how_to_reach")]

    operations = [
        migrations.AddField(
            model_name="vaultrow",
            name="entry",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Recovery",
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
                ("kind", models.CharField(max_length=5)),
                ("digest", models.BinaryField(max_length=32)),
                ("nonce", models.BinaryField(max_length=16)),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("used_with", models.BinaryField(max_length=32, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["email", "phone"])),
                        name="recovery_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactChange",
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
                ("kind", models.CharField(blank=True, max_length=5)),
                ("channel", models.CharField(blank=True, max_length=10)),
                ("nonce", models.BinaryField(max_length=16)),
                ("digest", models.BinaryField(max_length=32)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("key_version", models.PositiveSmallIntegerField()),
                ("wrapped_key", models.BinaryField()),
                ("sealed_nonce", models.BinaryField()),
                ("ciphertext", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_changes",
                        to="complaints.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("case",),
                        name="change_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "email", "phone"])),
                        name="change_kind_known",
                    ),
                ],
            },
        ),
    ]
