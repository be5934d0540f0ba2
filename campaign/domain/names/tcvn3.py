"""TCVN3 text (the fonts .VnTime, .VnArial …) as Unicode.

Before Unicode these fonts drew Vietnamese letters in the places of Latin-1 signs: a file keeps the signs, so
'Lũy kế' is stored as 'Lòy kÕ'. Source: TCVN 5712:1993, table VN3. Fonts that end in H draw the same signs as capitals.
"""

from __future__ import annotations

FONT_PREFIX = ".vn"

# From 0xA1 to 0xFE in order; a dot stands for a sign that is no letter in these fonts.
_FROM_A1 = (
    "ĂÂÊÔƠƯĐăâêôơưđ......"  # A1-B4
    "àảãáạ.ằẳẵắ......."  # B5-C5
    "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò."  # C6-E0
    "ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"  # E1-FE
)
TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_FROM_A1) if letter != "."}


def from_tcvn3(text: str) -> str:
    """The text with each sign replaced by the letter that a TCVN3 font draws: 'HuyÖn S×n Hå' is 'Huyện Sìn Hồ'."""
    return text.translate(TCVN3)


def is_tcvn3(word: str) -> bool:
    """Whether every sign of a word is a letter in a TCVN3 font."""
    return all(sign.isascii() or ord(sign) in TCVN3 for sign in word)
