"""Another class, on many cases at once; a case knows which one it had before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0177_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="bulk",
            name="case_class",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="bulkrow",
            name="former_class",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="bulk", name="bulk_kind_known"),
        migrations.AddConstraint(
            model_name="bulk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["cetak", "golongan", "pesan", "tugas"])
                ),
                name="bulk_kind_known",
            ),
        ),
    ]
