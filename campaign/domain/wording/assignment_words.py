"""The words of findings about assignments (giao chỉ tiêu), as catalogue keys."""

from __future__ import annotations

from campaign.locale import N_

WORDS: dict[str, str] = {
    "assignment_people_unknown": N_(
        "{unit}: the number of people to vaccinate is not known, so nothing can be split by it. Load the populations, "
        "or type the numbers."
    ),
    "assignment_remaining_unknown": N_(
        "{unit}: how many people are still to vaccinate is not known, so nothing can be split by it. Load its report "
        "or its population, or type the numbers."
    ),
    "assignment_nobody_remains": N_(
        "Nobody is left to vaccinate in these units, so {total} people cannot be split over them. Type the numbers."
    ),
    "more_than_remain": N_(
        "{total} people are to be assigned, but only {remaining} are still to vaccinate in all: some units get more "
        "than they have."
    ),
    "assignment_elsewhere": N_("{unit} is not directly under {parent}. Leave it out, or assign it where it belongs."),
    "assignment_twice": N_("{unit} stands here twice (see also cell {other}). Keep one of the two rows."),
    "assignment_without_people": N_(
        "{unit}: the number of people assigned is missing. Write a whole number, 0 for nobody."
    ),
    "assignment_without_due": N_("{unit}: the day by which it is due is missing. Write it as day/month/year."),
    "person_too_long": N_(
        "{unit}: a name or post of the person responsible has {length} characters; at most {limit} are kept. Shorten "
        "it."
    ),
    "person_unseen_signs": N_(
        "{unit}: signs that nobody sees stand in a name or post of the person responsible ({signs}). Type it anew."
    ),
    "assignment_due_unreadable": N_(
        "{unit}: '{text}' is no day that can be read. Write it as day/month/year, such as 30/06/2022."
    ),
    "assignment_signed_off": N_(
        "{unit}: the assignment was signed off on {day} and cannot be changed. Take the sign-off back first."
    ),
    "assigned_before_directive": N_(
        "The day of the assignment, {day}, is before target {target} was ordered ({since}). Choose a later day."
    ),
    "assignment_without_parent": N_(
        "{parent} has no number of its own yet, so the sum cannot be checked. State its total first."
    ),
    "assignment_sum": N_(
        "The units of {parent} are assigned {sum} people together, {parent} itself {total} (difference {difference}). "
        "Correct their numbers or the total."
    ),
    "assignment_sum_below": N_(
        "{parent} gets {total} people, but its communes were assigned {sum} together (difference {difference}). Remove "
        "the communes' assignments first, then assign them anew."
    ),
    "due_before_directive": N_(
        "{unit}: the due day {due} is before the directive took effect ({since}). Choose a later day."
    ),
    "due_before_assigned": N_(
        "{unit}: the due day {due} is before the day of the assignment, {day}. Choose a later day."
    ),
    "due_after_parent": N_(
        "{unit}: the due day {due} is after that of {parent} ({limit}). Choose that day or an earlier one."
    ),
    "due_before_below": N_(
        "{unit}: units under it are due after {due}: {units}. Choose a later day, or change theirs first."
    ),
    "due_after_deadline": N_("{unit}: the due day {due} is after the target's deadline {deadline}."),
    "assigned_without_remaining": N_(
        "{unit}: how many people are still to vaccinate is not known, so whether the number fits cannot be told."
    ),
    "assigned_over_remaining": N_("{unit}: {people} people are assigned, but only {remaining} are still to vaccinate."),
    "assigned_on_old_figures": N_(
        "{unit}: its figures go up to {end} only. Doses given after that day will count as fulfilling the assignment."
    ),
    "assignment_units_missing": N_("Nothing is assigned to {units}. Check whether they were left out on purpose."),
    "assignment_no_table": N_(
        "No table of assignments was found. It needs a header row with a column of units ('Đơn vị') and one of the "
        "people assigned ('Chỉ tiêu giao')."
    ),
    "assignment_sheets_left": N_(
        "The sheets {sheets} hold tables of assignments, too, and were not read. Upload one table a file."
    ),
}
