"""A small campaign in which every name, title and note is a command, a link or markup."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from sqlalchemy import Table, update

from campaign.access.actors import operator
from campaign.store import schema
from campaign.store.engine import Database
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.ui.visits import NEXT_WEEK, WEEK, opened, upload, weekly_sheet
from tests.workflows.assigned import assign

# In every hostile text, so that it can be found again.
MARK = "NGUY"
HOSTILE = (
    f'=HYPERLINK("http://192.0.2.1","{MARK}")', f"+{MARK}", f"-1+{MARK}", f"@SUM({MARK})", f"\t={MARK}", f"\r={MARK}",
    f"＝{MARK}", f"http://192.0.2.1/{MARK}", f"<img src=x onerror={MARK}>", f"&lt;b&gt;{MARK}", f"\n={MARK}",
    f"\0={MARK}", f"\x01={MARK}\x0b", f"![{MARK}](http://192.0.2.1/x.png)", f"${MARK}$", f":material/delete:{MARK}",
    f'<a href="http://192.0.2.1">{MARK}</a>',
)  # fmt: skip
# What people write, or what stands in files that they send.
WRITTEN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (schema.unit, ("name",)),
    (schema.target_group, ("label_vi", "label_en")),
    (schema.holiday, ("name_vi", "name_en", "source")),
    (schema.directive, ("issuer", "number", "subject", "signer")),
    (schema.clause, ("text",)),
    (schema.target, ("words", "deadline_words", "deadline_reading")),
    (schema.upload, ("file_name", "uploaded_by", "source")),
    (schema.source_column, ("sheet", "header")),
    (schema.assignment, ("responsible_name", "responsible_post", "assigned_by", "signed_off_note")),
)


def hostile_campaign(url: str) -> Database:
    """Two weeks reported, targets assigned, then every text overwritten."""
    upload(url, ("one.xlsx", weekly_sheet(WEEK)), ("two.xlsx", weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"])))
    database = opened(url)
    assign(database, day=NEXT_WEEK.end)
    (third,) = upload(url, (f"{HOSTILE[0]}.xlsx", weekly_sheet(WEEK, changed={"Tam Đường": (1, 5000)})))
    withdraw_upload(database, third.upload_id or 0, reason=HOSTILE[4], by=operator(HOSTILE[1]))
    with database.writing() as connection:
        for table, columns in WRITTEN:
            texts = cycle(HOSTILE)
            for row in connection.execute(table.select()).mappings().all():
                mine = [column == row[column.name] for column in table.primary_key]
                new: dict[str, Any] = {column: next(texts) for column in columns}
                connection.execute(update(table).where(*mine).values(new))
    return database
