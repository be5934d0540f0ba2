"""What analysts do on the populations page: see what looks wrong, load, type in, look back, withdraw."""

from __future__ import annotations

from datetime import date

from campaign.access.actors import operator
from campaign.workflows.manage.ledger import read_ledger
from campaign.workflows.manage.populations import load_populations
from campaign.workflows.sheets.uploads import list_uploads
from tests.builders import DISTRICTS
from tests.builders.populations import WRITERS, long_grid, population_grid
from tests.ui.visits import TODAY, opened, texts, upload, visit, weekly_sheet

PAGE, UPLOAD, UPLOADS = "manage/populations.py", "manage/upload.py", "manage/uploads.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTS = "populations-part:en"
BEFORE_THE_WEEK = "Số đối tượng áp dụng từ ngày 01/05/2022"


def page(database_url, monkeypatch, part=None):
    """The page, at one of its parts."""
    app = visit(database_url, monkeypatch, page=PAGE, lang="en")
    if part:
        app.radio(PARTS).set_value(part).run()
        assert not app.exception
    return app


def load(database_url, content, name="dan-so.xlsx", source="QĐ 12"):
    return load_populations(
        opened(database_url), content, name, source=source, by=operator("an", "analyst"), today=TODAY
    )


def wide(due=20_000, *, title=BEFORE_THE_WEEK):
    return WRITERS["xlsx"](population_grid([(90_000, due + place) for place in range(len(DISTRICTS))], title=title))


def button(app, label):
    [found] = [each for each in app.button if each.label == label]
    return found


def test_an_empty_ledger_says_what_to_do(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch)
    assert "No number of people is known yet. Load a file of them or type some in below" in texts(app)
    assert [each.label for each in app.get("download_button")] == ["Download a blank sheet with the units"]


def test_the_ledger_shows_what_is_in_force_and_where_it_comes_from(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch)
    table = app.dataframe[0].value
    assert set(table["Source"]) == {"QĐ 12"}
    assert list(table["People"][table["Kind"] == "people due"])[3] == 20_003
    assert "'Dân số'!D7" in set(table["Cell"])
    app.selectbox("ledger-kind").set_value("resident").run()
    assert set(app.dataframe[0].value["Kind"]) == {"residents in the group"}


