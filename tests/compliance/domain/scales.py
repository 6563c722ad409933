"""The two published scales, as the tests of the domain need them."""

from decimal import Decimal

from compliance.domain.methodology import Methodology, Node
from compliance.domain.scales import Band, Scale, Zone

TO_2021 = Scale(
    (
        Band(Decimal(81), Zone.GREEN, "", "kepatuhan tinggi", "high compliance"),
        Band(Decimal(51), Zone.YELLOW, "", "kepatuhan sedang", "medium compliance"),
        Band(Decimal(0), Zone.RED, "", "kepatuhan rendah", "low compliance"),
    )
)
FROM_2022 = Scale(
    (
        Band(Decimal(88), Zone.GREEN, "A", "Kualitas Tertinggi", "highest quality"),
        Band(Decimal(78), Zone.GREEN, "B", "Kualitas Tinggi", "high quality"),
        Band(Decimal(54), Zone.YELLOW, "C", "Kualitas Sedang", "medium quality"),
        Band(Decimal(32), Zone.RED, "D", "Kualitas Rendah", "low quality"),
        Band(Decimal(0), Zone.RED, "E", "Kualitas Terendah", "lowest quality"),
    )
)
DIMENSIONS = (
    Node("input", Decimal("21.85")),
    Node("proses", Decimal("32.37")),
    Node("output", Decimal("24.24")),
    Node("pengaduan", Decimal("21.54")),
)
OF_2023 = Methodology(code="2023", scale=FROM_2022, nodes=DIMENSIONS)
PROPOSED = Methodology(
    code="2023-ktk", scale=FROM_2022, nodes=DIMENSIONS, share=Decimal("0.10")
)
