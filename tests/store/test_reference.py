"""The files under data/ reach the tables, and never run over what was edited in the app."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from sqlalchemy import delete, func, insert, select, update

from campaign.errors import Refused
from campaign.settings import DATA
from campaign.store import schema
from campaign.store.engine import open_database
from campaign.store.manage.reference import FILES, find_changed_files, load_reference


@pytest.fixture
def database(empty_database_url):
    opened = open_database(empty_database_url)
    with opened.writing() as connection:
        schema.metadata.create_all(connection)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "data"
    copied.mkdir()
    for name in FILES:
        shutil.copy(DATA / name, copied / name)
    return copied


def load(database, folder):
    with database.writing() as connection:
        return load_reference(connection, folder)


def write(database, statement):
    with database.writing() as connection:
        connection.execute(statement)


def read(database, statement):
    with database.reading() as connection:
        return connection.execute(statement).all()


def correct(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def unit_name(database, code):
    return read(database, select(schema.unit.c.name).where(schema.unit.c.code == code))[0].name


def test_an_empty_database_takes_every_file(database, folder):
    assert load(database, folder) == list(FILES)
    kinds = dict(read(database, select(schema.unit.c.kind, func.count()).group_by(schema.unit.c.kind)))
    assert kinds == {"province": 1, "district": 8, "commune": 106, "other": 5}
    assert [row.id for row in read(database, select(schema.target.c.id).order_by(schema.target.c.position))] == [
        *("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11a", "T11b")
    ]


@pytest.mark.parametrize(
    "table", ["unit_alias", "target_group", "minimum_interval", "directive", "clause", "header_synonym"]
)
def test_every_reference_table_has_rows(database, folder, table):
    load(database, folder)
    assert len(read(database, select(schema.metadata.tables[table]))) > 0


def test_a_deadline_keeps_its_words_and_the_other_readings(database, folder):
    load(database, folder)
    row = read(database, select(schema.target).where(schema.target.c.id == "T3"))[0]
    assert (row.threshold, row.deadline, row.deadline_words) == (
        1.0,
        date(2022, 3, 13),
        "trước tuần thứ 3 của tháng 3 năm 2022",
    )
    assert [one["deadline"] for one in row.other_readings] == ["2022-03-14", "2022-03-20", "2022-03-21"]
    assert row.deadline_reading.endswith("ngày cuối còn đúng hạn là Chủ nhật 13/3/2022.")


def test_a_target_without_a_deadline_has_no_threshold_either(database, folder):
    load(database, folder)
    row = read(database, select(schema.target).where(schema.target.c.id == "T8"))[0]
    assert (row.threshold, row.deadline, row.other_readings, row.supersedes) == (None, None, [], None)


def test_an_interval_for_adults_holds_for_people_over_50(database, folder):
    load(database, folder)
    table = schema.minimum_interval
    found = select(table.c.valid_from, table.c.months).where(table.c.target_group == "50+", table.c.dose == "dose_3")
    assert read(database, found) == [(date(2021, 12, 1), 6), (date(2021, 12, 17), 3)]


def test_files_that_did_not_change_are_not_loaded_again(database, folder):
    load(database, folder)
    assert load(database, folder) == []
    with database.reading() as connection:
        assert find_changed_files(connection, folder) == []


def test_a_correction_in_a_file_reaches_a_row_nobody_edited(database, folder):
    load(database, folder)
    correct(folder, "units.csv", "Xã Pa Khoá", "Xã Pa Khóa")
    with database.reading() as connection:
        assert find_changed_files(connection, folder) == ["units.csv"]
    assert load(database, folder) == ["units.csv"]
    assert unit_name(database, "03527") == "Xã Pa Khóa"


def test_a_row_edited_in_the_app_is_never_overwritten(database, folder):
    load(database, folder)
    write(
        database,
        update(schema.target).where(schema.target.c.id == "T6").values(threshold=0.95, edited_by="Lò Thị Mai"),
    )
    correct(folder, "targets.toml", "Ngày cuối của Quý II/2022 là 30/6/2022.", "Hết Quý II/2022.")
    assert load(database, folder) == ["targets.toml"]
    edited, other = (read(database, select(schema.target).where(schema.target.c.id == id))[0] for id in ("T6", "T7"))
    assert (edited.threshold, edited.deadline_reading, edited.edited_by) == (
        0.95,
        "Ngày cuối của Quý II/2022 là 30/6/2022.",
        "Lò Thị Mai",
    )
    assert (other.threshold, other.edited_by) == (1.0, None)


def test_an_alias_learned_in_the_app_stays(database, folder):
    load(database, folder)
    learned = {"era": "2021", "province": "12", "code": "106", "alias": "T. Đường", "edited_by": "Lò Thị Mai"}
    write(database, insert(schema.unit_alias).values(learned))
    correct(folder, "units.csv", "Thèn Xin", "Thèn Xin; Thèn Sìn")
    load(database, folder)
    aliases = {row.alias for row in read(database, select(schema.unit_alias.c.alias))}
    assert {"T. Đường", "Thèn Xin", "Thèn Sìn"} <= aliases


def test_a_row_that_left_the_file_stays_in_the_database(database, folder):
    load(database, folder)
    rows = (folder / "units.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    correct(folder, "units.csv", next(row for row in rows if row.startswith("2021,12,bdbp,")), "")
    load(database, folder)
    assert unit_name(database, "bdbp") == "Bộ CH BĐBP tỉnh"


def test_a_row_lost_from_the_database_comes_back_with_the_next_correction(database, folder):
    load(database, folder)
    write(database, delete(schema.unit_alias).where(schema.unit_alias.c.alias == "Pa Khóa"))
    correct(folder, "units.csv", "# aliases", "# The aliases")
    load(database, folder)
    assert len(read(database, select(schema.unit_alias).where(schema.unit_alias.c.alias == "Pa Khóa"))) == 1


def test_a_file_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(database, folder):
    text = (folder / "units.csv").read_bytes()
    (folder / "units.csv").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    load(database, folder)
    assert unit_name(database, "105") == "Thành phố Lai Châu"


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("units.csv", "2021,12,03386,", "2021,12,3386,", "code '3386' of Phường Quyết Thắng does not have 5 digits"),
        ("units.csv", ",commune,106,", ",hamlet,106,", "kind"),
        ("groups.toml", "from_months = 216", "from_month = 216", "unknown ['from_month']"),
        ("groups.toml", 'label_en = "18 years and over"', "", "missing ['label_en']"),
        ("intervals.toml", "months = 6", "months = six", "Invalid value"),
        ("targets.toml", 'dose = "dose_3"', 'dose = "mũi 3"', "dose 'mũi 3' of T1 is none of dose_1, dose_2"),
        ("targets.toml", "threshold = 1.0", "threshold = 95", "threshold"),
        ("targets.toml", 'clause = "2.2"', 'clause = "2.9"', "FOREIGN KEY"),
        ("targets.toml", "deadline = 2022-03-13", 'deadline = "13/3/2022"', "date"),
    ],
)
def test_a_slip_in_a_file_is_answered_with_the_file_and_the_reason(database, folder, name, old, new, says):
    correct(folder, name, old, new)
    with pytest.raises(Refused, match="cannot be loaded") as refusal:
        load(database, folder)
    assert f"Reference file '{name}'" in str(refusal.value)
    assert says.lower() in str(refusal.value).lower()  # databases word the same fault differently
    assert read(database, select(schema.unit)) == []
