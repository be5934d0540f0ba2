"""How offices write the same header word, group, dose, measure, period or unit: what a layout picks from."""

from __future__ import annotations

from datetime import date

from campaign.domain.counting.figures import Period
from campaign.domain.names.units import COMMUNE, DISTRICT, OTHER, Unit

# The first spelling of each is what the Ministry's forms have; the others are all in use.
GROUPS = {
    "18+": ("Người từ 18 tuổi trở lên", "≥ 18 tuổi", "Người trên 18 tuổi", "18+", "Từ 18 tuổi trở lên", ">=18 tuổi"),
    "12-17": ("Trẻ từ 12 đến dưới 18 tuổi", "12-17 tuổi", "12 - <18 tuổi", "Từ 12 đến 17 tuổi", "Trẻ 12–17 tuổi"),
    "5-11": ("Trẻ từ 5 đến dưới 12 tuổi", "5–11 tuổi", "Trẻ 5-<12 tuổi", "Từ 5 đến 11 tuổi", "5 - 11 tuổi"),
    "6m-4": ("Trẻ từ 6 tháng đến dưới 5 tuổi", "6 tháng - dưới 5 tuổi", "Từ 6 tháng đến dưới 5 tuổi"),
    "50+": ("Người từ 50 tuổi trở lên", "≥ 50 tuổi", "Từ 50 tuổi trở lên", "Trên 50 tuổi"),
    "underlying": ("Người có bệnh nền", "Bệnh nền"),
    "pregnant": ("Phụ nữ có thai", "Phụ nữ mang thai"),
}
DOSES = {
    "dose_1": ("Mũi 1", "M1", "Mũi I", "Liều 1", "Lần 1", "Mũi thứ nhất"),
    "dose_2": ("Mũi 2", "M2", "Mũi II", "Liều 2", "Lần 2", "Mũi thứ hai"),
    "additional": ("Mũi bổ sung", "Bổ sung", "BS", "Liều bổ sung"),
    "dose_3": ("Mũi 3", "Nhắc lại lần 1", "NL1", "Mũi nhắc 1", "Tiêm nhắc lần 1", "Mũi 3 (nhắc lại lần 1)", "M3"),
    "dose_4": ("Mũi 4", "Nhắc lại lần 2", "NL2", "Mũi nhắc 2", "Tiêm nhắc lần 2", "Mũi 4 (nhắc lại lần 2)"),
}
MEASURES = {
    "doses_in_period": ("Trong tuần", "Tuần này", "Số tiêm trong tuần", "Trong kỳ", "Đợt này"),
    "doses_to_date": ("Lũy kế", "Luỹ kế", "Cộng dồn", "Lũy tích", "Lũy kế đến nay", "Tổng số mũi đã tiêm", "Đến nay"),
    "rate": ("Tỷ lệ %", "Tỉ lệ", "TL %", "Đạt %", "Tỷ lệ (%)", "%"),
}
PEOPLE = {
    "resident": ("Số đối tượng", "Tổng số đối tượng", "Đối tượng", "Dân số", "Tổng số người trong độ tuổi"),
    "due": ("Số người cần tiêm", "Số cần tiêm", "Số đối tượng đến lịch", "Cần tiêm"),
    "assigned": ("Chỉ tiêu", "Kế hoạch", "Chỉ tiêu giao", "Dự kiến"),
}
PRODUCTS = {
    "Pfizer": ("Pfizer", "Comirnaty", "PFIZER"),
    "AstraZeneca": ("AstraZeneca", "Astra Zeneca", "AZ"),
    "Vero Cell": ("Vero Cell", "Verocell"),
}
# What is counted beside doses, or of no interest at all: by what it is kept as, "" where nothing is kept.
BESIDE = {
    "note": ("Ghi chú", ""),
    "phone": ("Số điện thoại", ""),
    "points": ("Số điểm tiêm", ""),
    "unvaccinated": ("Chưa tiêm", ""),
    "remaining": ("Còn phải tiêm", ""),
    "last_week": ("Lũy kế tuần trước", ""),
    "month_plan": ("Kế hoạch tháng 5", ""),
    "deferred": ("Số hoãn tiêm", "deferred"),
    "contraindicated": ("Số chống chỉ định", "contraindicated"),
    "refused": ("Số không đồng ý tiêm", "refused"),
    "received": ("Vắc xin nhận (liều)", "received"),
    "used": ("Số sử dụng (liều)", "used"),
    "wasted": ("Số hủy (liều)", "wasted"),
    "stock": ("Tồn kho", "stock"),
    "aefi_mild": ("Phản ứng thông thường", "aefi_mild"),
    "aefi_serious": ("Tai biến nặng", "aefi_serious"),
}
# Those that stand in documented layouts; the others may be asked about.
DOCUMENTED_BESIDE = frozenset(BESIDE) - {"month_plan", "last_week", "unvaccinated"}
INDEX = ("TT", "STT", "Số TT")
UNITS = {
    "districts": ("Đơn vị", "Địa phương", "Huyện/TP", "Tên đơn vị", "HUYỆN, THÀNH PHỐ", "Địa bàn"),
    "communes": ("Xã, thị trấn", "Xã/phường", "Đơn vị", "Tên xã, phường, thị trấn", "Địa phương"),
}
FACETS = {
    "group": ("Nhóm tuổi", "Đối tượng", "Nhóm đối tượng", "Độ tuổi"),
    "dose": ("Mũi", "Mũi tiêm", "Mũi số", "Liều"),
    "product": ("Loại vắc xin", "Tên vắc xin", "Vắc xin"),
}
COUNTS = ("Số mũi tiêm", "Số lượng", "Kết quả", "Số tiêm được", "Số mũi đã tiêm", "Đã tiêm")
OVER_ALL = ("Kết quả tiêm", "Số mũi tiêm", "Tiêm vắc xin phòng COVID-19", "Kết quả thực hiện")
TOTALS = ("Tổng cộng", "TỔNG", "Cộng", "TOÀN TỈNH", "Tổng số", "Tổng toàn tỉnh")
NOTES = (
    "Ghi chú: số liệu do các đơn vị báo cáo",
    "* Số liệu chưa bao gồm các điểm tiêm lưu động",
    "(Nguồn: báo cáo của Trung tâm Y tế các huyện)",
)
OTHER_NAMES = {
    "cdc": ("CDC tỉnh", "Trung tâm KSBT tỉnh", "CDC"),
    "bvdk": ("BVĐK tỉnh", "Bệnh viện tỉnh", "Bệnh viện đa khoa tỉnh"),
    "cong-an": ("Công an tỉnh",),
    "bchqs": ("Bộ CHQS tỉnh", "BCH Quân sự tỉnh"),
    "bdbp": ("Bộ CH BĐBP tỉnh", "BĐBP tỉnh"),
}
NAME_FORMS = ("bare", "full", "short", "upper", "clinic")
_SHORT = {"Thành phố": "TP", "Huyện": "H.", "Xã": "X.", "Phường": "P.", "Thị trấn": "TT"}


