# What an import says: of orders it could not read, of words it does not know, of columns.

## One order that was not read, and what to do
reject-missing = missing or empty
reject-missing-hint = fill it in
reject-not_a_date = “{ $found }” is no date
reject-not_a_date-hint = write it as 2026-03-11 15:30 or 11.03.2026 15:30
reject-ambiguous_date = “{ $found }”: day and month cannot be told apart
reject-ambiguous_date-hint = write it as 2026-03-11 15:30 or 11.03.2026 15:30
reject-not_an_amount = “{ $found }” is no amount
reject-not_an_amount-hint = write it as 1450, 1450.50 or 1450,50
reject-ambiguous_amount = “{ $found }”: thousands and decimals cannot be told apart
reject-ambiguous_amount-hint = write it as 1450, 1450.50 or 1450,50
reject-not_a_quantity = “{ $found }” is no quantity
reject-not_a_quantity-hint = write it as 2 or 1,5
reject-not_a_currency = “{ $found }” is no currency
reject-not_a_currency-hint = write three letters, such as RUB
reject-not_a_yes_or_no = “{ $found }” is neither yes nor no
reject-not_a_yes_or_no-hint = write yes or no
reject-not_a_contact = “{ $found }” is neither a phone nor an email
reject-not_a_contact-hint = write the phone as +79161234567, the email as name@example.com
reject-not_a_sex = “{ $found }” is neither male nor female
reject-not_a_sex-hint = write male or female
reject-syntax = not well-formed at line { $line }, column { $column }: { $message }
reject-syntax-hint = mend the text there
reject-cut_short = the file was cut off here
reject-cut_short-hint = export it again
reject-too_large = this is larger than any order
reject-too_large-hint = look for a lost bracket, quotation mark or order number, mend the file and import it again
reject-not_an_order = this is no order
reject-not_an_order-hint = compare it with the shape in assets/docs/import.md, or leave it
reject-scattered_rows = other rows of the same order stand apart, from { $line } on
reject-scattered_rows-hint = sort the table by order number and import it again
reject-rows_differ = rows of the same order differ: { $found }
reject-rows_differ-hint = write the same on every row of the order, or on its first only
reject-damaged = “{ $found }”: a spreadsheet lost its digits
reject-damaged-hint = format the column as text, export the file again and import it
reject-unknown_status = nobody has said what the status “{ $found }” means
reject-unknown_status-hint = say it in statuses.toml and import the file again
reject-open_quote = a quotation mark is never closed
reject-open_quote-hint = close it or take it out
reject-other_shape = “{ $found }” is not of the shape described
reject-other_shape-hint = write it as assets/docs/import.md shows
reject-unknown_order = it tells of an order that is not here
reject-unknown_order-hint = import the order itself, then this file again
reject-other_currency = of another currency than its order: { $found }
reject-other_currency-hint = write it in the order's currency
reject-other_order = its id is that of another order here, No. { $found }: two shops of one system count their orders alike
reject-other_order-hint = name the shop with --source NAME and import the file again
reject-no_columns = columns are missing: { $found }
reject-no_columns-hint = add them to the heading, or describe the file with --make-profile

import-at_line = line { $line }
import-at_row = “{ $sheet }”, row { $line }
import-order = order { $order }
import-reject = { $where }: { $message } – { $hint }.
import-more_rejects = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
import-unexplained = { $count ->
    [one] One order waits
   *[other] { $count } orders wait
}: nobody has said what the status “{ $word }” means – put this under { $section } in { $path }, with the right one of new, confirmed, dispatched, arrived, received, cancelled, returned, and import the file again: { $key }
import-dated_ahead = { $count ->
    [one] One order is dated later than now and counts as placed when it came in
   *[other] { $count } orders are dated later than now and count as placed when they came in
}. Check the time zone: time_zone in [shop], or that of the profile.

import-unread = Columns that were not read: { $headings }. If one of them matters, describe the file with --make-profile.
import-unread_people = Columns that were not read: { $headings }. If one of them matters, name it in a profile and give that with --profile.
import-unread_one = “{ $heading }”
import-unread_near = “{ $heading }” (did you mean “{ $name }”?)
import-aged = Of the new ones { $backlog } are open and old: they are worked after the new ones, the oldest first, and nobody is written to about them; { $history } are history and owe nothing. --open-since DATE makes history of what was placed before.
import-other_sheets = Sheets that look alike and were not read: { $sheets }. For those, make a profile with --make-profile --sheet NAME.
import-skipped = Passed over as no orders: { $kinds }.
import-answer_error = The shop's answer tells of an error: “{ $message }”.
import-answer_error_at = The shop's answer tells of an error at { $path }: “{ $message }”.
import-more_pages_after = The file ends before the last page: { $orders ->
    [one] one order
   *[other] { $orders } orders
} read. Ask the shop for the next with after: { $after }
import-more_pages = The file ends before the last page: { $orders ->
    [one] one order
   *[other] { $orders } orders
} read, and it does not say where the next begins. Ask for it with pageInfo {"{"} hasNextPage endCursor {"}"}.
import-more_inside = Order { $order } has more in { $list } than the file tells: ask for a longer list.
import-more_incomplete = { $count ->
    [one] And one more such place.
   *[other] And { $count } more such places.
}
import-no_phone = No order of this file has a phone: nobody can be called. In a table look at the heading of the phones.

