"""Every file that the program makes, from a campaign whose names are commands: none of them is one in the file."""

from __future__ import annotations

import csv
import importlib
import inspect
import io
import pkgutil
import re
import shutil
import zipfile
from datetime import date
from types import ModuleType

import openpyxl
import pytest

from campaign import workflows
from campaign.access.actors import operator
from campaign.exports.ranking_csv import FORMULA_STARTS
from campaign.workflows.manage.assignment_files import annex_file
from campaign.workflows.manage.closing import close_period
from campaign.workflows.manage.ledger import blank_populations, ledger_file
from campaign.workflows.manage.populations import Typed, typed_file
from campaign.workflows.manage.reported_files import compared_file, reported_file
from campaign.workflows.monitor.district_files import district_file
from campaign.workflows.monitor.outlook_files import due_file, outlook_file
from campaign.workflows.monitor.ranking_files import ranking_file
from campaign.workflows.monitor.standing_files import kinds_file, standing_file, target_file
from campaign.workflows.monitor.timeline_files import timeline_file
from campaign.workflows.report.files import FORMS, report_file
from campaign.workflows.safety.trail import Search, trail_file
from campaign.workflows.sheets.blank import blank_workbook
from campaign.workflows.sheets.checked_copy import checked_copy_of_upload
from tests.exports.hostile_campaign import HOSTILE, MARK, hostile_campaign
from tests.ui.visits import opened

DAY = date(2022, 5, 26)
TYPED = [Typed("106", "18+", "", "resident", DAY, 5)]
TABLES = ("xlsx", "csv")
LANGUAGES = ("vi", "en")
PROVINCE, DISTRICT, TARGET = "12", "106", "T6"
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?%?")
_OUTSIDE = re.compile(rb'TargetMode\s*=\s*"External"')


def of(make, *forms, languages=LANGUAGES):
    """The files of one function in its forms and languages."""
    return {
        f"{form}-{language}": lambda database, form=form, language=language: make(database, form, language=language)
        for form in forms
        for language in languages
    }


def closed(make):
    """A file of a period that was closed under a note that is a command."""

    def build(database, form, *, language):
        close = close_period(database, DAY, note=HOSTILE[0], by=operator(HOSTILE[1]), today=date(2022, 8, 1))
        return make(database, close, form, language=language)

    return build


def annexed(database, form, *, language):
    return annex_file(database, TARGET, form, with_names=True, by=operator("an"))


def trail(database, form, *, language):
    return trail_file(database, Search(), form, language=language, by=operator("an"))


def ranked(database, form, *, language):
    return ranking_file(database, TARGET, DAY, form, language=language, with_history=form == "xlsx")


# By the name of the function that makes them; a function without a line here fails the first test.
FILES = {
    "annex_file": of(annexed, *TABLES),
    "ledger_file": of(lambda d, form, language: ledger_file(d, DAY, form), *TABLES),
    "blank_populations": of(lambda d, form, language: blank_populations(d), "xlsx"),
    "blank_workbook": of(lambda d, form, language: blank_workbook(d), "xlsx"),
    "typed_file": of(lambda d, form, language: typed_file(d, TYPED, source=HOSTILE[0], today=DAY), "csv"),
    "reported_file": of(closed(reported_file), *TABLES),
    "compared_file": of(closed(compared_file), *TABLES),
    "district_file": of(lambda d, form, language: district_file(d, DISTRICT, DAY, form, language=language), *TABLES),
    "outlook_file": of(lambda d, form, language: outlook_file(d, DAY, form, language=language), *TABLES),
    "due_file": of(lambda d, form, language: due_file(d, TARGET, PROVINCE, DAY, form, language=language), *TABLES),
    "ranking_file": of(ranked, *TABLES),
    "standing_file": of(lambda d, form, language: standing_file(d, DAY, form, language=language), *TABLES),
    "target_file": of(lambda d, form, language: target_file(d, TARGET, DAY, form, language=language), *TABLES),
    "kinds_file": of(lambda d, form, language: kinds_file(d, TARGET, DAY, form, language=language), *TABLES),
    "timeline_file": of(lambda d, form, language: timeline_file(d, None, DAY, form, language=language), *TABLES),
    "trail_file": of(trail, *TABLES),
    "report_file": of(lambda d, form, language: report_file(d, DAY, form, language=language), *FORMS),
    "checked_copy_of_upload": of(lambda d, form, language: checked_copy_of_upload(d, 1, language=language), "xlsx"),
}  # fmt: skip
# What gives back the very bytes that somebody sent, makes a file for one of the above, or gives bytes that are no file.
OTHERS = {"read_file", "read_original", "checked_copy_of", "make_copy", "list_alone", "guarded"}
EVERY = [(name, form) for name, forms in FILES.items() for form in forms]


def modules(package: ModuleType):
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def makers():
    """The functions of the workflows that give bytes away."""
    for module in modules(workflows):
        for name, function in vars(module).items():
            ours = inspect.isfunction(function) and function.__module__ == module.__name__ and name[0] != "_"
            given = str(function.__annotations__.get("return")) if ours else ""
            if "bytes" in given or given == "Copy":
                yield name


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    return f"sqlite:///{(tmp_path_factory.mktemp('hostile') / 'campaign.db').as_posix()}"


@pytest.fixture(scope="module")
def template(url):
    hostile_campaign(url).close()
    return url.removeprefix("sqlite:///")


@pytest.fixture
def database(template, tmp_path):
    made = opened(f"sqlite:///{shutil.copyfile(template, tmp_path / 'campaign.db').as_posix()}")
    yield made
    made.close()


def test_every_file_that_the_program_makes_is_tried():
    assert set(makers()) - OTHERS == set(FILES)


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_no_name_is_a_command_in_a_file(name, form, database):
    made = FILES[name][form](database)
    content = made if isinstance(made, bytes) else made[1]
    check(content, form.partition("-")[0])


def check(content: bytes, form: str):
    if form == "csv":
        check_lines(content)
    elif form == "html":
        assert b"<img" not in content and b'<a href="http' not in content
    else:
        check_package(content)


def check_lines(content: bytes):
    text = content.decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\r\n")[0] else ","):
        for cell in line:
            assert not cell.startswith(FORMULA_STARTS) or _NUMBER.fullmatch(cell), cell


def check_package(content: bytes):
    """No link to anything outside, no formula made of names; workbooks inside charts as well."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for member in package.namelist():
            part = package.read(member)
            assert not _OUTSIDE.search(part), member
            if member.endswith(".xlsx"):
                check_package(part)
        if "xl/workbook.xml" in package.namelist():
            check_cells(content)


def check_cells(content: bytes):
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        assert not sheet._hyperlinks or all(link.location for link in sheet._hyperlinks)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or MARK not in str(cell.value), cell.coordinate
