"""Accounts of reporters, and the proof of a contact that opens one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0020_single_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactProof",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("email", "Email"), ("phone", "Telepon")], max_length=5
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                ("nonce", models.BinaryField(max_length=16)),
                ("sealed", models.TextField()),
                ("language", models.CharField(max_length=2)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("proved_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["email", "phone"])),
                        name="contact_proof_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReporterAccount",
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
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("email", "Email"), ("phone", "Telepon")],
                        max_length=5,
                    ),
                ),
                ("sealed", models.TextField(blank=True)),
                ("language", models.CharField(max_length=2)),
                ("since", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reporter",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                ("kind__in", ["email", "phone"]),
                                models.Q(("sealed", ""), _negated=True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("kind", ""),
                                ("sealed", ""),
                            ),
                            _connector="OR",
                        ),
                        name="reporter_account_contact",
                    )
                ],
            },
        ),
    ]
