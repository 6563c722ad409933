"""Reports of people who do not exist, each with a word that is nowhere else."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from uuid import UUID

#: Begins the word of every report; no log may hold it (ledger L9).
CANARY = "kenari"
REGIONS = ("64.71", "64.72", "31.71", "32.73", "33.74", "35.78", "73.71", "91.71")


@dataclass(frozen=True)
class Told:
    """One report: its idempotency key, its own word, its body for the API."""

    key: UUID
    word: str
    body: bytes


def make(chance: random.Random) -> Told:
    """The next report of this seed."""
    key = UUID(int=chance.getrandbits(128), version=4)
    word = f"{CANARY}{key.hex[:12]}"
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    told = {
        "story": f"Akta kelahiran belum terbit sejak lama. {word}",
        "region_code": chance.choice(REGIONS),
        "agency_label": "Dinas Kependudukan",
        "tried": "Keluhan tertulis di loket.",
        "hope": "Akta terbit.",
        "secrecy": chance.choice(["open", "confidential"]),
        "reporter": {
            "name": f"Uji {word}",
            "birth_place": "Balikpapan",
            "birth_date": f"1990-{month:02}-{day:02}",
            "marital_status": "kawin",
            "occupation": "penjahit",
            "address": f"Jalan {word} 7",
            "nik": f"647105{day:02}{month:02}900000",
            "email": f"{word}@example.org",
        },
    }
    return Told(key, word, json.dumps(told).encode())
