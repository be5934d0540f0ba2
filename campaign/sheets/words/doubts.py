"""Titles that speak of something other than doses given: a plan, a share, another vaccine, thousands,
people not vaccinated or harmed, a part of the people.

Under such a title even a column headed 'Mũi 3' is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from campaign.domain.names.text import folded

_PLAN = re.compile(
    r"\b(?:ke hoach|nhu cau|du kien|du tru|dang ky|de xuat|de nghi|phan bo|phan khai|cap phat|lich tiem|chi tieu"
    r"|uoc tinh|du bao|ty le|ti le)\b"
)
_OF_VACCINATION = re.compile(r"\b(?:tiem|vac ?xin|vaccine|mui|lieu)\b")
_RESULT = re.compile(r"\b(?:ket qua|tien do|thuc hien|da tiem|duoc tiem|tiem duoc|luy ke|so mui tiem|so nguoi tiem)\b")
_OF_DOCUMENT = re.compile(r"\b(?:kem theo|can cu|ban hanh|(?:ke hoach|chi tieu) so)\b")
_OTHER_VACCINE = re.compile(
    r"\b(?:soi|rubella|mr|uon van|viem gan|vgb|bcg|bai liet|b?opv|ipv|dpt|dtp|td|hpv|cum mua|benh dai|viem nao|vnnb"
    r"|rota|thuy dau|phe cau|bach hau|ho ga|tiem chung mo rong|tcmr|vitamin)\b"
)
_COVID = re.compile(r"\b(?:covid|sars|ncov|corona)")
_EVENTS = (
    r"\b(?:(?:tam|phai|bi|so|nguoi) hoan(?! (?:thanh|canh|tat|chinh|toan))|hoan tiem|chong chi dinh|tu choi"
    r"|khong dong y|phan ung|tai bien|su co bat loi|phan ve|(?:mac|nhiem) (?:benh )?(?:covid|sars|ncov)"
    r"|ca mac|f0|duong tinh|tu vong)\b"
)
_EVENT = re.compile(_EVENTS)
# 'Kết quả tiêm và phản ứng sau tiêm' is of both.
_GENERAL = (
    r"\b(?:ket qua|tien do|tinh hinh|cong tac|bao cao|hoat dong)"
    r"(?: (?:thuc hien|trien khai|cong tac|to chuc))* (?:tiem|su dung)\b"
)
_AND = r"(?:\bva\b|\bkem\b|[,;&+])"
_BOTH = re.compile(rf"{_GENERAL}.*{_AND}\s*(?:\w+\s+){{0,4}}?{_EVENTS}|{_EVENTS}.*{_AND}.*{_GENERAL}")
_NOTE = re.compile(r"\W*(?:ghi chu|luu y|chu thich|chu y)\b")
_PART = re.compile(
    r"\b(?:(?<!ban )(?<!phong )(?<!truong )dan toc(?! noi tru)|dtts|bien gioi|vung (?:cao|sau|xa|dac biet|dan toc)"
    r"|dac biet kho khan|xa kho khan|nguoi co cong|ho ngheo|can ngheo)\b"
)
_SCALE = re.compile(
    r"\b(?:don vi tinh|dvt|don vi)\s*:?\s*\(?\s*(?:%|phan tram|(?:1[.,]?000|100|nghin|ngan|tram|trieu|chuc)\b|lo\b)"
)


class Doubt(NamedTuple):
    """The line, folded; `scaled`: it says that numbers are thousands, percents or vials, which no answer can undo;
    `of_events`: of reactions or people not vaccinated, so that columns of these are what they seem."""

    line: str
    scaled: bool
    of_events: bool = False


def find_doubt(lines: Iterable[str], around: Iterable[str], *, people: bool = False) -> Doubt | None:
    """The line of a title under which columns are not what they seem; `around` are all lines of the file's top.

    `people`: the columns are known to count people to vaccinate, of whom a plan or a target speaks rightly.
    """
    told = [folded(text) for text in lines]
    scaled = next(filter(_SCALE.search, told), None)
    if scaled:
        return Doubt(scaled, scaled=True)
    covid = any(map(_COVID.search, map(folded, around)))
    line = next((line for line in told if _is_doubtful(line, covid=covid, people=people)), None)
    return Doubt(line, scaled=False, of_events=_is_of_events(line)) if line else None


def _is_doubtful(line: str, *, covid: bool, people: bool) -> bool:
    if _OF_DOCUMENT.search(line) or _NOTE.match(line):
        return False
    planned = not people and _PLAN.search(line) and _OF_VACCINATION.search(line) and not _RESULT.search(line)
    another = _OTHER_VACCINE.search(line) and _OF_VACCINATION.search(line) and not covid
    part = _PART.search(line) and _OF_VACCINATION.search(line)
    return bool(planned or another or part) or _is_of_events(line)


def _is_of_events(line: str) -> bool:
    return bool(_EVENT.search(line)) and not _BOTH.search(line)
