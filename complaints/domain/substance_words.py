"""The words by which people tell what their story is about, slang and short forms too.

Ours, from everyday speech; no list was copied. Lower case, without accents, a phrase
with single spaces. A word may stand in several lists: it then counts less in each.
"""

WORDS = {
    "agraria": """tanah, sertifikat tanah, sertipikat, sertifikat, shm, hgb, hgu, bpn,
        kantor pertanahan, pertanahan, balik nama, ptsl, prona, ukur tanah, pengukuran,
        batas tanah, patok, sengketa tanah, girik, letter c, petok, akta jual beli, ajb,
        ppat, pembebasan lahan, ganti rugi lahan, lahan, kavling, warisan tanah, mafia
        tanah, surat tanah, roya, tanah adat, tanah ulayat, buku tanah, peta bidang,
        tanah wakaf, konsinyasi""",
    "kepegawaian": """pns, asn, cpns, pppk, p3k, honorer, tenaga honorer, pegawai, bkn,
        bkd, bkpsdm, sk pengangkatan, pengangkatan, mutasi, dimutasi, nonjob, dinonjob,
        kenaikan pangkat, pangkat, golongan, taspen, pensiunan pns, tpp, tukin,
        tunjangan kinerja, formasi, seleksi cpns, tes cpns, sscasn, nip, lolos pppk,
        disiplin pegawai, dipecat dari pns, jabatan fungsional, sanggah cpns""",
    "kepolisian": """polisi, polres, polsek, polda, polri, penyidik, penyidikan, lapor
        polisi, laporan polisi, sp2hp, sp3, spkt, bap, tersangka, ditahan polisi, tilang,
        ditilang, polantas, razia, sim, bikin sim, skck, propam, reskrim, pencurian,
        penipuan, pengeroyokan, penganiayaan, kasus mandek, barang bukti, olah tkp,
        ditangkap, salah tangkap, stnk, bpkb, samsat""",
    "pendidikan": """sekolah, sd negeri, smp negeri, sma negeri, smk, sdn, smpn, sman, smkn,
        madrasah, guru, murid, siswa, kepala sekolah, ppdb, spmb, zonasi, ijazah, ditahan
        ijazah, rapor, uang komite, komite sekolah, pungutan sekolah, pungli sekolah,
        seragam, uang gedung, spp, kampus, universitas, kuliah, dosen, mahasiswa, ukt,
        beasiswa, kip kuliah, dinas pendidikan, bullying, perundungan, dapodik, nisn,
        dana bos, uang perpisahan, study tour""",
    "adminduk": """ktp, e ktp, ektp, kk, kartu keluarga, akta, akta kelahiran, akta lahir,
        akta kematian, akte, akte lahir, dukcapil, disdukcapil, capil, catatan sipil, nik,
        nik ganda, surat pindah, pindah domisili, domisili, kia, kartu identitas anak,
        ikd, rekam ktp, perekaman, blangko, ganti nama, akta nikah, pecah kk, numpang kk,
        suket, data kependudukan, kependudukan, nik tidak ditemukan, surat keterangan
        lahir""",
    "ketenagakerjaan": """buruh, pekerja, phk, di phk, pesangon, upah, umr, umk, ump, gaji
        belum dibayar, gaji telat, lembur, disnaker, thr, outsourcing, kontrak kerja,
        mogok, serikat pekerja, hubungan industrial, pengawas ketenagakerjaan, tki, pmi,
        pekerja migran, bp2mi, kecelakaan kerja, kartu kuning, ak1, prakerja, magang,
        pabrik, tka, jht, jaminan hari tua""",
    "pedesaan": """desa, kepala desa, kades, perangkat desa, dana desa, apbdes, bumdes, bpd,
        balai desa, kantor desa, pilkades, sekdes, kadus, dusun, rt, rw, blt desa, add,
        aset desa, tanah kas desa, surat pengantar desa, musdes, musyawarah desa,
        pendamping desa, bengkok""",
    "perhubungan": """jalan rusak, jalan berlubang, jalan, jembatan, drainase, trotoar, lampu
        jalan, pju, terminal, pelabuhan, bandara, kereta, kai, krl, bus, angkot, angkutan,
        dishub, parkir, parkir liar, uji kir, kir, macet, pu, pupr, bina marga, dinas pu,
        kapal, feri, pelni, tol, jalan tol, infrastruktur, gorong gorong, aspal, ojol,
        rambu""",
    "hak_sipil": """diskriminasi, kebebasan beragama, rumah ibadah, izin rumah ibadah, demo,
        unjuk rasa, hak pilih, dpt, kpu, bawaslu, pemilu, pilkada, ham, komnas ham,
        kebebasan berpendapat, intimidasi, kewarganegaraan, etnis, suku, disabilitas,
        difabel, aksesibilitas, kursi roda, persekusi, pelecehan, kekerasan, korban
        kekerasan, perlindungan saksi, lpsk""",
    "kesejahteraan": """bansos, bantuan sosial, pkh, bpnt, blt, kks, dtks, dtsen, data
        kemiskinan, dinsos, dinas sosial, sembako, kis, pbi, pbi nonaktif, bpjs, bpjs
        ketenagakerjaan, jaminan sosial, lansia, anak yatim, yatim, fakir miskin, miskin,
        kartu sembako, bantuan tunai, raskin, rastra, bst, panti, panti jompo, terlantar,
        gelandangan, desil, sktm""",
    "kesehatan": """rumah sakit, rsud, rsup, puskesmas, pustu, posyandu, dokter, perawat,
        bidan, obat, pasien, ditolak rumah sakit, igd, ugd, rawat inap, rawat jalan, kamar
        penuh, bpjs kesehatan, jkn, faskes, rujukan, operasi, melahirkan, imunisasi,
        vaksin, stunting, klinik, dinkes, dinas kesehatan, ambulans, malpraktik,
        malapraktik, antre berobat, berobat, apotek, gawat darurat, kontrol, cuci darah""",
    "perizinan": """izin, ijin, izin usaha, perizinan, nib, oss, pbg, imb, slf, dpmptsp, ptsp,
        mpp, mal pelayanan publik, siup, situ, tdp, izin praktik, sip, izin operasional,
        izin lokasi, amdal, kkpr, krk, izin keramaian, reklame, izin belum terbit, izin
        ditolak, rekomendasi teknis, izin warung, izin apotek, laik fungsi""",
    "perbankan": """bank, bri, bni, mandiri, btn, bsi, bank daerah, bpd, bpr, rekening,
        tabungan, rekening diblokir, kredit, kur, cicilan, agunan, jaminan kredit, lelang
        jaminan, debitur, nasabah, atm, kartu atm, saldo hilang, saldo, transfer, ojk,
        slik, bi checking, restrukturisasi, kpr, pinjaman, pinjol, deposito, bunga bank,
        mobile banking, teller""",
    "asuransi": """asuransi, klaim, klaim ditolak, polis, premi, jasa raharja, jiwasraya,
        asabri, askes, santunan, pertanggungan, unit link, nasabah asuransi, bumiputera,
        pencairan polis, tertanggung, ahli waris polis, santunan kecelakaan, klaim
        asuransi, agen asuransi""",
    "energi": """listrik, pln, mati lampu, padam, pemadaman, token, token listrik, meteran,
        meteran listrik, kwh, tagihan listrik, p2tl, denda listrik, sambung listrik, pasang
        listrik, tiang listrik, kabel listrik, gardu, trafo, daya listrik, tambah daya,
        bbm, solar, pertalite, pertamina, spbu, elpiji, lpg, gas melon, gas 3 kg, tabung
        gas, subsidi listrik, pgn, jaringan gas""",
    "air": """pdam, perumda air, air mati, air keruh, air bersih, air, air tidak mengalir,
        tagihan air, meteran air, sambungan air, pipa bocor, pipa, pamsimas, spam, sumur
        bor, keran, tirta, air minum, debit air, pompa air, tandon, kekeringan, air
        macet, irigasi air""",
    "imigrasi": """paspor, passport, imigrasi, kantor imigrasi, kitas, kitap, visa, wna,
        orang asing, deportasi, dideportasi, cekal, dicekal, m paspor, izin tinggal,
        perpanjang paspor, paspor hilang, paspor rusak, autogate, overstay, izin masuk,
        keimigrasian, paspor umrah, detensi""",
    "bea_cukai": """bea cukai, beacukai, bea masuk, cukai, paket ditahan, barang kiriman, pabean,
        kepabeanan, imei, daftar imei, barang impor, impor, ekspor, jalur merah, kontainer
        ditahan, pib, denda pabean, rokok ilegal, pita cukai, gudang berikat, jasa titip,
        jastip, barang bawaan""",
    "pengadaan": """tender, lelang proyek, lelang, lpse, pokja, ulp, pengadaan, penyedia,
        kontraktor, kontrak proyek, proyek, pemenang tender, sanggah banding, lkpp, e
        katalog, ppk, hps, vendor, pembayaran proyek, termin, jaminan pelaksanaan,
        daftar hitam, blacklist, subkontraktor, kalah tender, dokumen lelang""",
    "kejaksaan": """jaksa, kejaksaan, kejari, kejati, kejagung, penuntut umum, p21, p19, tahap
        dua, penuntutan, eksekusi putusan, barang sitaan, barang rampasan, tuntutan, jpu,
        spdp, tahanan kejaksaan, denda tilang, pengembalian barang bukti, intel kejaksaan,
        jamwas, pidsus""",
    "perumahan": """perumahan, rusun, rusunawa, rusunami, apartemen, rumah subsidi, flpp,
        tapera, developer, pengembang, fasum, fasos, serah terima rumah, bedah rumah, rtlh,
        kumuh, permukiman, rumah tidak layak huni, iuran perumahan, rumah dinas, kontrakan,
        penggusuran, digusur, relokasi, hunian, ppprs, pprs""",
    "pertanian": """petani, pupuk, pupuk subsidi, kartu tani, rdkk, sawah, padi, gabah, bulog,
        irigasi, benih, bibit, traktor, alsintan, gapoktan, kelompok tani, penyuluh, ternak,
        sapi, ayam, unggas, peternak, nelayan, perikanan, tambak, ikan, kapal ikan, solar
        nelayan, asuransi tani, hama, gagal panen, panen, beras, pangan, kebun, sawit,
        kios pupuk""",
    "perdagangan": """pasar, kios, lapak, los pasar, pedagang, pkl, kaki lima, disperindag,
        industri, gudang, timbangan, tera, harga sembako, minyak goreng, minyakita,
        konsumen, bpsk, barang cacat, ekspedisi, kurir, paket hilang, pos indonesia, kantor
        pos, sni, toko, distributor, logistik, retribusi pasar, revitalisasi pasar""",
    "pemdagri": """bupati, wali kota, walikota, gubernur, camat, kecamatan, lurah, kelurahan,
        dprd, perda, apbd, satpol pp, satpol, batas wilayah, pemekaran, pelayanan kantor
        camat, sekda, pemda, pemkab, pemkot, pemprov, izin cuti kepala daerah, ormas,
        kesbangpol, hibah daerah, surat pengantar""",
    "peradilan": """pengadilan, pengadilan negeri, pengadilan agama, ptun, hakim, panitera,
        jurusita, juru sita, sidang, putusan, salinan putusan, eksekusi, banding, kasasi,
        mahkamah agung, gugatan, perkara perdata, biaya perkara, panjar, e court, akta
        cerai, pk, sidang ditunda, relaas, hakim tidak""",
    "pemasyarakatan": """lapas, rutan, penjara, napi, narapidana, warga binaan, remisi,
        pembebasan bersyarat, cuti bersyarat, asimilasi, sipir, tahanan, kunjungan lapas,
        bapas, lpka, pungli lapas, rupbasan, kalapas, besuk, jam besuk, litmas, sel, blok
        tahanan""",
    "pajak": """pajak, kpp, npwp, spt, coretax, djp, ppn, pph, pbb, bphtb, pajak kendaraan,
        pajak daerah, bapenda, restitusi, denda pajak, sanksi pajak, wajib pajak, faktur
        pajak, surat ketetapan, skp, keberatan pajak, tax amnesty, e filing, efin, njop,
        sppt, fiskus, tagihan pajak""",
    "lingkungan": """limbah, sampah, tpa, tps, polusi, pencemaran, bau, asap, debu, asap pabrik,
        dlh, lingkungan hidup, sungai tercemar, banjir, kebisingan, bising, amdal, b3,
        pembuangan, cerobong, bau busuk, bakar sampah, air limbah, sungai, got mampet, banjir
        rob, abrasi, udara kotor, kandang ayam, peternakan bau""",
    "kominfo": """internet, sinyal, telkom, indihome, wifi, provider, operator, pulsa, kuota,
        bts, menara, tower, kominfo, diskominfo, situs diblokir, blokir, data pribadi,
        kebocoran data, data bocor, ppid, keterbukaan informasi, informasi publik, komisi
        informasi, penyiaran, kpi, televisi, stb, hoaks, aplikasi pemerintah, nomor
        diblokir""",
    "pertambangan": """tambang, batu bara, batubara, galian c, galian, iup, esdm, penambangan,
        tambang ilegal, peti, reklamasi, lubang tambang, nikel, emas, smelter, hauling,
        truk tambang, jalan tambang, pasir laut, royalti, cnc, wiup, minerba, timah,
        bauksit, kuari""",
    "kehutanan": """hutan, kehutanan, klhk, perhutani, kawasan hutan, hutan lindung, illegal
        logging, pembalakan, kayu, perhutanan sosial, hkm, hutan desa, hutan adat, kebakaran
        hutan, karhutla, satwa, bksda, taman nasional, izin kayu, reboisasi, pelepasan
        kawasan, polhut, sawit dalam kawasan, hti""",
    "agama": """haji, umrah, umroh, kemenag, kantor urusan agama, kua, nikah, buku nikah,
        penghulu, porsi haji, antrean haji, visa haji, travel umrah, wakaf, zakat, baznas,
        masjid, gereja, pura, vihara, pesantren, ponpes, sertifikat halal, halal, bpjph,
        madrasah swasta, guru agama, isbat nikah, jemaah""",
    "tni": """tni, tentara, prajurit, kodim, koramil, korem, kodam, babinsa, pangkalan,
        lanud, lantamal, angkatan darat, angkatan laut, angkatan udara, pom tni, denpom,
        oditur, rumah dinas tni, lahan tni, oknum tentara, latihan militer, seleksi tni,
        purnawirawan""",
    "penanaman_modal": """investasi, investor, bkpm, penanaman modal, pma, pmdn, tax holiday,
        insentif investasi, kek, kawasan industri, kawasan ekonomi khusus, lkpm, realisasi
        investasi, fasilitas penanaman modal, kemudahan berusaha, izin investasi, modal
        asing, dana investasi, hilirisasi""",
    "koperasi": """koperasi, umkm, ukm, bpum, banpres umkm, ksp, simpan pinjam, dinas koperasi,
        anggota koperasi, simpanan, rat, kopdes, koperasi merah putih, dana koperasi,
        usaha mikro, usaha kecil, modal usaha, sentra umkm, pinjaman koperasi, uang koperasi,
        gagal bayar koperasi, pengurus koperasi, lpdb, pirt, p irt, pelaku usaha""",
}
