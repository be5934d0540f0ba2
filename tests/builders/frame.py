"""What stands above and below the table in an official sheet: agency, motto, title, as-of line, signatures."""

from __future__ import annotations

from tests.builders.canvas import Grid
from tests.builders.data import Style


def add_heading(
    grid: Grid, style: Style, *, width: int, title: str, line: str, agency: tuple[str, str] | None = None
) -> None:
    """Rows 1-2 the agency and the national motto, row 4 the title, row 5 the as-of line."""
    top, half = style.skip_rows, max(width // 2, 3)
    upper, lower = agency or ("UBND TỈNH LAI CHÂU", "SỞ Y TẾ")
    grid.merge(top, 0, top, min(4, half - 1), upper, "plain")
    grid.merge(top + 1, 0, top + 1, min(4, half - 1), lower, "bold")
    grid.merge(top, half, top, width - 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "plain")
    grid.merge(top + 1, half, top + 1, width - 1, "Độc lập - Tự do - Hạnh phúc", "bold")
    grid.merge(top + 3, 0, top + 3, width - 1, style.word(title), "title")
    if line:
        grid.merge(top + 4, 0, top + 4, width - 1, style.word(line), "italic")


def add_signature(grid: Grid, style: Style, row: int, *, width: int) -> None:
    """Recipients on the left, place, date and signatures on the right, from one row below the table."""
    if not style.signature:
        return
    right = max(width // 2, 3)
    for offset, text in enumerate(("Nơi nhận:", "- Sở Y tế;", "- Lưu: VT.")):
        grid.put(row + 1 + offset, 0, text)
    grid.put(row + 1, right, style.signed_on, "italic")
    grid.put(row + 2, 1, "NGƯỜI LẬP BIỂU", "bold")
    grid.put(row + 2, right, "KT. GIÁM ĐỐC", "bold")
    grid.put(row + 3, right, "PHÓ GIÁM ĐỐC", "bold")
    grid.put(row + 7, 1, "Nguyễn Thị A")
    grid.put(row + 7, right, "Trần Văn B")


def finish(grid: Grid, style: Style) -> Grid:
    """Apply what a style changes in the end: single cells, NFD, hidden rows and columns."""
    grid.override(dict(style.cells))
    grid.hidden_rows = [row - 1 for row in style.hidden_rows]
    grid.hidden_columns = list(style.hidden_columns)
    if style.nfd:
        grid.decompose()
    return grid
