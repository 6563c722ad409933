"""One more type of file: a table that we wrote."""

from django.db import migrations, models

TYPES = [
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
    ("text/csv", "tabel CSV"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0062_called")]

    operations = [
        migrations.RemoveConstraint(model_name="storedfile", name="file_type_known"),
        migrations.AlterField(
            model_name="storedfile",
            name="type",
            field=models.CharField(choices=TYPES, max_length=80),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("type__in", [code for code, _name in TYPES])),
                name="file_type_known",
            ),
        ),
    ]
