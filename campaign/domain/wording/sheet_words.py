"""The words of findings about a sheet by itself, as catalogue keys."""

from __future__ import annotations

from campaign.locale import N_

WORDS = {
    # reading a sheet
    "empty_file": N_("The file is empty. Export or save it again and upload it once more."),
    "not_a_workbook": N_(
        "The file is not a spreadsheet (.xlsx, .xls, .ods or .csv). Open it in Excel and save it as Excel Workbook "
        "(.xlsx)."
    ),
    "text_file": N_(
        "The file is text (CSV), read with '{delimiter}' between its cells and with letters in {encoding}."
    ),
    "unknown_letters": N_(
        "The letters of this text file cannot be told. Open it in Excel and save it as Excel Workbook (.xlsx), or as "
        "CSV UTF-8."
    ),
    "lost_letters": N_(
        "Letters were lost when this text file was saved ('?' stands in their place). Save the original as Excel "
        "Workbook (.xlsx), or as CSV UTF-8."
    ),
    "open_quote": N_(
        "A quotation mark in or before row {row} of this text file is not closed, so its cells cannot be told apart. "
        "Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "another_kind": N_(
        "The file's name says another kind than its content, which is {kind}. It was read; rename it before sending "
        "it on."
    ),
    "web_page": N_(
        "The file is a web page with an Excel name. Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "old_excel": N_(
        "The file is from an Excel older than Excel 97. Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "password_protected": N_(
        "The file is protected by a password. Open it in Excel, remove the password (File, Info, Protect "
        "Workbook) and save it again."
    ),
    "other_document": N_(
        "The file is a Word, PowerPoint or PDF document, not a workbook. Upload the workbook with the figures."
    ),
    "other_spreadsheet": N_(
        "The file is a spreadsheet of another kind (.xlsb or XML). Open it in Excel and save it as Excel Workbook "
        "(.xlsx)."
    ),
    "damaged_file": N_(
        "The file is damaged or was cut off on its way. Ask for it again, or open it in Excel, let Excel "
        "repair it, and save it."
    ),
    "damaged_part": N_(
        "Part '{part}' of the file is damaged. It holds no figures, and all figures were read; open the file in Excel"
        " and save it again before sending it on."
    ),
    "file_too_big": N_("The file is larger than {limit} MB. Upload only the sheets with the figures."),
    "unsafe_file": N_(
        "The file is built in a way that spreadsheet programs do not build files ({what}), so it was not "
        "opened. Open it in Excel and save it as a new Excel Workbook (.xlsx)."
    ),
    "cell_twice": N_(
        "Cell {cell} stands in the file more than once or in the wrong row, so its figure cannot be known and the file "
        "was not opened. Open it in Excel, let Excel repair it, and save it as a new Excel Workbook (.xlsx)."
    ),
    "too_slow": N_(
        "Reading the file took more than {seconds} seconds and was stopped. Upload only the sheets with the figures."
    ),
    "too_much_memory": N_(
        "Reading the file needed more than {limit} MB of memory and was stopped. Upload only the sheets with the "
        "figures."
    ),
    "far_cell": N_(
        "Cells reach as far as {cell}, beyond any sheet of figures, so the file was not opened. Delete the "
        "rows and columns after the table and save the file again."
    ),
    "macros_ignored": N_("The file has macros. They were not run and are not needed."),
    "outside_ignored": N_(
        "The file has links to other files, data connections or embedded objects. They were not followed or opened "
        "and are not needed."
    ),
    "old_font_converted": N_(
        "Texts in {count} cells are typed in an old {kind} font and were read as Unicode. Numbers are not touched; "
        "check the names and headers."
    ),
    "old_font_doubtful": N_(
        "Texts in {count} cells ({cells}) may be typed in an old font or not, and were left as they are. Type them "
        "again in Unicode."
    ),
    "hidden_sheet": N_(
        "The sheet is hidden and was left out. Unhide it and upload the file again if its figures count."
    ),
    "hidden_rows": N_("Hidden rows {rows} were read like the others. Unhide them and check their figures."),
    "hidden_columns": N_("Hidden columns {columns} were read like the others. Unhide them and check their figures."),
    "and_more": N_(
        "{count} more findings of this kind were left out after the first {shown}. Correct those first, and read the "
        "file again."
    ),
    "no_table": N_(
        "No table was found in {sheets}. A table needs a header row with a column of units (such as 'Đơn vị')"
        " and columns of doses, above rows that name districts or communes."
    ),
    "groups_without_unit": N_(
        "The rows name groups of people, and neither the title nor the sheet's or the file's name says which one unit "
        "they are of. Write 'Đơn vị: Huyện …' above the table, or add a column of units."
    ),
    "sheet_not_read": N_(
        "The sheet holds numbers, but no table with units was found in it, so nothing of it was read. Check whether "
        "its figures count."
    ),
    "rows_not_read": N_(
        "Rows {rows} hold numbers outside the tables that were found and were not read. Check whether their "
        "figures count."
    ),
    "facets_differ": N_(
        "The column is of '{column}', the row of '{row}' ({count} cells: {cells}). Whose figure it is cannot be known: "
        "correct the header or the row."
    ),
    "negative_stock": N_("The stock is below zero ({value}) and was not imported. Check what was received and used."),
    "no_figures": N_(
        "The table has units but no column of doses that could be read. Name the doses in its header (such as"
        " 'Mũi 3', 'Lũy kế'). If it states people only, load it on the page 'Populations'."
    ),
    "nothing_reported": N_("No figure is filled in. Upload the sheet again when it has figures."),
    "unknown_column": N_(
        "What column '{header}' holds cannot be told. Name its dose and whether it counts the week or to "
        "date, or leave it out."
    ),
    "unknown_measure": N_(
        "Column '{header}' does not say whether it counts doses in the period or to date. Write 'Trong tuần' "
        "or 'Lũy kế' in its header."
    ),
    "unknown_dose": N_("'{text}' names no dose of the campaign. Write mũi 1, mũi 2, bổ sung, mũi 3 or mũi 4."),
    "unknown_group": N_(
        "'{text}' names no target group that is reported. Write the ages as the groups have them (18+, 12-17,"
        " 5-11, 6 months to under 5)."
    ),
    "column_not_read": N_("Column '{header}' was not read: its header names no dose, people or period."),
    "column_without_header": N_(
        "The column has numbers and no header, so it was not read. Write in its header what it counts, if its figures "
        "count."
    ),
    "title_in_doubt": N_(
        "Column '{header}' stands under '{title}', which may not speak of doses given. Say what it holds, or leave it "
        "out."
    ),
    "counted_in": N_(
        "Column '{header}' stands under '{title}', so its numbers are no whole people or doses. Write the full numbers."
    ),
    "section_between": N_(
        "'{text}' stands between units, so whom the rows around it count cannot be told. Put every unit's rows under "
        "such a line, or write the group or dose in a column of its own."
    ),
    "table_beside": N_(
        "A table of its own seems to begin at column '{header}', and it has no column of units. Put it on a sheet of "
        "its own, or add a column of units to it."
    ),
    "row_measures": N_(
        "Column '{header}' says row by row what is counted ('{text}'), so the numbers beside it mean different things. "
        "Give each count a column of its own."
    ),
    "another_period": N_(
        "Column '{header}' is of an earlier or a later period than the one reported and was not imported."
    ),
    "other_count": N_(
        "Column '{header}' was not imported: its header says that it counts something other than doses given "
        "or people to vaccinate."
    ),
    "people_of_day": N_(
        "Column '{header}' counts those invited on the day, not everyone to vaccinate, and was not imported."
    ),
    "measure_untold": N_(
        "Column '{header}' was not imported: it does not say whether it counts the period or to date. Write 'Trong "
        "tuần' or 'Lũy kế' in its header."
    ),
    "same_other": N_(
        "Columns {first} and {second} both state {what}. Neither was imported; name what tells them apart."
    ),
    "same_meaning": N_("Columns {first} and {second} both state {what}. Delete one, or name what tells them apart."),
    "unknown_unit": N_(
        "'{name}' is not a unit that reports. Nearest names: {nearest}. Correct the name, or choose the unit it means."
    ),
    "unknown_unit_alone": N_("'{name}' is not a unit that reports. Correct the name, or choose the unit it means."),
    "ambiguous_unit": N_(
        "'{name}' can be {candidates}. Write the type before the name (huyện, thành phố, xã, phường, thị "
        "trấn), or choose the unit."
    ),
    "unit_elsewhere": N_("'{name}' is in another district than {district}. Correct the name or the sheet's title."),
    "code_and_name": N_("Code {code} is {unit}, but the row is named '{name}'. Correct the code or the name."),
    "row_without_unit": N_("The row has figures but no unit. Write the unit's name, or delete the row."),
    "unit_twice": N_("{name} already stands in cell {other} for the same group and dose. Keep one of the two rows."),
    "stated_twice": N_(
        "{name}: {value} here, {other_value} in sheet '{other_sheet}', cell {other_cell}, for the same dose "
        "and period. Correct one of the two."
    ),
    "same_as_another": N_("The same file as '{file}', which is among these files too; it counts once."),
    "stated_again": N_("Figures of {count} cells stand elsewhere in the file with the same values and were read once."),
    "units_missing": N_("No row for {names}. They stay 'not reported'; ask them, or confirm that they did not report."),
    "fractional_people": N_(
        "{value} is not a whole number of people. If {offer} is meant, type it without a separator."
    ),
    "ambiguous_number": N_("'{text}' can be read in more than one way. Type the whole number without separators."),
    "not_a_number": N_(
        "'{text}' is not a number of people or doses. Type a whole number, or leave the cell blank when "
        "nothing was reported."
    ),
    "negative_people": N_(
        "{value} is below zero. Doses and people cannot be negative: correct the cell, or correct the earlier"
        " week instead."
    ),
    "too_many_people": N_("{value} is more people than any unit has. Correct the cell."),
    "dash_is_zero": N_("A dash was read as 0 in {count} cells: {cells}. Leave a cell blank when nothing was reported."),
    "error_cell": N_(
        "The cell shows {error}, so its figure cannot be known. Correct the formula in Excel, or type the number."
    ),
    "error_cell_unused": N_(
        "The cell shows {error}. It is not imported; correct the formula before sending the sheet on."
    ),
    "uncached_formula": N_(
        "Formulas without a stored result in {count} cells: {cells}. Open the file in Excel, save it, and "
        "upload it again."
    ),
    "uncached_unused": N_(
        "Formulas without a stored result in {count} total or rate cells ({cells}) could not be checked. Open"
        " the file in Excel and save it to have them checked."
    ),
    "merged_figure": N_(
        "A number is merged over several rows or columns, so whose it is cannot be known. Unmerge the cells "
        "and write each number."
    ),
    "total_mismatch": N_(
        "The total says {stated}, the rows read add up to {computed} (difference {difference}). Correct the "
        "total or the row that is wrong. Totals are not imported."
    ),
    "rate_mismatch": N_(
        "The rate says {stated}, {done} of {people} is {computed}. Check which figure the rate was taken of. "
        "Rates are not imported."
    ),
    "parts_mismatch": N_(
        "The total says {stated}, its vaccines ({cells}) add up to {sum}. Correct the one that is wrong; the "
        "total was taken."
    ),
    "in_period_over_to_date": N_(
        "{in_period} doses in the period are more than {to_date} to date (cell {other}). Check both."
    ),
    "dose_order": N_(
        "{value} people have this dose, {before} the dose before (cell {other}). Check both; doses given "
        "elsewhere can explain it."
    ),
    "over_denominator": N_(
        "{value} doses are more than the {people} people in cell {other}. The coverage will be over 100 %; check both."
    ),
    "no_period": N_(
        "No reporting period was found in the title, the as-of line, the sheet's name or the file's name. "
        "State it, for example 'từ ngày 13/5/2022 đến ngày 19/5/2022'."
    ),
    "no_year": N_(
        "The period '{text}' has no year, and neither title, sheet, file name nor signature has one. State the year."
    ),
    "no_period_start": N_(
        "The sheet counts doses in a period but states only its last day, {end}. State the first day, for "
        "example 'từ ngày … đến ngày …'."
    ),
    "period_conflict": N_("The sheet states different periods: {periods}. Correct one, or choose the period."),
    "period_file_name": N_("The file's name says {named}, the sheet {stated}. The sheet's period was taken."),
    "period_length": N_("The week from {start} to {end} has {days} days instead of 7. Check the dates."),
    "period_overridden": N_(
        "The period chosen is {given}, the sheet states {stated}. The chosen one was taken; check which is right."
    ),
    "read_as_to_date": N_(
        "Columns without 'Trong tuần' or 'Lũy kế' in their header were read as doses to date up to {end}, as the as-of"
        " line says. If they count the week, write 'Trong tuần' in the header."
    ),
    "period_in_future": N_("The period ends on {end}, after today. Correct the date, or choose the period."),
    "units_changed": N_(
        "The table reports up to {end}. From {day} on districts were abolished and commune names mean other places, so "
        "its figures cannot be added to the units of this campaign. Correct the date if it is wrong."
    ),
    "period_reversed": N_("The period ends on {end}, before it starts on {start}. Choose the days again."),
    "answered_column": N_(
        "Column '{header}' was read as {by} answered on {on}. Change or forget the answer if it is wrong."
    ),
    "answered_unit": N_("'{text}' was read as {unit}, as {by} answered on {on}."),
    "answered_text": N_("'{text}' was read as {by} answered on {on}."),
    "answered_cell": N_("'{text}' was read as {value}, as {by} answered on {on}."),
    "answered_left_out": N_("'{text}' was left out, as {by} answered on {on}."),
    "layout_new": N_("This report has a column that it did not have in {file}: '{header}'. Check what it was read as."),
    "layout_gone": N_(
        "This report no longer has the column '{header}' that it had in {file}. Ask whether it was left out on purpose."
    ),
    "layout_meaning": N_("Column '{header}' means something else than in {file}. Check what it was read as."),
    "layout_order": N_(
        "The columns of this report stand in another order than in {file}; each was read by its header."
    ),
}
