"""Letters of two new kinds: a request for documents, and a summons."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_region_path"),
        ("documents", "0061_minutes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_kind_known",
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("permintaan_klarifikasi", "Permintaan klarifikasi"),
                    ("pemberitahuan_hasil", "Pemberitahuan hasil pemeriksaan"),
                    ("lhp", "Laporan Hasil Pemeriksaan (LHP)"),
                    ("penutupan", "Penutupan laporan"),
                    ("tidak_lengkap", "Permintaan kelengkapan laporan"),
                    ("undangan_musyawarah", "Undangan musyawarah"),
                    ("permintaan_dokumen", "Permintaan dokumen"),
                    ("panggilan", "Panggilan"),
                    ("berita_acara_pleno", "Berita acara rapat pleno"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "permintaan_klarifikasi",
                            "pemberitahuan_hasil",
                            "lhp",
                            "penutupan",
                            "tidak_lengkap",
                            "undangan_musyawarah",
                            "permintaan_dokumen",
                            "panggilan",
                            "berita_acara_pleno",
                        ],
                    )
                ),
                name="letter_kind_known",
            ),
        ),
    ]
