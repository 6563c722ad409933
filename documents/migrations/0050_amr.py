"""Recordings as telephones write them are one more kind of file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_quarantine"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="storedfile",
            name="file_type_known",
        ),
        migrations.AlterField(
            model_name="storedfile",
            name="type",
            field=models.CharField(
                choices=[
                    ("image/jpeg", "foto JPG"),
                    ("image/png", "gambar PNG"),
                    ("image/webp", "gambar WEBP"),
                    ("application/pdf", "dokumen PDF"),
                    (
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        "dokumen Word",
                    ),
                    (
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        "lembar kerja Excel",
                    ),
                    ("application/vnd.oasis.opendocument.text", "dokumen ODT"),
                    ("audio/mpeg", "rekaman MP3"),
                    ("audio/mp4", "rekaman M4A"),
                    ("audio/ogg", "rekaman OGG"),
                    ("audio/wav", "rekaman WAV"),
                    ("audio/amr", "rekaman AMR"),
                    ("video/mp4", "video MP4"),
                    ("text/plain", "teks"),
                ],
                max_length=80,
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "type__in",
                        [
                            "image/jpeg",
                            "image/png",
                            "image/webp",
                            "application/pdf",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "application/vnd.oasis.opendocument.text",
                            "audio/mpeg",
                            "audio/mp4",
                            "audio/ogg",
                            "audio/wav",
                            "audio/amr",
                            "video/mp4",
                            "text/plain",
                        ],
                    )
                ),
                name="file_type_known",
            ),
        ),
    ]
