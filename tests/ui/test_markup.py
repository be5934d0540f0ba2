"""Our own HTML: whatever comes from a sheet stays text."""

from __future__ import annotations

import pytest

from campaign.ui.markup import Link, badge, escape, hint, link, literal, paragraph, strong, table

HOSTILE = "<img src=x onerror=alert(1)>&\"'"


@pytest.mark.parametrize("made", [paragraph, strong, hint, badge, escape], ids=lambda made: made.__name__)
def test_a_text_cannot_become_an_element(made):
    assert "<img" not in made(HOSTILE)
    assert "&lt;img" in made(HOSTILE)


def test_a_tables_cells_headings_and_caption_are_text():
    drawn = table([HOSTILE], [[HOSTILE], [Link(HOSTILE, "/tai-ve/1")]], caption=HOSTILE)
    assert "<img" not in drawn


def test_a_link_cannot_leave_its_attribute():
    assert link("x", '/tai-ve/1" onclick="alert(1)') == '<a href="/tai-ve/1&quot; onclick=&quot;alert(1)">x</a>'


def test_number_columns_are_aligned_right_in_head_and_body():
    drawn = table(["Đơn vị", "Đã tiêm"], [["Sìn Hồ", "1.234"]], numbers=(1,), caption="Tiến độ")
    assert '<th scope="col" class="number">Đã tiêm</th>' in drawn
    assert '<td class="number">1.234</td>' in drawn
    assert '<td class="number">Sìn Hồ</td>' not in drawn


def test_a_table_of_cards_names_the_column_in_every_cell_and_no_other_table_does():
    cells = [["Sìn Hồ", Link("Tải về", "/tai-ve/1")]]
    drawn = table(["Đơn vị", HOSTILE], cells, numbers=(0,), caption="Tệp", cards=True)
    assert '<td class="number" data-column="Đơn vị">Sìn Hồ</td>' in drawn
    assert '<td data-column="&lt;img' in drawn
    assert "<img" not in drawn
    assert "data-column" not in table(["Đơn vị", "Tệp"], cells, caption="Tệp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("tuan_20 *moi*.xlsx", "tuan\\_20 \\*moi\\*.xlsx"),
        ("![x](http://a)", "\\!\\[x\\]\\(http\\://a\\)"),
        (":material/home:", "\\:material/home\\:"),
        ("Sìn Hồ 20/5", "Sìn Hồ 20/5"),
    ],
)
def test_a_file_name_in_a_label_is_not_markdown(text, shown):
    assert literal(text) == shown
