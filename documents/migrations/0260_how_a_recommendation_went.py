"""The letter that tells how a recommendation was carried out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0231_a_copy_for_a_side"),
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
                    ("undangan_atasan", "Undangan kepada atasan terlapor"),
                    ("rekomendasi", "Rekomendasi"),
                    ("rekomendasi_sanksi", "Rekomendasi penjatuhan sanksi"),
                    (
                        "laporan_ketidakpatuhan",
                        "Laporan ketidakpatuhan terhadap Rekomendasi",
                    ),
                    ("putusan_keberatan", "Putusan atas keberatan"),
                    ("rekomendasi_publik", "Kutipan register publik Rekomendasi"),
                    ("laporan_berkala", "Laporan kepada DPR dan Presiden"),
                    ("perintah_ulang", "Perintah melaksanakan kembali"),
                    ("status_rekomendasi", "Status pelaksanaan Rekomendasi"),
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
                            "undangan_atasan",
                            "rekomendasi",
                            "rekomendasi_sanksi",
                            "laporan_ketidakpatuhan",
                            "putusan_keberatan",
                            "rekomendasi_publik",
                            "laporan_berkala",
                            "perintah_ulang",
                            "status_rekomendasi",
                        ],
                    )
                ),
                name="letter_kind_known",
            ),
        ),
    ]
