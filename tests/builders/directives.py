"""A directive and a target of it as somebody types them in: the fifth directive of a new campaign."""

from __future__ import annotations

from typing import Any

from tests.builders.documents import CLAUSE

DIRECTIVE: dict[str, Any] = {
    "issuer": "UBND tỉnh Lai Châu",
    "kind": "Công văn",
    "issued": "20/6/2022",
    "subject": "V/v đẩy nhanh tiến độ tiêm vắc xin",
    "clauses": {"1": CLAUSE},
}
TARGET: dict[str, Any] = {
    "directive": "005",
    "clause": "1",
    "words": "hoàn thành tiêm mũi 3",
    "group": "18+",
    "dose": "dose_3",
    "denominator_kind": "due",
    "threshold": "95",
    "deadline": "29/7/2022",
    "deadline_words": "trước ngày 30/7/2022",
}