## What it asks
import-ask = { $count ->
    [one] One order of { $source } has
   *[other] { $count } orders of { $source } have
} the status “{ $word }”. Where do such orders stand?
import-ask_later = Enter – leave them for later
import-not_one = One of the numbers, please.
import-not_kept = The answer holds for this import and could not be kept: { $message }.

## How far it is
import-reading = { $name }: reading, { $count }
import-progress = { $read } read, { $rate }/s, { $rejected } put aside

## Profiles
import-too_large = { $value } holds more than can be read in one go.
import-too_large-hint = Export less of it: the orders' tables alone, as SQL, or the goods of one section at a time.
import-long_heading = The row of headings of { $value } is longer than 64 KiB.
import-long_heading-hint = Look for an opening quotation mark that is never closed, or export the file again.
import-other_columns = { $value } has no columns called: { $missing }.
import-other_columns-hint = Mend the profile, or make a new one with --make-profile.
import-no_profile = There is no profile “{ $value }”.
import-no_profile-hint = Name a file, one of { $formats }, or one that lies in { $folder }: { $known }.
import-no_profile-hint_file = Name a file, or a profile that lies in { $folder }: { $known }.
import-profile_exists = { $value } is there already.
import-profile_exists-hint = Name another file with --profile-out, or take that one away.
import-profile_unwritten = The profile could not be written: { $value }.
import-profile_unwritten-hint = Name another place with --profile-out, or - for the screen.
import-profile_one_file = A profile is made of one file at a time.
import-profile_one_file-hint = Name one export: dozvon import --make-profile FILE.
import-profile_no_place = There is no folder for profiles, as this login has no home.
import-profile_no_place-hint = Say where to with --profile-out FILE.
import-profile_known_shape = { $value } is an export of { $format } and needs no profile.
import-profile_known_shape-hint = Import it as it is.
import-profile_no_table = { $value } holds no table with a heading.
import-profile_no_table-hint = Put a row of headings above the rows.
import-profile_written = The profile is in { $path }. Look it through, mend it, then: dozvon { $command } { $file } --profile { $name }
import-profile_missing = Nothing was found for: { $columns }. Say it in the profile: nothing can be read without.
import-several_sheets = Several sheets may hold orders: { $value }.
import-several_sheets-hint = Name the right one with --sheet.
import-ask_dates = Dates may be read either way here: is 03/04 the third of April (1) or March the fourth (2)? Enter leaves it open.
import-dates_undecided = The dates can be read either way (03/04): say in the profile date_order = "dmy" or "mdy".
import-ask_sheet = Several sheets may hold orders. Which one?
import-doubt_content = “{ $heading }” is taken for { $column } only by what stands below it.
import-doubt_blank = “{ $heading }” is taken for { $column } by its name alone: nothing stands below it.
import-doubt_rival = “{ $heading }” is taken for { $column }, but it may be “{ $rival }”.
import-heading = heading
import-column = holds
import-sample = for example
import-toml_head = How dozvon reads such files. Made from { $file }: look it through and mend what was guessed wrong.
import-toml_use = Import by it: dozvon { $command } FILE --profile { $name }
import-toml_source = The shop's name; with its own number it names an order. Orders of one shop always come under one name.
import-toml_dates = The order of the parts of a date: dmy, mdy or ymd.
import-toml_dates_undecided = The dates of the file can be read either way; say which: dmy (31/12) or mdy (12/31).
import-toml_sheet = The sheet of the workbook.
import-toml_defaults = Of what the file does not say; else as in the settings.
import-toml_columns = column = "heading in the file"; several headings as ["Name", "Surname"].
import-toml_content = guessed by what stands in it
import-toml_blank = by its name alone, nothing stands below it
import-toml_rival = or is it “{ $rival }”?
import-toml_needed = needed!
import-toml_unused = Headings nothing was found for: { $headings }
import-toml_free = Columns dozvon knows besides: { $columns }
import-toml_statuses = What the shop's status words mean: new, confirmed, dispatched, arrived, received, cancelled, returned.
