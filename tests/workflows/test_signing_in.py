"""Coming in, staying in and being put out: passwords, one-time links, sessions, throttling."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from campaign.access.actors import operator
from campaign.access.identity.site import Site
from campaign.access.roles import UPLOAD, VIEW
from campaign.access.tokens import digest_of
from campaign.errors import NotFound, Refused
from campaign.settings import ADMIN, ANALYST
from campaign.store import schema
from campaign.store.access.passing import forget_what_passed
from campaign.store.safety.audit import read_data_version, read_events
from campaign.workflows.access import accounts, sessions
from campaign.workflows.access.acting import check_may, may_now
from campaign.workflows.access.identity import admit
from campaign.workflows.access.links import make_setup_link, read_link, setup_link_needed, use_link
from campaign.workflows.access.sessions import find_visit, sign_out
from campaign.workflows.access.signing_in import change_password, sign_in, start_session
from tests.access.people import OPERATOR, PASSWORD, WHERE, actor_of, come_in, new_account

NOW = datetime(2022, 8, 1, 8, 0, tzinfo=UTC)
OTHER = "chín con rồng xanh"
IDP = Site("https://id.example", "tiem-chung", "https://tiem.example")
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


def refusal(act, *arguments, **named) -> Refused:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value


def fail(database, login="mai", times=1, **where):
    return [refusal(come_in, database, login, "sai mật khẩu rồi", **where).code for _ in range(times)]


def column(database, name):
    with database.reading() as connection:
        return connection.execute(select(name)).scalars().all()


def version(database):
    with database.reading() as connection:
        return read_data_version(connection)


def events(database, login):
    with database.reading() as connection:
        return [(row.action, row.by, row.before, row.after) for row in read_events(connection, [f"account {login}"])]


# --- the first administrator ---


def test_the_first_administrator_sets_himself_up_with_a_link_that_is_good_once(database):
    assert setup_link_needed(database)
    token = make_setup_link(database, by=OPERATOR)
    assert read_link(database, token)[:3] == ("first_admin", "", "")
    done = use_link(database, token, login="Mai.Lò", name=" Lò Thị Mai ", password=PASSWORD, **WHERE)
    assert (done.visit.login, done.visit.name, done.visit.role) == ("mai.lò", "Lò Thị Mai", ADMIN)
    assert find_visit(database, done.token) == done.visit
    assert not setup_link_needed(database)
    assert read_link(database, token) is None
    assert refusal(use_link, database, token, login="hai", name="Hai", password=PASSWORD, **WHERE).code == "bad_link"
    assert refusal(make_setup_link, database, by=OPERATOR).code == "setup_done"


def test_a_set_up_link_is_good_for_half_an_hour(sqlite_database):
    token = make_setup_link(sqlite_database, by=OPERATOR, now=NOW)
    assert read_link(sqlite_database, token, now=NOW + 30 * MINUTE - SECOND)
    assert read_link(sqlite_database, token, now=NOW + 30 * MINUTE) is None


def test_a_set_up_link_is_void_once_somebody_else_is_administrator(sqlite_database):
    token = make_setup_link(sqlite_database, by=OPERATOR)
    new_account(sqlite_database, "mai", ADMIN)
    assert read_link(sqlite_database, token) is None


def test_a_link_stays_good_while_what_is_typed_is_refused(sqlite_database):
    token = make_setup_link(sqlite_database, by=OPERATOR)
    for wrong, code in (
        ({"login": "không được"}, "wrong_login"),
        ({"name": "  "}, "wrong_name"),
        ({"password": "ngắn"}, "password_short"),
    ):
        typed = {"login": "mai", "name": "Mai", "password": PASSWORD} | wrong
        assert refusal(use_link, sqlite_database, token, **typed, **WHERE).code == code
    assert read_link(sqlite_database, token)
    assert column(sqlite_database, schema.account.c.login) == []


def test_two_who_use_one_link_at_once_make_one_account(database):
    token = make_setup_link(database, by=OPERATOR)

    def use(login):
        try:
            return use_link(database, token, login=login, name="Mai", password=PASSWORD, **WHERE).visit.login
        except Refused as problem:
            return problem.code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(use, ("mai1", "mai2", "mai3", "mai4")))
    assert sorted(answers)[:3] == ["bad_link"] * 3
    assert len(column(database, schema.account.c.login)) == 1


def test_a_new_link_makes_the_older_one_void_and_sets_the_password_anew(database):
    first = new_account(database, "mai")
    older = accounts.reset_account(database, "mai", by=OPERATOR).token
    newer = accounts.reset_account(database, "mai", by=OPERATOR).token
    assert read_link(database, older) is None
    assert read_link(database, newer)[:3] == ("reset", "mai", "Lò Thị Mai")
    assert come_in(database, "mai").visit.login == "mai"  # until the link is used
    done = use_link(database, newer, password=OTHER, **WHERE)
    assert find_visit(database, first.token) is None
    assert find_visit(database, done.token).method == "link"
    assert fail(database) == ["wrong_sign_in"]
    assert refusal(come_in, database, "mai").code == "wrong_sign_in"
    assert come_in(database, "mai", OTHER).visit.login == "mai"


def test_a_link_of_a_disabled_account_is_void(sqlite_database):
    token = accounts.add_account(sqlite_database, "mai", name="Mai", role=ANALYST, by=OPERATOR).token
    accounts.disable_account(sqlite_database, "mai", by=OPERATOR)
    accounts.enable_account(sqlite_database, "mai", by=OPERATOR)
    assert read_link(sqlite_database, token) is None


# --- signing in ---


def test_login_and_password_let_in_however_the_login_is_typed(database):
    new_account(database, "mai", ANALYST)
    done = sign_in(database, " MAI ", PASSWORD, address="10.0.0.9", agent="Chrome/1\n\x00", secure=False)
    assert find_visit(database, done.token) == done.visit
    assert (done.visit.role, done.visit.method, done.visit.secure, done.visit.must_change) == (
        ANALYST,
        "password",
        False,
        False,
    )
    assert digest_of(done.token) == done.visit.session
    [newest, _] = sessions.list_sessions(database, by=OPERATOR)
    assert (newest.login, newest.address, newest.agent) == ("mai", "10.0.0.9", "Chrome/1")
    check_may(database, actor_of(done), UPLOAD)


def test_the_database_has_neither_passwords_nor_tokens(database):
    link = accounts.add_account(database, "mai", name="Mai", role=ANALYST, by=OPERATOR).token
    done = use_link(database, link, password=PASSWORD, **WHERE)
    with database.reading() as connection:
        stored = "".join(repr(connection.execute(select(table)).all()) for table in schema.metadata.sorted_tables)
    assert done.visit.session in stored
    assert not any(secret in stored for secret in (done.token, link, PASSWORD))


def test_unknown_wrong_and_disabled_are_refused_in_the_same_words(database):
    new_account(database, "mai")
    new_account(database, "nghi")
    accounts.disable_account(database, "nghi", by=OPERATOR)
    accounts.add_account(database, "chua", name="Chưa", role=ANALYST, by=OPERATOR)
    tried = [("mai", OTHER), ("nghi", PASSWORD), ("la", PASSWORD), ("chua", PASSWORD), ("", ""), ("x\x00y" * 99, "z")]
    told = {str(refusal(come_in, database, login, password)) for login, password in tried}
    assert len(told) == 1
    assert "The login or the password is not right" in told.pop()


def test_failures_make_a_login_wait_and_others_not(database):
    new_account(database, "mai")
    new_account(database, "hoa")
    assert fail(database, times=7, now=NOW) == ["wrong_sign_in"] * 6 + ["too_many_sign_ins"]
    told = refusal(come_in, database, "mai", now=NOW)  # the right password waits as well
    assert (told.code, told.values["seconds"]) == ("too_many_sign_ins", 2)
    assert come_in(database, "hoa", now=NOW).visit.login == "hoa"
    assert come_in(database, "mai", now=NOW + 2 * SECOND).visit.login == "mai"
    assert fail(database, times=5, now=NOW + 3 * SECOND) == ["wrong_sign_in"] * 5  # counted anew since the success


def test_an_address_that_tries_many_logins_waits_after_twenty(database):
    new_account(database, "mai")
    tried = [fail(database, f"ten{number}", now=NOW)[0] for number in range(22)]
    assert tried == ["wrong_sign_in"] * 20 + ["too_many_sign_ins"] * 2
    told = refusal(come_in, database, "mai", now=NOW)
    assert told.values["seconds"] == 900
    assert "15 minutes" in str(told)
    assert come_in(database, "mai", address="10.0.0.99", now=NOW).visit.login == "mai"
    assert come_in(database, "mai", now=NOW + 15 * MINUTE).visit.login == "mai"


def test_a_success_does_not_clear_what_failed_from_an_address(sqlite_database):
    new_account(sqlite_database, "mai")
    for number in range(19):
        fail(sqlite_database, f"ten{number}", now=NOW)
    come_in(sqlite_database, "mai", now=NOW)
    assert fail(sqlite_database, "ten19", now=NOW) == ["wrong_sign_in"]
    assert fail(sqlite_database, "ten20", now=NOW) == ["too_many_sign_ins"]


def test_a_hundred_at_once_are_a_hundred(database):
    new_account(database, "mai")

    def attempt(_):
        return fail(database, now=NOW)[0]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(30)))
    assert answers.count("wrong_sign_in") == 6


def test_the_command_line_never_waits(sqlite_database):
    new_account(sqlite_database, "mai", ADMIN)
    fail(sqlite_database, times=25)
    link = accounts.reset_account(sqlite_database, "mai", by=OPERATOR)
    done = use_link(sqlite_database, link.token, password=OTHER, **WHERE)
    assert find_visit(sqlite_database, done.token)
    assert come_in(sqlite_database, "mai", OTHER, address="10.0.0.8").visit.login == "mai"


def test_failures_are_forgotten_when_they_no_longer_count(database):
    new_account(database, "mai")
    fail(database, times=3, now=NOW)
    assert len(column(database, schema.sign_in_failure.c.at)) == 6
    fail(database, "khac", now=NOW + 15 * MINUTE)
    assert len(column(database, schema.sign_in_failure.c.at)) == 2


def test_signing_in_and_out_is_logged_and_leaves_figures_as_fresh_as_they_were(database, caplog):
    new_account(database, "mai")
    before = version(database)
    caplog.set_level(logging.INFO, logger="campaign.sign_in")
    caplog.clear()
    fail(database, "mật khẩu của tôi")
    fail(database)
    done = come_in(database, "mai")
    sign_out(database, done.visit.session, by=actor_of(done))
    assert [record.getMessage() for record in caplog.records] == [
        "sign_in_failed login=(unknown) address=10.0.0.7",
        "sign_in_failed login=mai address=10.0.0.7",
        "signed_in login=mai address=10.0.0.7 method=password",
        "signed_out login=mai",
    ]
    assert version(database) == before
    assert find_visit(database, done.token) is None


def test_a_hash_of_older_parameters_is_renewed_at_the_next_sign_in(database):
    done = new_account(database, "mai")
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    with database.writing() as connection:
        connection.execute(update(schema.account).values(password_hash=weak))
    come_in(database, "mai")
    [kept] = column(database, schema.account.c.password_hash)
    assert kept != weak
    assert "m=19456,t=2,p=1" in kept
    assert find_visit(database, done.token)


def test_a_password_that_would_not_be_taken_today_has_to_be_changed(database):
    new_account(database, "mai")
    with database.writing() as connection:
        kept = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash("matkhau123456")
        connection.execute(update(schema.account).values(password_hash=kept))
    done = come_in(database, "mai", "matkhau123456")
    assert done.visit.must_change
    change_password(database, actor_of(done), "matkhau123456", OTHER)
    assert not find_visit(database, done.token).must_change


# --- staying in ---


def test_a_session_lives_while_it_is_used_and_ten_hours_at_most(database):
    new_account(database, "mai")
    token = come_in(database, "mai", now=NOW).token
    for step in range(1, 30):
        assert find_visit(database, token, now=NOW + step * 20 * MINUTE), step
    assert find_visit(database, token, now=NOW + 10 * HOUR - SECOND)
    assert find_visit(database, token, now=NOW + 10 * HOUR) is None
    assert find_visit(database, token, now=NOW + 9 * HOUR) is None  # ended for good, whatever the clock says


def test_a_session_left_alone_ends_after_half_an_hour_and_may_write_no_more(database):
    new_account(database, "mai", ANALYST)
    done = come_in(database, "mai", now=NOW)
    assert find_visit(database, done.token, now=NOW + 30 * MINUTE - SECOND)
    assert find_visit(database, done.token, now=NOW + 60 * MINUTE - SECOND) is None
    assert refusal(check_may, database, actor_of(done), UPLOAD).code == "signed_out"


def test_the_site_says_how_long_sessions_live(sqlite_database, monkeypatch):
    new_account(sqlite_database, "mai")
    token = come_in(sqlite_database, "mai", now=NOW).token
    monkeypatch.setenv("CAMPAIGN_IDLE_MINUTES", "5")
    assert find_visit(sqlite_database, token, now=NOW + 4 * MINUTE)
    monkeypatch.setenv("CAMPAIGN_IDLE_MINUTES", "3")
    assert find_visit(sqlite_database, token, now=NOW + 6 * MINUTE)
    assert find_visit(sqlite_database, token, now=NOW + 9 * MINUTE) is None


def test_last_seen_is_written_once_a_minute(sqlite_database):
    new_account(sqlite_database, "mai")
    token = come_in(sqlite_database, "mai", now=NOW).token
    find_visit(sqlite_database, token, now=NOW + 59 * SECOND)
    assert NOW in column(sqlite_database, schema.session.c.seen_at)
    find_visit(sqlite_database, token, now=NOW + MINUTE)
    assert NOW + MINUTE in column(sqlite_database, schema.session.c.seen_at)


def test_looking_whether_a_session_lives_is_no_sign_of_life(database):
    new_account(database, "mai")
    token = come_in(database, "mai", now=NOW).token
    noted = column(database, schema.session.c.seen_at)
    for minutes, lives in ((29, True), (31, False), (29, True)):
        assert sessions.is_open(database, token, now=NOW + minutes * MINUTE) == lives
    assert not sessions.is_open(database, "A" * 43, now=NOW)
    assert column(database, schema.session.c.seen_at) == noted
    accounts.disable_account(database, "mai", by=OPERATOR)
    assert not sessions.is_open(database, token, now=NOW + MINUTE)


def test_what_an_account_may_not_do_is_told_in_the_log(sqlite_database, caplog):
    mai = actor_of(new_account(sqlite_database, "mai"))
    with caplog.at_level(logging.WARNING, "campaign.access"):
        assert refusal(check_may, sqlite_database, mai, UPLOAD).code == "not_allowed"
        check_may(sqlite_database, mai, VIEW)
        assert not may_now(sqlite_database, mai, UPLOAD)  # only asked what to show
    told = [record.getMessage() for record in caplog.records if record.name == "campaign.access"]
    assert told == [f"not_allowed login=mai permission={UPLOAD}"]


def test_a_clock_set_back_ends_sessions_and_lets_everybody_in_anew(database):
    new_account(database, "mai")
    token, years_ago = come_in(database, "mai", now=NOW).token, NOW - timedelta(days=4000)
    assert find_visit(database, token, now=years_ago) is None
    again = come_in(database, "mai", now=years_ago).token
    assert find_visit(database, again, now=years_ago + MINUTE)
    assert find_visit(database, again, now=NOW) is None  # set right again
    assert find_visit(database, come_in(database, "mai", now=NOW).token, now=NOW)


def test_made_up_and_foreign_tokens_are_nobodys(database):
    done = new_account(database, "mai")
    for token in ("", "x", done.visit.session, done.token[:-1], done.token + "\x00", "ký tự lạ"):
        assert find_visit(database, token) is None


def test_what_is_over_for_a_month_is_forgotten_at_night(database):
    new_account(database, "mai")
    come_in(database, "mai", now=NOW - timedelta(days=31))
    come_in(database, "mai", now=NOW)
    with database.writing() as connection:
        forget_what_passed(connection, NOW)
    assert min(column(database, schema.session.c.created_at)) == NOW


# --- being put out ---


def test_a_new_role_holds_at_the_next_thing_done(database):
    done = new_account(database, "mai", ANALYST)
    check_may(database, actor_of(done), UPLOAD)
    accounts.change_role(database, "mai", "viewer", by=OPERATOR)
    assert find_visit(database, done.token).role == "viewer"
    assert refusal(check_may, database, actor_of(done), UPLOAD).code == "not_allowed"
    check_may(database, actor_of(done), VIEW)


def test_a_disabled_account_is_out_at_once_and_its_sessions_stay_ended(database):
    done = new_account(database, "mai")
    accounts.disable_account(database, "mai", by=OPERATOR)
    assert find_visit(database, done.token) is None
    assert refusal(check_may, database, actor_of(done), VIEW).code == "signed_out"
    accounts.enable_account(database, "mai", by=OPERATOR)
    assert find_visit(database, done.token) is None
    assert find_visit(database, come_in(database, "mai").token)


def test_another_password_ends_the_other_sessions_alone(database):
    first = new_account(database, "mai")
    second = come_in(database, "mai")
    change_password(database, actor_of(second), PASSWORD, OTHER)
    assert find_visit(database, first.token) is None
    assert find_visit(database, second.token)
    assert refusal(come_in, database, "mai").code == "wrong_sign_in"
    assert events(database, "mai")[0] == ("change_password", "mai", None, None)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [(OTHER, OTHER, "wrong_old_password"), (PASSWORD, "ngắn", "password_short"), (PASSWORD, PASSWORD, "same_password")],
)
def test_a_password_is_changed_by_whoever_knows_it_to_one_that_will_do(database, old, new, code):
    done = new_account(database, "mai")
    assert refusal(change_password, database, actor_of(done), old, new).code == code
    assert come_in(database, "mai").visit.login == "mai"


def test_the_present_password_cannot_be_guessed_in_a_browser_left_open(database):
    by = actor_of(new_account(database, "mai"))
    told = [refusal(change_password, database, by, "sai mật khẩu rồi", OTHER, now=NOW).code for _ in range(7)]
    assert told == ["wrong_old_password"] * 6 + ["too_many_sign_ins"]


def test_wrong_present_passwords_of_others_keep_nobody_from_changing_his_own(database):
    people = [actor_of(new_account(database, login)) for login in ("mai", "hoa", "lan", "cuc", "an")]
    for by in people[:4]:
        told = [refusal(change_password, database, by, "sai mật khẩu rồi", OTHER, now=NOW).code for _ in range(6)]
        assert told == ["wrong_old_password"] * 6
    change_password(database, people[4], PASSWORD, OTHER, now=NOW)
    assert events(database, "an")[0][0] == "change_password"


def test_the_log_says_from_where_a_wrong_present_password_came(sqlite_database, caplog):
    by = actor_of(new_account(sqlite_database, "mai"))
    refusal(change_password, sqlite_database, by, "sai mật khẩu rồi", OTHER, address="10.0.0.7")
    assert "sign_in_failed login=mai address=10.0.0.7" in caplog.messages


def test_an_operator_has_no_password_to_change(sqlite_database):
    assert refusal(change_password, sqlite_database, OPERATOR, PASSWORD, OTHER).code == "no_password"


def test_a_person_sees_and_ends_his_own_sessions_alone(database):
    mine, others = new_account(database, "mai"), new_account(database, "hoa")
    second = come_in(database, "mai")
    by = actor_of(mine)
    listed = sessions.list_own_sessions(database, by=by)
    assert {each.digest for each in listed} == {mine.visit.session, second.visit.session}
    with pytest.raises(NotFound):
        sessions.end_own_session(database, others.visit.session, by=by)
    sessions.end_own_session(database, second.visit.session, by=by)
    assert find_visit(database, second.token) is None
    assert find_visit(database, others.token)


def test_an_administrator_ends_one_session_an_accounts_or_everybodys(database):
    done = [new_account(database, "mai"), new_account(database, "hoa"), come_in(database, "hoa")]
    assert sessions.end_session(database, done[0].visit.session[:12], by=OPERATOR) == "mai"
    assert [find_visit(database, each.token) is not None for each in done] == [False, True, True]
    assert sessions.end_all_sessions(database, login="hoa", by=OPERATOR) == 2
    assert sessions.end_all_sessions(database, by=OPERATOR) == 0
    assert events(database, "hoa")[0] == ("end_sessions", OPERATOR.name, None, {"sessions": 2})
    with pytest.raises(NotFound):
        sessions.end_session(database, "", by=OPERATOR)


# --- the identity provider ---


def test_somebody_the_identity_provider_knows_comes_in_by_issuer_and_subject(database):
    accounts.add_account(database, "mai", name="Mai", role=ADMIN, by=OPERATOR)
    assert setup_link_needed(database)  # nobody can sign in yet
    accounts.link_identity(database, "mai", "https://id.example", "42", by=OPERATOR)
    assert not setup_link_needed(database)
    done = admit(database, IDP, {"iss": IDP.issuer, "sub": "42"}, **WHERE)
    assert (find_visit(database, done.token).login, done.visit.method) == ("mai", "oidc")
    elsewhere = Site("https://other.example", "tiem-chung", "https://tiem.example")
    assert refusal(admit, database, elsewhere, {"iss": elsewhere.issuer, "sub": "42"}, **WHERE).code == "waiting"
    assert refusal(change_password, database, actor_of(done), "", OTHER).code == "no_password"
    accounts.add_account(database, "hoa", name="Hoa", role=ADMIN, by=OPERATOR)
    taken = refusal(accounts.link_identity, database, "hoa", "https://id.example", "42", by=OPERATOR)
    assert taken.code == "identity_taken"


def test_no_session_starts_for_an_account_that_is_disabled_or_unknown(database):
    done = new_account(database, "mai")
    accounts.disable_account(database, "mai", by=OPERATOR)
    for account in (done.visit.account, 999):
        assert refusal(start_session, database, account, method="oidc", **WHERE).code == "not_active"


def test_a_viewing_operator_makes_no_set_up_link(sqlite_database):
    assert refusal(make_setup_link, sqlite_database, by=operator("an", "viewer")).code == "not_allowed"
    with sqlite_database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(schema.one_time_link)).scalar_one() == 0