def test_what_looks_wrong_comes_first(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    load(
        sqlite_url,
        WRITERS["xlsx"](long_grid([("", "Sìn Hồ", "18+", "Mũi 3", "due", "01/06/2022", 10, "")])),
        "sua.xlsx",
    )
    shown = texts(page(sqlite_url, monkeypatch))
    assert "To look at (1)" in shown
    assert "Huyện Sìn Hồ: 10 people from 01/06/2022 on, 20,003 before: −100.0 %." in shown


def test_a_coverage_over_100_percent_is_explained(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    load(sqlite_url, wide(5))
    shown = texts(page(sqlite_url, monkeypatch))
    assert "More likely the number of people is too small." in shown


def test_a_file_is_shown_with_what_it_moves_before_it_is_saved(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    app = page(sqlite_url, monkeypatch, "load")
    app.file_uploader[0].set_value([("can-tiem.xlsx", wide(), XLSX)]).run()
    shown = texts(app)
    assert "can-tiem.xlsx: ✓ can be saved" in shown
    assert "As of 19 May 2022:" in shown
    assert "→ 20,006" in shown
    assert len(list_uploads(opened(sqlite_url))) == 1
    button(app, "Save these numbers").click().run()
    assert "Saved can-tiem.xlsx: 16 new, 0 changed, 0 unchanged." in texts(app)
    assert list_uploads(opened(sqlite_url))[0].purpose == "populations"
    button(app, "Undo").click().run()
    assert list_uploads(opened(sqlite_url))[0].status == "withdrawn"


def test_a_file_without_a_day_waits_for_one(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch, "load")
    app.file_uploader[0].set_value([("dan-so.xlsx", wide(title="Dân số"), XLSX)]).run()
    assert "No single day from which these numbers hold was found above the table." in texts(app)
    assert not [each for each in app.button if each.label == "Save these numbers"]
    [since] = [each for each in app.date_input if each.label.startswith("In force from")]
    since.set_value(date(2022, 7, 1)).run()
    button(app, "Save these numbers").click().run()
    assert list_uploads(opened(sqlite_url))[0].period_end == date(2022, 7, 1)


def test_what_overlaps_is_refused_until_it_is_said_to_replace(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch, "load")
    app.file_uploader[0].set_value([("khac.xlsx", wide(30_000), XLSX)]).run()
    assert "khac.xlsx: ✗ has errors, cannot be saved" in texts(app)
    app.checkbox[0].check().run()
    assert "khac.xlsx: ✓ can be saved" in texts(app)


def test_a_report_on_this_page_is_led_to_its_own(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch, "load")
    app.file_uploader[0].set_value([("tuan-20.xlsx", weekly_sheet(), XLSX)]).run()
    assert "so the file is a report and not a list of people. Upload it on the page 'Upload sheets'" in texts(app)


def test_people_on_the_upload_page_are_led_to_this_one(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page=UPLOAD, lang="en")
    app.file_uploader[0].set_value([("dan-so.xlsx", wide(), XLSX)]).run()
    assert "If it states people only, load it on the page 'Populations'." in texts(app)


def test_numbers_are_typed_in_checked_and_saved(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch, "type")
    numbers = {each.label: each for each in app.number_input}
    assert numbers["Huyện Sìn Hồ"].placeholder == "90,000"
    numbers["Huyện Sìn Hồ"].set_value(91_000)
    app.text_input("typed-source").set_value("QĐ 15")
    app.date_input("typed-since").set_value(date(2022, 7, 1))
    button(app, "Check these numbers").click().run()
    shown = texts(app)
    assert "✓ can be saved" in shown
    assert "1 new figures, 0 changed, 0 unchanged." in shown
    button(app, "Save these numbers").click().run()
    [entry] = [row for row in read_ledger(opened(sqlite_url), TODAY, units=("108",)) if row.source == "QĐ 15"]
    assert (entry.people, entry.before, entry.valid_from) == (91_000, 90_000, date(2022, 7, 1))


def test_numbers_without_a_document_are_not_taken(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch, "type")
    app.number_input[0].set_value(5)
    button(app, "Check these numbers").click().run()
    assert "Say which document the numbers are taken from" in texts(app)
    assert not list_uploads(opened(sqlite_url))


def test_the_history_of_a_unit_shows_what_stood_before(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    load(
        sqlite_url,
        WRITERS["xlsx"](long_grid([("", "Sìn Hồ", "18+", "", "resident", "01/06/2022", 80_000, "")])),
        "sua.xlsx",
        "QĐ 13",
    )
    app = page(sqlite_url, monkeypatch)
    app.selectbox("ledger-unit").set_value("108").run()
    shown = texts(app)
    assert "1 May 2022 90,000 past QĐ 12 'Dân số'!C7 an" in shown
    assert "1 Jun 2022 80,000 90,000 −11.1 ✓ in force QĐ 13 'Sổ'!G2 an" in shown


def test_a_file_is_withdrawn_with_a_reason(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch)
    app.text_input("population-reason").set_value("nhầm năm")
    button(app, "Withdraw").click().run()
    shown = texts(app)
    assert "Upload 1 is withdrawn: what stood before it stands again." in shown
    assert "✗ withdrawn: nhầm năm" in shown
    assert not read_ledger(opened(sqlite_url), TODAY)


def test_a_file_is_not_withdrawn_without_a_reason(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch)
    button(app, "Withdraw").click().run()
    assert "Say why upload 1 is withdrawn" in texts(app)
    assert list_uploads(opened(sqlite_url))[0].status == "accepted"


def test_two_kinds_stand_side_by_side_with_the_coverage_of_each(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch, "sides")
    table = app.dataframe[0].value
    assert list(table.columns) == [
        "Unit", "Given", "Residents in the group", "Coverage of residents in the group",
        "People due", "Coverage of people due", "± points",
    ]  # fmt: skip
    assert list(table["People due"]) == [20_000, 20_001, 20_005, 20_003, 20_002, 20_007, 20_006, 20_004]


def test_the_uploads_page_tells_populations_from_reports(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    load(sqlite_url, wide())
    app = visit(sqlite_url, monkeypatch, page=UPLOADS, lang="en")
    assert list(app.dataframe[0].value["Purpose"]) == ["Populations", "Report"]
    assert "Populations, taken from: QĐ 12" in texts(app)


def test_the_header_speaks_of_reports_alone(sqlite_url, monkeypatch):
    load(sqlite_url, wide())
    assert "Latest week reported" not in texts(page(sqlite_url, monkeypatch))
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    assert "Latest week reported: 19 May 2022" in texts(page(sqlite_url, monkeypatch))


def test_a_viewer_reads_the_ledger_and_loads_nothing(sqlite_url, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    load(sqlite_url, wide())
    app = page(sqlite_url, monkeypatch)
    assert "Withdraw a file of populations" not in [each.label for each in app.expander]
    assert app.radio(PARTS).options == ["Ledger", "Two kinds side by side"]
    assert not app.file_uploader
    assert not app.number_input