def unit_name(unit: Unit, form: str, *, alone: bool) -> str:
    """A unit's name in one of NAME_FORMS; `alone` says that the bare name means no other unit of the table."""
    kind = next(word for word in (*_SHORT, "") if unit.name.startswith(word))
    bare = unit.name.removeprefix(kind).strip()
    if unit.kind == OTHER:
        return OTHER_NAMES[unit.code][len(form) % len(OTHER_NAMES[unit.code])]
    if form == "short":
        return f"{_SHORT[kind]} {bare}" if kind == "Thành phố" else f"{_SHORT[kind]}{' ' * (kind == 'Thị trấn')}{bare}"
    if form == "clinic" and unit.kind == DISTRICT:
        return f"TTYT {unit.name}"
    if form == "clinic" and unit.kind == COMMUNE:
        return f"Trạm y tế {unit.name}"
    if form == "full" or not alone:
        return unit.name
    return bare.upper() if form == "upper" else bare


def period_text(period: Period, form: str, *, year: bool, cumulative: bool) -> str:
    """A period as a title or as-of line has it; with a start only where the sheet counts the period.

    `form` is slashes, words, hours, short (13-19/5/2022 within a month) or dots, which names of sheets and files need.
    """
    end = _day(period.end, form, year=year)
    if cumulative or period.start is None:
        hours = "17h00 ngày " if form == "hours" else "" if form == "dots" else "ngày "
        return f"đến {hours}{end}"
    if period.start == period.end:
        return end if form == "dots" else f"ngày {end}"
    start = _day(period.start, form, year=year and form in ("hours", "words"))
    if form == "short" and (period.start.year, period.start.month) == (period.end.year, period.end.month):
        return f"từ ngày {period.start.day}-{end}"
    if form == "dots":
        return f"{start}-{end}"
    hours = "17h00 ngày " if form == "hours" else "ngày "
    return f"từ {hours}{start} đến {hours}{end}"


def _day(day: date, form: str, *, year: bool) -> str:
    if form == "words":
        return f"{day.day} tháng {day.month}" + (f" năm {day.year}" if year else "")
    sign = "." if form == "dots" else "/"
    return f"{day.day}{sign}{day.month}" + (f"{sign}{day.year}" if year else "")
