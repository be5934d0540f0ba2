"""All cases of the corpus, how one is answered as the app answers it, and what is still to be said of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from campaign.access.actors import Actor, operator
from campaign.domain.doses import is_doses
from campaign.domain.findings import ERROR, Finding, finding_message
from campaign.settings import DEFAULT_LIMITS
from campaign.sheets.reading_apart import read_workbook_apart
from campaign.store.engine import Database
from campaign.workflows.sheets.importing import Preview, import_files, preview_file
from tests.hostile import container, formulas_and_text, numbers, units, weeks_and_structure, xml
from tests.hostile.cases import Case
from tests.sheets.reading_helpers import TODAY

FAMILIES = (container, xml, formulas_and_text, numbers, units, weeks_and_structure)
CASES: tuple[Case, ...] = tuple(case for family in FAMILIES for case in family.CASES)
# As the app reads: in a process of its own.
READ = partial(read_workbook_apart, limits=DEFAULT_LIMITS)
# Words that tell somebody to do something.
_NEXT_STEP = re.compile(
    r"(?i)\b(?:hãy|sửa|mở|lưu|kiểm tra|ghi|gõ|nhập|chọn|xóa|bỏ|tách|tải|gửi|đổi|hỏi|giữ|đặt|thêm|điền|nạp|nêu|viết)\b"
)


def analyst() -> Actor:
    """Who sends the files."""
    return operator("an")


def prepare(database: Database, case: Case) -> None:
    """Save what was reported before the case's file."""
    files = [(f"truoc-{number}.xlsx", build()) for number, build in enumerate(case.before)]
    import_files(database, files, by=analyst(), today=TODAY)


def answer(database: Database, case: Case, content: bytes) -> Preview:
    """The case's file read and held against the database."""
    return preview_file(database, content, case.name, today=TODAY, period=case.period, read=READ)


def unmet(case: Case, preview: Preview) -> Iterator[str]:
    """What is not as the case says."""
    found = [(finding.code, finding.cell) for finding in preview.findings]
    if preview.status != case.status:
        yield f"{preview.status} instead of {case.status}: {found}"
    if case.code and not any(code == case.code and case.cell in (None, cell) for code, cell in found):
        yield f"no {case.code} at {case.cell}: {found}"
    doses = sum(is_doses(figure.measure) for figure in preview.reading.figures) if preview.reading else 0
    if case.figures not in (None, doses):
        yield f"{doses} figures instead of {case.figures}"


def wordless(finding: Finding) -> Iterator[str]:
    """What is missing in a finding's Vietnamese words."""
    words, english = finding_message(finding, "vi"), finding_message(finding, "en")
    if words == english or re.search(r"\{[a-z_]+\}", words):
        yield f"not in Vietnamese: {words}"
    if finding.severity == ERROR and not _NEXT_STEP.search(words):
        yield f"nothing to do next: {words}"
    if finding.cell and (finding.cell not in words or str(finding.sheet) not in words):
        yield f"no place: {words}"
