"""Every act that changes something, called so that an administrator's would be done: the matrix of who may do what.

`find_writers` (writers.py) finds the acts in the code; one that stands in no line here fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import (
    ASSIGN,
    CLOSE_PERIODS,
    ERASE_NAMES,
    KEEP_ACCOUNTS,
    KEEP_BACKUPS,
    KEEP_BOUNDARIES,
    KEEP_DIRECTIVES,
    KEEP_POPULATIONS,
    READ_AUDIT,
    SEE_RESPONSIBLE,
    SIGN_OFF,
    UPLOAD,
    VIEW,
    WITHDRAW_OTHERS,
)
from campaign.store.engine import Database
from campaign.workflows.access import accounts, identity, links, sessions, signing_in
from campaign.workflows.manage import (
    assigning,
    assignment_files,
    assignments,
    boundaries,
    closing,
    directive_editing,
    populations,
    target_editing,
)
from campaign.workflows.safety import drilling, on_demand, restoring, trail
from campaign.workflows.sheets import answering, importing, samples, uploads
from tests.access.people import PASSWORD
from tests.access.site import Site
from tests.workflows.assigned import ASSIGNED_ON

TODAY = date(2022, 8, 1)
Act = Callable[[Database, Site, Actor], Any]


class Rule(NamedTuple):
    """What an act takes, the act, and what an operator must have done before."""

    permission: str
    act: Act
    before: Act | None = None


# Called before anybody is signed in, or to leave: a password, a link or a session lets in, nobody's role does.
AT_THE_DOOR = {
    "access.identity.admit",
    "access.identity.counted",
    "access.links.use_link",
    "access.sessions.find_visit",
    "access.sessions.sign_out",
    "access.signing_in.sign_in",
    "access.signing_in.start_session",
}
# Not done here by the administrator of this small campaign: its figures, and its having an administrator, forbid them.
# tests/samples and test_signing_in.py do them.
DONE_ELSEWHERE = {"sheets.samples.load_samples", "access.links.make_setup_link"}
# Parts of acts: they take a connection or are wrapped by every act of their kind.
PARTS = {"manage.registry.entering"}

ACTIONS: dict[str, Rule] = {
    "access.accounts.add_account": Rule(
        KEEP_ACCOUNTS, lambda d, s, by: accounts.add_account(d, "moi", name="Người mới", role="admin", by=by)
    ),
    "access.accounts.change_role": Rule(
        KEEP_ACCOUNTS, lambda d, s, by: accounts.change_role(d, s.other, "admin", by=by)
    ),
    "access.accounts.disable_account": Rule(
        KEEP_ACCOUNTS, lambda d, s, by: accounts.disable_account(d, s.other, by=by)
    ),
    "access.accounts.enable_account": Rule(
        KEEP_ACCOUNTS, lambda d, s, by: accounts.enable_account(d, s.disabled, by=by)
    ),
    "access.accounts.erase_name": Rule(KEEP_ACCOUNTS, lambda d, s, by: accounts.erase_name(d, s.disabled, by=by)),
    "access.accounts.link_identity": Rule(
        KEEP_ACCOUNTS, lambda d, s, by: accounts.link_identity(d, s.other, "https://id.example", "7", by=by)
    ),
    "access.accounts.rename_account": Rule(
        KEEP_ACCOUNTS, lambda d, s, by: accounts.rename_account(d, s.other, "Tên khác", by=by)
    ),
    "access.accounts.reset_account": Rule(KEEP_ACCOUNTS, lambda d, s, by: accounts.reset_account(d, s.other, by=by)),
    "access.identity.add_person": Rule(
        KEEP_ACCOUNTS,
        lambda d, s, by: identity.add_person(
            d, "qua.oidc", name="Người mới", role="admin", issuer="https://id.example", subject="8", by=by
        ),
    ),
    "access.links.make_setup_link": Rule(KEEP_ACCOUNTS, lambda d, s, by: links.make_setup_link(d, by=by)),
    "access.sessions.end_all_sessions": Rule(KEEP_ACCOUNTS, lambda d, s, by: sessions.end_all_sessions(d, by=by)),
    "access.sessions.end_session": Rule(KEEP_ACCOUNTS, lambda d, s, by: sessions.end_session(d, s.session, by=by)),
    "access.sessions.end_own_session": Rule(VIEW, lambda d, s, by: sessions.end_own_session(d, by.session, by=by)),
    "access.signing_in.change_password": Rule(
        VIEW, lambda d, s, by: signing_in.change_password(d, by, PASSWORD, "một mật khẩu dài khác hẳn")
    ),
    "manage.assigning.save": Rule(ASSIGN, lambda d, s, by: assigning.save(d, s.to_assign, s.draft, by=by)),
    "manage.assignments.erase_names": Rule(ERASE_NAMES, lambda d, s, by: assignments.erase_names(d, unit="105", by=by)),
    "manage.assignments.remove_assignments": Rule(
        ASSIGN, lambda d, s, by: assignments.remove_assignments(d, "T6", "12", by=by)
    ),
    "manage.assignments.sign_off": Rule(
        SIGN_OFF,
        lambda d, s, by: assignments.sign_off(d, "T6", "105", as_of=s.day, note="Đã xong phần còn lại.", by=by),
    ),
    "manage.assignments.undo_sign_off": Rule(
        SIGN_OFF,
        lambda d, s, by: assignments.undo_sign_off(d, "T6", "106", by=by),
        lambda d, s, by: assignments.sign_off(d, "T6", "106", as_of=s.day, note="Đã xong.", by=by),
    ),
    "manage.boundaries.load_boundaries": Rule(
        KEEP_BOUNDARIES, lambda d, s, by: boundaries.load_boundaries(d, s.other_geojson, "moi.geojson", by=by)
    ),
    "manage.boundaries.remove_boundaries": Rule(
        KEEP_BOUNDARIES, lambda d, s, by: boundaries.remove_boundaries(d, by=by)
    ),
    "manage.closing.close_period": Rule(
        CLOSE_PERIODS, lambda d, s, by: closing.close_period(d, ASSIGNED_ON, note="Giao ban", by=by, today=TODAY)
    ),
    "manage.closing.reopen_period": Rule(
        CLOSE_PERIODS,
        lambda d, s, by: closing.reopen_period(d, ASSIGNED_ON, reason="Sửa số liệu", by=by),
        lambda d, s, by: closing.close_period(d, ASSIGNED_ON, note="Giao ban", by=by, today=TODAY),
    ),
    "manage.directive_editing.add_directive": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: directive_editing.add_directive(d, s.directive, by=by, today=TODAY)
    ),
    "manage.directive_editing.edit_directive": Rule(
        KEEP_DIRECTIVES,
        lambda d, s, by: directive_editing.edit_directive(d, "005", {"subject": "V/v khác"}, by=by, today=TODAY),
    ),
    "manage.directive_editing.withdraw_directive": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: directive_editing.withdraw_directive(d, "005", reason="Nhầm", by=by)
    ),
    "manage.directive_editing.restore_directive": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: directive_editing.restore_directive(d, "006", by=by)
    ),
    "manage.populations.load_populations": Rule(
        KEEP_POPULATIONS,
        lambda d, s, by: populations.load_populations(d, s.people, "khac.xlsx", by=by, today=TODAY, replacing=True),
    ),
    "manage.populations.save_populations": Rule(
        KEEP_POPULATIONS, lambda d, s, by: populations.save_populations(d, s.people_seen, by=by)
    ),
    "manage.populations.withdraw_populations": Rule(
        KEEP_POPULATIONS,
        lambda d, s, by: populations.withdraw_populations(d, s.people_upload, reason="Nhầm", by=by),
    ),
    "manage.target_editing.add_target": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: target_editing.add_target(d, s.target, by=by)
    ),
    "manage.target_editing.edit_target": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: target_editing.edit_target(d, "T5", {"threshold": "90"}, by=by)
    ),
    "manage.target_editing.choose_reading": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: target_editing.choose_reading(d, "T3", date(2022, 3, 20), by=by)
    ),
    "manage.target_editing.add_reading": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: target_editing.add_reading(d, "T3", "19/3/2022", "Thứ Bảy.", by=by)
    ),
    "manage.target_editing.withdraw_target": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: target_editing.withdraw_target(d, "T5", reason="Nhầm", by=by)
    ),
    "manage.target_editing.restore_target": Rule(
        KEEP_DIRECTIVES, lambda d, s, by: target_editing.restore_target(d, s.withdrawn_target, by=by)
    ),
    "sheets.answering.save_answers": Rule(
        UPLOAD, lambda d, s, by: answering.save_answers(d, {s.question: {"role": "ignored"}}, by=by)
    ),
    "sheets.answering.forget_answer": Rule(UPLOAD, lambda d, s, by: answering.forget_answer(d, s.answered, by=by)),
    "sheets.importing.import_files": Rule(
        UPLOAD, lambda d, s, by: importing.import_files(d, [("moi.xlsx", s.sheet)], by=by, today=TODAY)
    ),
    "sheets.importing.save_preview": Rule(UPLOAD, lambda d, s, by: importing.save_preview(d, s.seen, by=by)),
    "sheets.importing.save_previews": Rule(UPLOAD, lambda d, s, by: importing.save_previews(d, [s.seen], by=by)),
    "sheets.samples.load_samples": Rule(UPLOAD, lambda d, s, by: samples.load_samples(d, by=by, today=TODAY)),
    "sheets.uploads.withdraw_upload": Rule(
        WITHDRAW_OTHERS, lambda d, s, by: uploads.withdraw_upload(d, s.upload, reason="Nhầm", by=by)
    ),
}

# What not everybody may look at, or have done to files beside the database. Asked only for whether it is refused.
LOOKS: dict[str, Rule] = {
    "access.accounts.list_accounts": Rule(KEEP_ACCOUNTS, lambda d, s, by: accounts.list_accounts(d, by=by)),
    "access.accounts.read_own_account": Rule(VIEW, lambda d, s, by: accounts.read_own_account(d, by=by)),
    "access.sessions.list_sessions": Rule(KEEP_ACCOUNTS, lambda d, s, by: sessions.list_sessions(d, by=by)),
    "access.sessions.list_own_sessions": Rule(VIEW, lambda d, s, by: sessions.list_own_sessions(d, by=by)),
    "manage.assignment_files.annex_file": Rule(
        SEE_RESPONSIBLE, lambda d, s, by: assignment_files.annex_file(d, "T6", "csv", with_names=True, by=by)
    ),
    "manage.assignments.read_assignments": Rule(
        SEE_RESPONSIBLE, lambda d, s, by: assignments.read_assignments(d, s.day, target="T6", with_names=True, by=by)
    ),
    "manage.assignments.add_persons": Rule(
        SEE_RESPONSIBLE,
        lambda d, s, by: assignments.add_persons(d, assignments.read_assignments(d, s.day, target="T6"), by=by),
    ),
    "manage.assignments.read_names": Rule(SEE_RESPONSIBLE, lambda d, s, by: assignments.read_names(d, by=by)),
    "manage.assignments.read_responsible": Rule(
        SEE_RESPONSIBLE, lambda d, s, by: assignments.read_responsible(d, "T6", by=by)
    ),
    "safety.drilling.drill": Rule(KEEP_BACKUPS, lambda d, s, by: drilling.drill(d, by=by)),
    "safety.drilling.verify": Rule(KEEP_BACKUPS, lambda d, s, by: drilling.verify(d, None, by=by)),
    "safety.on_demand.back_up_now": Rule(KEEP_BACKUPS, lambda d, s, by: on_demand.back_up_now(d, by=by)),
    "safety.on_demand.fetch_backup": Rule(KEEP_BACKUPS, lambda d, s, by: on_demand.fetch_backup(d, "x", by=by)),
    "safety.on_demand.read_state": Rule(KEEP_BACKUPS, lambda d, s, by: on_demand.read_state(d, by=by)),
    "safety.on_demand.read_warnings": Rule(KEEP_BACKUPS, lambda d, s, by: on_demand.read_warnings(d, by=by)),
    "safety.restoring.compare_with": Rule(KEEP_BACKUPS, lambda d, s, by: restoring.compare_with(d, None, by=by)),
    "safety.restoring.restore": Rule(KEEP_BACKUPS, lambda d, s, by: restoring.restore(d, None, by=by)),
    "safety.trail.list_events": Rule(
        READ_AUDIT, lambda d, s, by: list(trail.list_events(d, trail.Search(), language="en", by=by))
    ),
    "safety.trail.search_trail": Rule(
        READ_AUDIT, lambda d, s, by: trail.search_trail(d, trail.Search(), language="en", by=by)
    ),
    "safety.trail.trail_file": Rule(
        READ_AUDIT, lambda d, s, by: trail.trail_file(d, trail.Search(), "csv", language="en", by=by)
    ),
    "safety.trail.verify_now": Rule(READ_AUDIT, lambda d, s, by: trail.verify_now(d, by=by)),
    "safety.trail.who_acted": Rule(READ_AUDIT, lambda d, s, by: trail.who_acted(d, by=by)),
}
# Reaches what is guarded, and asks it for nothing that is.
OPEN_LOOKS = {"monitor.district_files.district_file"}
