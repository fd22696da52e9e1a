# What the commands print.

cli-error = error: { $message }
cli-hint = hint: { $hint }
cli-warning = warning: { $message }
cli-unchanged = Nothing changed, it is so already: { $what }
cli-nothing_due = Nothing is due now.
cli-nothing_found = Nothing was found.
cli-config_fine = { $path }: the settings can be used.
cli-config_none = There is no settings file: the defaults hold.
cli-keymap_fine = { $path }: the keys can be used.
cli-adopted = The database is worked by these settings from now on.
cli-adopted_before = The database is worked by these settings already.
cli-published = Revision { $revision } is published; every console takes it. Changed: { $keys }
cli-published_before = Revision { $revision } holds the same already: nothing was published.
cli-published_more = { $first } and { $more } more
cli-published_head = revision { $revision }, { $by }, { $at }
cli-published_none = Nothing is published in this database.
cli-published_none-hint = dozvon config publish gives the shop's settings to every console of a server.
cli-published_no_revision = Revision { $value } is not kept.
cli-published_no_revision-hint = dozvon config published --history lists those that are.
cli-published_newer = A newer dozvon published the shop's settings: this one does not know { $value }, and does nothing by itself.
cli-published_newer-hint = Bring this machine to the same version.
cli-publish_file = { $value } is a file: its desk is worked by the settings file, and there is nowhere to publish to.
cli-publish_file-hint = Where two machines work one file, dozvon config adopt says whose settings hold.
cli-publish_nothing = { $value } says nothing of the shop: nothing was published.
cli-publish_nothing-hint = Name a settings file with --from, or what dozvon config published printed.
cli-publish_no_owner = No [[operator]] in it has the rights of an owner: nobody could publish again.
cli-publish_no_owner-hint = Give one of them rights = "owner".
cli-publish_secret = { $value } holds a password, and everybody could read it: nothing was published.
cli-publish_secret-hint = Keep it as a secret: each machine that needs it says in its own file where it is.
cli-publish_meanwhile = { $by } published revision { $revision } { $at }: { $keys }. It was not published over.
cli-publish_meanwhile-hint = Look at it with dozvon config published; over it all the same: dozvon config publish --over { $revision }
cli-config_published = The shop's settings are those published by { $by } { $at }, revision { $revision }.
cli-config_unheard = Your file says otherwise, which does not hold: { $keys }
cli-work_published = The shop's settings were published: going on by them.
cli-not_there = { $path } (not there yet)
cli-read = read
cli-created = new
cli-updated = updated
cli-unchanged_count = unchanged
cli-rejected = rejected
cli-withdrawn = offered no more
cli-images = { $count ->
    [one] One row is only one more image and was passed over.
   *[other] { $count } rows are only more images and were passed over.
}
cli-not_whole = Nothing was withdrawn: not every row could be read.
cli-not_offered = not offered
cli-lasts = lasts { $count ->
    [one] { $count } day
   *[other] { $count } days
}
cli-open_orders = { $count ->
    [one] { $count } open order
   *[other] { $count } open orders
}
cli-stock_fine = Everything the shop offers is in stock.
cli-no_segments = No segments: write [[segment]] into the settings.
cli-allowed = may be offered
cli-all = all
cli-offer_empty = Say what is offered.
cli-offer_empty-hint = customer segment NAME --offer "the text"
no_offer_way-never = [messages] says that no offers leave.
no_offer_way-never-hint = Set offer = "auto email sms" there.
no_offer_way-no_channel = No channel is set up that offers could go by.
no_offer_way-no_channel-hint = Set up [channels.NAME] for email or SMS, or write a table with --csv.
no_offer_way-no_unsubscribe = Offers by email must say how to get no more.
no_offer_way-no_unsubscribe-hint = Set [channels.NAME.imap], that letters to the shop are read, or unsubscribe in the channel: a page https://…
offer-would = { $count ->
    [0] Nobody would get it.
    [one] { $count } customer would get it.
   *[other] { $count } customers would get it.
}
cli-offer_sent = { $count ->
    [0] Nobody gets it.
    [one] In the outbox for { $count } customer; dozvon undo takes back what has not left.
   *[other] In the outbox for { $count } customers; dozvon undo takes back what has not left.
}
offer-by_email = by email: { $count }
offer-by_sms = by SMS: { $count }
offer-parts = parts of SMS to pay for: { $count }
offer-unreached = without an address: { $count }
offer-without_letter = not by email, which says no way to refuse: { $count }
offer-not_allowed = not now (no consent, or offered something lately): { $count }
cli-offer_refused = a colleague was faster: { $count }
offer-cost = costs { $cost }
cli-offer_send_hint = --send puts it into the outbox.
cli-nobody_to_offer = Nobody there may be offered something now; no table was written.
cli-all_offered = Marked as offered something; undo takes it back from all of them.
cli-not_all_offered = { $count ->
    [one] One more was left out: somebody else deals with that customer just now, or has made an offer.
   *[other] { $count } more were left out: somebody else deals with them just now, or has made them an offer.
}
cli-export_stored = All of it once more, row by row as the database keeps it (sums in kopecks or cents):
cli-exported = { $count ->
    [one] { $count } customer in { $path }.
   *[other] { $count } customers in { $path }.
}
cli-rejects = What was not understood is in { $path }: mend it there and import that file.
cli-stopped = Stopped: { $count ->
    [0] nothing came in
    [one] { $count } order is in, and stays
   *[other] { $count } orders are in, and stay
}. Import the same file again for the rest.

## What was typed cannot be used
cli-no_console = The console needs a terminal.
cli-no_console-hint = Name a command; dozvon --help lists them.
cli-terminal_failed = The terminal failed: { $value }.
cli-terminal_failed-hint = Start it in a window of its own, or use the commands.
cli-console_broken = The console had to stop: { $value }.
cli-console_broken-hint = What was done is kept; start it again.
cli-demo_unnamed = Nobody said which file to fill.
cli-demo_unnamed-hint = Name a new one with --db FILE.
cli-demo_filled = { $file } holds a made-up shop, as it stands at { $now }.
    Look at it:  dozvon --db { $file } --now { $now }
    Its queue:   dozvon queue --db { $file } --now { $now }
cli-demo_exists = { $value } is there already.
cli-demo_exists-hint = Name a new file with --db FILE: the demo fills no other.
cli-demo_server = A demo is made in a new file, not on a server.
cli-demo_server-hint = Name a new file with --db FILE, or none.
cli-no_script = Nothing is due for it that has a script.
cli-no_demo_folder = There is no place for the demo's file: { $value }.
cli-no_demo_folder-hint = Name a new file with --db FILE.
cli-report_backwards = The period ends before it begins: { $value }.
cli-report_backwards-hint = Give the earlier day in --from.
cli-no_source = No orders came from a shop called { $value }.
cli-no_source-hint = Give the name of a [[source]], or the one its orders came under: dozvon order show N --json tells it.
cli-no_pages = The manual pages cannot be written: { $value }.
cli-no_pages-hint = Name a folder of your own with --into FOLDER.
cli-no_subcommand = The command is not complete.
cli-see_help = dozvon --help lists the commands.
cli-no_database = Nobody said where the database is, and this login has no home folder.
cli-no_database-hint = Name it with --db FILE, --db postgres://USER@SERVER/DATABASE or DOZVON_DB.
cli-database_made = A new database: { $file }
cli-database_near = Beside it there are: { $names }. --db names one.
cli-no_phone = “{ $value }” is not a phone to call.
cli-no_phone-hint = Who asks for a call must leave a phone: +7 916 123-45-67.
cli-empty_operator = The operator's name is empty.
cli-empty_operator-hint = Name yourself with --operator NAME.
cli-no_operator = Nobody has said who works.
cli-unknown_operator = No operator is called “{ $value }”.
cli-unknown_operator-hint = Name one of the settings with --operator: { $names }.
cli-no_order = There is no order { $value }.
cli-no_order-hint = Look for it: dozvon search TEXT.
cli-several_orders = Several orders have the number { $value }: { $ids }.
cli-several_orders-hint = Name one by its id.
cli-no_customer = There is no customer { $value }.
cli-no_customer-hint = Look for them: dozvon search TEXT.
cli-several_customers = Several customers share { $value }: { $ids }.
cli-several_customers-hint = Name one by the id.
cli-nobody = Neither an order nor a customer is called { $value }.
cli-nobody-hint = Look for them: dozvon search TEXT.
cli-not_a_time = “{ $value }” is no time.
cli-not_a_time-hint = Write it like 15:30, +2h, "3 days", "tomorrow morning", "dec 2 14:00", "2026-03-11 15:30" or 2026-03-11T12:30:00Z.
cli-no_time_of_day = “{ $value }” has no time of day.
cli-no_time_of_day-hint = Write it like "tomorrow 10" or "25.11 10:30".
cli-no_such_day = No calendar has “{ $value }”.
cli-no_such_day-hint = Give a day that exists.
cli-not_yet = “{ $value }” is still to come.
cli-not_yet-hint = Say when the call took place; dozvon order schedule plans one.
cli-not_an_amount = “{ $value }” is no amount.
cli-not_an_amount-hint = Write it like 1450, 1450.50 or 1450,50.
cli-no_such_return = The order has no return { $value } that this could be said of.
cli-no_such_return-hint = Name it by its number or its tracking number with --return; order show lists them.
cli-no_such_parcel = The order has no parcel { $value }.
cli-no_such_parcel-hint = Name it by its place, 1 or 2, or by its tracking number; order show lists them.
cli-not_lines = “{ $value }” names no lines of the order.
cli-not_lines-hint = Write their places as order show lists them: 1,3 or 2:1 for one piece of the second.
cli-not_a_line = “{ $value }” is no line of an order.
cli-not_a_line-hint = Write it as NAME;QTY;PRICE or NAME;QTY;PRICE;SKU.
cli-not_a_zone = “{ $value }” is no time zone.
cli-not_a_zone-hint = Write it like Europe/Moscow or Asia/Yekaterinburg.
cli-not_an_email = “{ $value }” is no email.
cli-not_an_email-hint = Write it like anna@example.org.
cli-not_a_phone = “{ $value }” is no phone.
cli-not_a_phone-hint = Write it like +7 916 123-45-67.
cli-not_in_queue = Nothing is due for this order now, so there is nothing to skip.
cli-not_in_queue-hint = dozvon queue shows what is due.
cli-no_duplicates = Nobody shares a phone or an email with anybody.
cli-merged_into = id:{ $was } has become one with this customer, id:{ $now }.
cli-unreadable = Cannot be read: { $value }.
cli-unreadable-hint = Check the file's name and that it may be read.
cli-unknown_format = { $value } is no export of a known shape.
cli-unknown_format-hint = Say its shape with --profile, or export it as JSON or a table with headings.
cli-no_catalogue = { $value } is no catalogue.
cli-no_catalogue-hint = Export a table with headings: sku, name, price, stock.
cli-unknown_segment = There is no segment “{ $value }”.
cli-unknown_segment-hint = In the settings there are: { $names }.
cli-file_is_there = There is something already: { $value }.
cli-file_is_there-hint = Name a new file: what is there stays as it is.
cli-unwritable = Cannot be written: { $value }.
cli-unwritable-hint = Name a new file in a folder you may write to.
cli-parser_failed = { $value } could not be read to its end; what had been read came in.
cli-parser_failed-hint = Import it again after an update; nothing comes in twice.
cli-rejects_unwritten = The orders that were not understood could not be put aside: { $value }.
cli-rejects_unwritten-hint = Make room beside the database and import the file again; nothing comes in twice.
cli-workbook_old = { $value } is an Excel workbook of the old format (.xls).
cli-workbook_old-hint = Open it, save it as “Excel Workbook (.xlsx)” or as CSV, and import that.
cli-workbook_encrypted = { $value } is closed by a password.
cli-workbook_encrypted-hint = Open it, take the password off under File – Info – Protect Workbook, save it and import it again.
cli-workbook_none = { $value } is an archive, but no Excel workbook.
cli-workbook_none-hint = Unpack it and import what is inside; save an OpenDocument table as .xlsx or CSV.
cli-workbook_damaged = The workbook { $value } is damaged: { $message }.
cli-workbook_damaged-hint = Export it again, or open it, save it as CSV and import that.
cli-workbook_damaged_sheet = { $value }: the sheet “{ $sheet }” is damaged after row { $row }: { $message }.
cli-workbook_damaged_sheet-hint = Export it again, or open it, save the sheet as CSV and import that.
cli-workbook_too_large = { $value }: the sheet “{ $sheet }” is too large after row { $row }.
cli-workbook_too_large-hint = Export the orders in parts.
cli-workbook_too_much = { $value } is larger than a workbook of orders can be, or would unpack to so much.
cli-workbook_too_much-hint = Export the orders in parts, or open it, save its sheet as CSV and import that.
cli-workbook_no_header = { $value }: no sheet has a header row of orders. Sheets: { $sheet }.
cli-workbook_no_header-hint = Put a row with at least number, created and total above the orders, or describe its columns with --make-profile.

## What a plain card says
cli-bad_contact = does not work
cli-label-order = order
cli-label-shop = shop
cli-label-stage = stage
cli-label-customer = customer
cli-label-company = company
cli-label-tax_id = tax id
cli-label-b2b = kind
cli-label-offers = offers
cli-label-recipient = on the order
cli-label-phone = phone
cli-label-email = email
cli-label-zone = time zone
cli-label-region = region
cli-label-manager = manager
cli-label-claimed = held by
cli-label-note = note
cli-label-mark = mark
cli-label-merged = was also
cli-label-alike = maybe also
cli-label-total = total
cli-label-paid = paid
cli-label-due = to pay
cli-label-terms = terms
cli-label-payment = payment
cli-label-created = ordered
cli-label-promised = promised
cli-label-confirmed = confirmed
cli-label-tracking = tracking
cli-label-carrier = carrier
cli-label-handed = handed over
cli-label-arrived = arrived
cli-label-storage = kept until
cli-label-received = received
cli-label-delivery = delivery
cli-label-address = address
cli-label-comment = comment
cli-label-config = settings
cli-label-database = database

## Shifts
cli-shift_paused = on a pause since { $since }
cli-shift_lost = no log-out

# outbox, work, promise
cli-no_channels = No channel is set: messages wait to be sent by hand. config.example.toml shows [channels.NAME].
cli-no_channel = There is no channel { $value }.
cli-no_channel-hint = `channels list` names them.
cli-no_reports = The gateway of { $value } says nothing by itself; it is asked.
cli-no_reports-hint = sms.ru, smsc.ru, Twilio and gateways of your own (http) do.
cli-reports_with_each = { $value } gets an address with each message.
cli-reports_with_each-hint = Twilio gets it by itself; in [channels.NAME] of a gateway of your own {"{report}"} stands for it.
cli-nobody_outside = No address is known at which the desk is reached from outside.
cli-nobody_outside-hint = Set `address` and `public_url` in [listen].
cli-no_secret-hint = Put the secret where `secret` in [channels.NAME] says.
channel_go-auto = by itself
channel_go-look = after a look
channel_go-never = never
channel_ready = ready
channel_rests = { $name } has taken no messages since { $since }: { $why }
channel_mailbox-unread = The mailbox of { $name } was not looked into yet.
channel_mailbox-read = The mailbox of { $name } was read at { $time }.
channel_mailbox-failed = The mailbox of { $name } has not been readable since { $since }: { $why }
channel_mailbox-strangers = { $count ->
    [one] { $count } letter to { $name } wants no offers and does not say whose: look at it
   *[other] { $count } letters to { $name } want no offers and do not say whose: look at them
}
cli-channel_test_subject = A test from { $shop }
cli-channel_test_text = This is a test from { $shop }: messages arrive.
channel_test-accepted = Accepted for { $to }: { $said }
channel_test-refused = Refused for { $to }: { $said }
channel_test-later = Not accepted now for { $to }: { $said }
channel_test-unknown = Nobody knows whether it left for { $to }: { $said }
cli-mailbox_test-read = { $count ->
    [one] The mailbox can be read: { $count } letter of this week
   *[other] The mailbox can be read: { $count } letters of this week
}
cli-mailbox_test-failed = The mailbox cannot be read: { $why }
answers_broken-hint = Mend the answer in the folder answers beside the settings; `config check` tries them all.
cli-no_message = There is no message { $value }.
cli-no_message-hint = `outbox --all` lists them with their ids.
cli-message_subject = Subject: { $subject }
cli-no_template = No message is called { $value }.
cli-no_template-hint = `message preview --help` lists them.
cli-message_unchanged = Nothing changed: { $what }.
cli-message_released = Leaves: { $what }.
cli-messages_released = { $count ->
    [0] Nothing waits for a look.
    [one] { $count } message leaves.
   *[other] { $count } messages leave.
}
cli-message_retried = Tried again: { $what }.
cli-message_dismissed = Will not be sent: { $what }.
cli-message_sent_by_hand = Sent: { $what }.
cli-message_edited = Reworded: { $what }.
cli-message_written = { $channel } to { $to }, leaves { $when }:
cli-message_recalled = Recalled: { $what }.
cli-message_recalled_whole = Recalled with all it tells (orders: { $orders }): { $what }.
cli-message_recalled_alone = Recalled alone: { $what }. The rest of its letter still leaves (orders: { $orders }).
cli-message_not_waiting = Nothing changed: { $what } does not wait any more.
cli-message_corrected = A correction goes to the customer: { $what }.
cli-message_corrected_before = Nothing changed: { $what } was corrected before.
cli-message_state = State
cli-message_order = Order
cli-message_to = To
cli-message_address = Address
cli-message_made = Made
cli-message_leaves = Leaves
cli-message_expires = Not after
cli-message_sent = Sent
cli-message_recalled_by = Recalled by
cli-message_error = Error
cli-telephony_not_set = No telephone exchange is set.
cli-telephony_not_set-hint = Name it in [telephony.asterisk]: host, user and secret.
cli-telephony_unreached = The exchange is not reached: { $value }.
cli-telephony_unreached-hint = Look at host, port, user and secret in [telephony.asterisk], and at permit in manager.conf.
cli-telephony_no_cloud = No exchange in the cloud is set.
cli-telephony_no_cloud-hint = Name one: [telephony.zadarma], mango, binotel, uis or ringostat.
cli-telephony_no_listener = Nobody listens yet: set address and public_url in [listen].
cli-telephony_reached = Connected: { $name }
cli-telephony_hears = Events this user hears: { $rights }
cli-telephony_hears_unknown = The exchange does not say which events this user hears.
cli-telephony_no_list = This user may not ask for all channels: calls that end while the connection is away are closed without a reason.
cli-telephony_no_dialling = This user may not have anybody called: dial = "asterisk" needs that.
cli-telephony_needs = manager.conf, section [{ $user }]:
cli-telephony_complete = Nothing is missing.
cli-cdr_read = { $lines } lines, { $calls } calls: { $created } new, { $updated } completed, { $unchanged } known.
cli-cdr_shifts = { $count ->
    [one] { $count } shift was entered.
   *[other] { $count } shifts were entered.
}
cli-cdr_rejected = { $count ->
    [one] { $count } line could not be read: { $places }
   *[other] { $count } lines could not be read: { $places }
}
cli-cdr_unreadable = The file cannot be read: { $value }.
cli-cdr_unreadable-hint = Name Asterisk's Master.csv, a table of its records or its queue_log.
cli-not_a_call = { $value } is not a recorded call: those are listed by `call recordings`, as call:12.
cli-play_none = { $value }: no recorded call.
cli-play_none-hint = Recordings come with the calls: from the exchange, or by --recording of a hook.
cli-play_nowhere = Where the recording { $value } lies is not known.
cli-play_nowhere-hint = Set recordings in [telephony]: the folder they lie in.
cli-play_failed = The recording is not played: { $value }.
cli-play_failed-hint = Set player in [telephony]: player = ["mpv", "{"{"}file{"}"}"]
cli-dialled = Dialled: { $phone }
cli-dial_no_phone = { $value }: no working number.
cli-dial_no_phone-hint = Write another one down: dozvon customer edit PHONE --phone NUMBER
cli-dial_night = It is night where the customer is.
cli-dial_night-hint = Call all the same with --anyway.
cli-dial_rehearsal = This file is a rehearsal: nobody is called from it.
cli-dial_rehearsal-hint = Use the shop's own file.
cli-dial_no_means = Nothing is set to dial by.
cli-dial_no_means-hint = Set dial in [telephony]: "asterisk", "link" or "command".
cli-dial_no_number = { $value } is no telephone number.
cli-dial_no_number-hint = Write it with its country code: +79161234567.
cli-dial_no_extension = Which telephone is yours the settings do not say.
cli-dial_no_extension-hint = Set extension in your [[operator]].
cli-dial_not_done = The exchange does not dial: { $value }.
cli-dial_not_done-hint = dozvon telephony test says which rights its user lacks.
cli-dial_not_picked_up = Your own telephone was not picked up, or is not registered.
cli-dial_not_picked_up-hint = It rings first; the customer is called when you pick up.
cli-dial_program = Nothing was dialled: { $value }.
cli-dial_program-hint = Look at dial, link and command in [telephony].
cli-work_begins = Working. Ctrl-C ends it.
cli-work_line_up = telephone exchange connected: { $name }
cli-work_line_down = no connection to the telephone exchange: { $why }
cli-listens = listening at { $value }
cli-listens_another = { $value } listens; this process will when that one ends
cli-listens_not = nobody can listen: { $value }
cli-listen_off = Nothing is set to listen at.
cli-listen_off-hint = Set `address` in [listen]: dozvon config set listen.address 127.0.0.1:8787
cli-listen_rehearsal = This database is a rehearsal: nobody outside speaks to it.
cli-listen_rehearsal-hint = Name the shop's own database with --db.
cli-work_made = into the outbox: { $what }
cli-work_recalled = recalled: { $what }
cli-work_expired = { $count ->
    [one] { $count } message was too late to send
   *[other] { $count } messages were too late to send
}
cli-work_closed = { $count ->
    [one] { $count } order closed by itself
   *[other] { $count } orders closed by themselves
}
cli-work_sheet = the morning's sheet: { $file }
cli-work_no_sheet = The morning's sheet could not be written and will be tried again: { $message }
cli-sheet_open = Morning's sheet “{ $subject }” for { $to }: { $state } { $why }
cli-no_sheet_open = No morning's sheet waits for anybody.
cli-sheet_retried = It is mailed again.
cli-sheet_sent = Noted: it has arrived.
cli-sheet_dismissed = It will not be mailed.
cli-work_sent = { $count ->
    [one] { $count } message sent
   *[other] { $count } messages sent
}
cli-work_not_sent = not sent: { $why }
cli-work_held = { $count ->
    [one] { $count } message is held: nobody knows whether it left
   *[other] { $count } messages are held: nobody knows whether they left
}
cli-work_came_back = { $count ->
    [one] { $count } letter came back undelivered
   *[other] { $count } letters came back undelivered
}
cli-work_unsubscribed = { $count ->
    [one] { $count } customer wants no offers any more
   *[other] { $count } customers want no offers any more
}
cli-work_mailbox_failed = the mailbox of { $name } cannot be read: { $why }
cli-work_nothing = Nothing is due.
cli-work_rests = Another process does this work.
cli-work_other_rules = The database is worked by other settings: nothing is done by itself here.
cli-work_other_rules-hint = `config adopt` makes yours hold.
cli-never_open = The shop does not open within a year.
cli-never_open-hint = See [hours] in the settings.

# backup, restore, doctor
cli-backup_made = A proven copy: { $path } ({ $size }, { $count ->
    [one] { $count } order
   *[other] { $count } orders
}).
cli-backup_removed = deleted as too old: { $path }
cli-backup_no_room = { $free } are free beside { $path }, and { $needed } are needed.
cli-backup_no_room-hint = Free some space, or name another disk with --to DIR or `[backup] folder`.
cli-backup_unproven = The copy { $value } came out different from the database, and was not kept.
cli-backup_unproven-hint = Copy again; when it happens twice, copy to another disk and let `doctor` look.
cli-backup_damaged = { $path } is damaged: { $message }.
cli-backup_damaged-hint = Restore an older copy; `doctor` says which is the last that was proven.
cli-restore_in_use = The database is open elsewhere, so { $value } cannot take its place.
cli-restore_in_use-hint = Close every console and `dozvon work`, then restore again.
cli-backup_on_server = { $value } is on a server, which is copied by its own means.
cli-backup_on_server-hint = pg_dump --format=custom --file={ $name }.dump { $address } copies it; pg_restore --clean --if-exists --dbname={ $address } { $name }.dump puts the copy back.
cli-moved = { $count ->
    [one] { $count } row moved to { $to } and was read back; { $from } is worked on no more.
   *[other] { $count } rows moved to { $to } and were read back; { $from } is worked on no more.
}
cli-moved_next = Name the new place: database = "{ $to }" in the settings, DOZVON_DB or --db.
cli-move_copies = Copied { $done } of { $of }: { $table }
cli-move_sorts = All rows are there; making what finds them: { $table }
cli-move_proves = Read back { $done } of { $of }: { $table }
cli-move_same = { $value } is where the desk is already.
cli-move_same-hint = Name another place with --to: a new file, or postgres://USER@SERVER/DATABASE.
cli-move_in_use = { $value } is open elsewhere, and what is done there would be lost.
cli-move_in_use-hint = Close every console and `dozvon work`, then move again.
cli-move_not_empty = Something is in { $value } already.
cli-move_not_empty-hint = Name a new file or an empty database with --to; nothing was changed in either.
cli-move_differs = What was read back is not what was copied: { $value }. The old database goes on.
cli-move_differs-hint = Empty the new one and move again; if it happens twice, let `doctor` look at the old one.
cli-restored = { $database } is the copy now: { $count ->
    [one] { $count } order
   *[other] { $count } orders
}.
cli-restored_aside = What was there before: { $path }
doctor-check-integrity = Database
doctor-check-references = References
doctor-check-figures = Figures
doctor-check-search = Search
doctor-check-settings = Settings
doctor-check-published = Published settings
doctor-check-clock = Clock
doctor-check-disk = Disk
doctor-check-leases = Leases
doctor-check-outbox = Outbox
doctor-check-backup = Copy
doctor-check-permissions = Access
doctor-check-work = Automatic work
doctor-check-retention = Old data
doctor-check-channels = Channels
doctor-check-listening = Listener
doctor-check-server = Server
doctor-integrity-fine = every page is sound
doctor-integrity-bad = damaged: { $text }
doctor-integrity-bad-hint = Work on a copy from here on: dozvon restore FILE with the last copy, and keep this file.
doctor-references-fine = every row finds what it names
doctor-references-bad = { $count ->
    [one] { $count } row names another that is not there
   *[other] { $count } rows name others that are not there
}
doctor-references-bad-hint = Another program wrote into the file; restore the last copy.
doctor-figures-fine = what is kept agrees with orders, payments and calls
doctor-figures-mended = { $count ->
    [one] put right for { $count } customer
   *[other] put right for { $count } customers
}
doctor-figures-bad = { $count ->
    [one] kept figures of { $count } customer are wrong
   *[other] kept figures of { $count } customers are wrong
}
doctor-figures-bad-hint = dozvon doctor --fix
doctor-search-fine = the index finds what the customers are called
doctor-search-mended = the index was built again
doctor-search-bad = the index misses customers
doctor-search-bad-hint = dozvon doctor --fix
doctor-settings-fine = the database is worked by these settings
doctor-settings-warning = the database is worked by other settings, and nothing is done by itself here
doctor-settings-warning-hint = dozvon config adopt makes yours hold.
doctor-settings-warning_since = the database is worked by other settings since { $since }, and nothing is done by itself here
doctor-settings-warning_since-hint = dozvon config adopt makes yours hold.
doctor-published-fine = revision { $count }, published by { $text } { $since }
doctor-published-fine_elsewhere = this machine lacks secrets of the shop: it leaves sending, mailboxes, shops or carriers to one that has them
doctor-published-warning_newer = a newer dozvon published revision { $count }: not known here are { $text }
doctor-published-warning_newer-hint = Bring this machine to the same version; until then nothing is done by itself here.
doctor-published-warning_since = { $text } published revision { $count } meanwhile, { $since }
doctor-published-warning_since-hint = What is begun now works by it.
doctor-clock-fine = not behind the journal
doctor-clock-warning = behind the last entry of the journal, { $since }
doctor-clock-warning-hint = Set the machine's clock; or another machine's ran ahead when that entry was made.
doctor-work-fine = { $text } does it since { $since }, until { $until } unless it goes on
doctor-work-fine_rehearsal = a rehearsal: nothing leaves, and no sheet and no copy is made
doctor-work-fine_rehearsal_since = a rehearsal since { $since }: nothing leaves, and no sheet and no copy is made
doctor-work-fine_never = rests: neither a console nor `dozvon work` is open
doctor-work-fine_closed = rests: neither a console nor `dozvon work` is open; the last day it was done on began at { $since }
doctor-work-warning_idle = rests: neither a console nor `dozvon work` was open for days; the last day began at { $since }
doctor-work-warning_idle-hint = Leave a console open, or run `dozvon work` on a machine that is on.
doctor-disk-fine = { $amount } are free
doctor-disk-warning = only { $amount } are free
doctor-disk-warning-hint = Free some space: a copy needs twice the size of the database.
doctor-leases-fine = nothing is held from the future
doctor-leases-warning = { $count ->
    [one] { $count } lease, claim or skipped row is dated ahead, and holds nobody up
   *[other] { $count } leases, claims or skipped rows are dated ahead, and hold nobody up
}
doctor-leases-warning-hint = A clock ran ahead when they were taken: set it right. What is held again gets the right time.
doctor-outbox-fine = nothing waits for longer than a day
doctor-outbox-warning = { $count ->
    [one] { $count } message should have left a day ago
   *[other] { $count } messages should have left a day ago
}
doctor-outbox-warning_failed = { $count ->
    [one] { $count } message could not be delivered
   *[other] { $count } messages could not be delivered
}
doctor-outbox-warning_failed-hint = dozvon outbox says why; tell these customers yourself.
doctor-outbox-warning-hint = dozvon outbox shows them; tell these customers yourself.
doctor-outbox-warning_own = the morning's sheet was not mailed, or nobody knows whether it was: { $text }
doctor-outbox-warning_own-hint = It lies in the folder reports beside the database; outbox sheet retry mails it again, outbox sheet sent or dismiss settles it.
doctor-channels-fine = { $count ->
    [0] none is set: messages wait to be sent by hand
    [one] { $count } channel is set up, without trouble so far
   *[other] { $count } channels are set up, without trouble so far
}
doctor-channels-warning = { $text }, since { $since }
doctor-channels-warning-hint = dozvon channels test NAME --to … tries it; what waits for it leaves once it works.
doctor-channels-warning_mailbox = the mailbox cannot be read: { $text }, since { $since }
doctor-channels-warning_mailbox-hint = dozvon channels test NAME --to … tries it; until it works, nobody hears of letters that came back or of who wants no offers.
doctor-listening-fine = { $text } since { $since }
doctor-listening-fine_off = off: [listen] has no address
doctor-listening-fine_rehearsal = off: a rehearsal
doctor-listening-warning = { $text }: nobody listens
doctor-listening-warning-hint = Leave a console, `dozvon work` or `dozvon listen` running on a machine that is on.
doctor-listening-warning_failed = nobody can listen at { $text }
doctor-listening-warning_failed-hint = Another program may have the port: choose another in [listen] address.
doctor-backup-fine = the last one, { $since }, { $amount }: { $text }
doctor-backup-fine_server = the server has copies of its own: dozvon backup says how
doctor-backup-warning_none = there is none
doctor-backup-warning_none-hint = dozvon backup makes one; an open console or `dozvon work` makes one every night.
doctor-backup-warning_old = the last one is older than two days: { $text }
doctor-backup-warning_old-hint = dozvon backup makes one; leave a console or `dozvon work` running for one every night.
doctor-backup-bad_gone = the last one is gone: { $text }
doctor-backup-bad_gone-hint = dozvon backup makes another.
doctor-backup-bad_failed = the last try made none: { $text }
doctor-backup-bad_failed-hint = Put that right, then: dozvon backup
doctor-permissions-fine = only those who work here can read it
doctor-permissions-warning_open = others on this machine can read { $text }
doctor-permissions-warning_open-hint = Take their access away (chmod o= or g=), or set `[files] shared = true`.
doctor-permissions-warning_closed = colleagues cannot write { $text }, though it is shared
doctor-permissions-warning_closed-hint = Give the group access (chmod g+rw), the folder too (chmod g+rwx).
doctor-server-fine = { $text } – role and schema; it answers within { $count } ms
doctor-server-fine_owner = { $text } – role and schema; it answers within { $count } ms; this role may change the tables themselves
doctor-server-fine_follows = { $text } – role and schema; it follows another server and may only be read; it answers within { $count } ms
doctor-server-fine_follows_since = { $text } – role and schema; it follows another server and may only be read, its newest write is of { $since }; it answers within { $count } ms
doctor-server-warning_far = { $text } – role and schema; it takes { $count } ms to answer
doctor-server-warning_far-hint = A key asks it several times: look for a nearer way, or work over SSH on the server itself.
doctor-retention-fine = nobody who was not heard of for { $years ->
    [one] { $years } year
   *[other] { $years } years
}
doctor-retention-fine_unset = kept for good: `[retention] customers` is not set
doctor-retention-warning = { $count ->
    [one] { $count } customer was
   *[other] { $count } customers were
} not heard of for { $years ->
    [one] { $years } year
   *[other] { $years } years
}
doctor-retention-warning-hint = dozvon customer retention lists them, and says how to erase them.

## A person asks to be forgotten
cli-erase_for_ever = Erasing is for ever: undo does not bring it back.
cli-erase_for_ever-hint = Say --yes.
cli-erase_ask = The customer id:{ $id } is erased here, in the files of rejects and in every copy. Undo does not bring it back. Type yes to do it.
cli-erase_word = yes
cli-erase_not = Nothing was erased.
cli-erase_not-hint = Type yes, or say --yes.
cli-erased = The customer id:{ $who } is erased, in { $copies ->
    [0] the database
    [one] the database and { $copies } copy
   *[other] the database and { $copies } copies
}. The act: { $act }
cli-erased_unreached = Not reached: { $path } ({ $why }). It is erased before it is restored.
cli-erased_in_report = Taken out of the report { $path }.
cli-erased_report = This file names the person, delete it yourself: { $path }
cli-erased_several = { $who ->
    [one] { $who } customer is erased
   *[other] { $who } customers are erased
}, in { $copies ->
    [0] the database
    [one] the database and { $copies } copy
   *[other] the database and { $copies } copies
}. The act: { $act }

# customer retention
cli-retention_unset = The settings do not say for how long customers' data are kept.
cli-retention_unset-hint = Add [retention] customers = "5y".
cli-retention_nobody = Nobody's data are kept for too long.
cli-retention_last = last heard of
cli-retention_orders = orders
cli-retention_how = { $count ->
    [one] Nothing is erased by itself. To erase this customer: { $command }
   *[other] Nothing is erased by itself. To erase these { $count }: { $command }
}
    One of them: dozvon customer erase id:… --reason "…"
cli-retention_count = There are { $value } customers whose data are kept for too long, not as many as was said; nobody was erased.
cli-retention_count-hint = Look at them: dozvon customer retention
cli-retention_ask = { $count ->
    [one] { $count } customer is erased
   *[other] { $count } customers are erased
} here, in the files of rejects and in every copy. Undo does not bring them back. Type yes to do it.

## Feeds: where orders come from by themselves
cli-no_feeds = No feed is set: orders come by `import`. `dozvon feed add` sets one up.
cli-no_feed = There is no feed called “{ $value }”.
cli-no_feed-hint = The settings have: { $names }.
feed-counts = { $feed }: new { $created }, changed { $updated }, as before { $unchanged }, rejected { $rejected }
feed-written = { $feed }: written to the shop { $written }, not taken { $unwritten }
feed-no_writes = Nothing waits to be written to a shop.
feed-no_write = There is nothing written to a shop under { $value }.
feed-no_write-hint = dozvon feed writes --all lists them.
feed-write_again = It is written to the shop again at once.
feed-write_dropped = It is not written to the shop.
feed-write_unchanged = It stands otherwise by now: nothing is changed.
feed-unexplained = The status “{ $word }” is not explained: its orders came in as new. Say what it means: dozvon feed word "{ $word }" …
feed-word = “{ $word }” is not explained; { $count ->
        [one] { $count } order
       *[other] { $count } orders
    } came in as new: dozvon feed word "{ $word }" …
feed-fails = { $feed }: { $why }
feed-rejects = { $feed }: { $count ->
        [one] { $count } order
       *[other] { $count } orders
    } could not be read: dozvon feed rejects
feed-ask_write = What is written back to the shop (status, payment, tracking, note; the key must be Read/Write then)
feed-ask_status_confirmed = The shop's status for an order confirmed here (none writes nothing)
feed-ask_status_dispatched = The same for an order handed over to its carrier
feed-ask_status_cancelled = The same for a cancelled one
feed-unknown_words = The shop has no status { $words }: an order could not be brought there. It has: { $known }
feed-lost = { $feed } is in the settings no more; { $count ->
        [0] what it had is kept
        [one] { $count } thing waits to be written to its shop
       *[other] { $count } things wait to be written to its shop
    }: dozvon feed rename { $feed } NAME goes on with it under another name, dozvon feed forget { $feed } ends it.
feed-not_lost = No feed { $value } waits for another name.
feed-not_lost-hint = Known, and in the settings no more: { $names }
feed-renamed = { $to } goes on where { $feed } was.
feed-forgotten = { $feed } is forgotten; its orders stay.
feed-no_rejects = All that the feeds brought could be read.
feed-rejects_mend = dozvon feed mend ID reads one again; --value TEXT puts another value there, --text FILE takes all of it mended, --drop leaves it out.
feed-no_reject = No order { $value } of a feed waits to be mended.
feed-no_reject-hint = `dozvon feed rejects` shows those that do.
feed-no_place = Where { $field } stands in it is not certain.
feed-no_place-hint = `dozvon feed rejects --json` shows its text: mend that, and give it with --text FILE.
feed-reject_dropped = It is left out.
feed-reject_still = It still cannot be read: { $why }
feed-reject_empty = No order stands in it.
feed-reject_taken = It came in.
feed-stands_paused = left alone
feed-stands_ok = answered { $time }
feed-stands_new = not asked yet
feed-answers = { $feed } answers: { $count } there, the newest is { $newest }.
feed-writes = Can be written back to it: { $parts }.
feed-writes_none = Nothing can be written back to it.
feed-answers_found = { $feed } answers: { $count } there.
feed-answers_empty = { $feed } answers: there is nothing yet.
feed-elsewhere = A console or `dozvon work` reads the feeds already.
feed-elsewhere-hint = It was told, and asks them now; `dozvon feed list` shows how they fare.
feed-is_paused = { $feed } is left alone.
feed-is_paused-hint = dozvon feed resume { $feed } goes on with it, unless `pause = true` stands in the settings.
feed-no_hook = { $value } is looked into by itself: nobody tells of what comes there.
feed-no_hook-hint = `poll` says how often.
feed-hook_woocommerce =
    In WooCommerce → Settings → Advanced → Webhooks add two, “Order created” and “Order updated”, both active, with
    Delivery URL: { $url }
    Secret: { $secret }
    API version: WP REST API Integration v3
feed-rehearsal = This database is a rehearsal: no feed is read into it.
feed-rehearsal-hint = Name the shop's own database with --db.
feed-run_begins = Reading the feeds until it is asked to end (Ctrl+C).
feed-left = { $feed }: the rest is left to another process, or to the next time.
feed-unread_file = { $file } could not be read and lies in rejects/: { $why }
feed-paused = { $feed } is left alone. `dozvon feed resume` goes on with it.
feed-paused_by_settings = { $feed } is still left alone: `pause = true` stands in the settings.
feed-resumed = { $feed } is asked again.
feed-added = { $feed } is set up in { $file }. An open console takes it up when it is opened again.
feed-ask_name = What is the feed to be called
feed-ask_kind = What is it (folder, woocommerce, insales, prom, retailcrm, keycrm, shopify, tilda, commerceml, catalogue, onec — a 1C that exchanges with this program, hook, mail)
feed-ask_address_folder = Which folder
feed-ask_address_woocommerce = The shop's address (https://…)
feed-ask_address_insales = The shop's address (https://myshop-ab12.myinsales.ru)
feed-ask_address_prom = The marketplace's address
feed-ask_address_retailcrm = The account's address (https://lavka.retailcrm.ru)
feed-ask_address_keycrm = The address of its API
feed-ask_address_shopify = The shop's address at Shopify (https://lavka.myshopify.com)
feed-ask_key_shopify = The Admin API access token of an app of your own (Settings → Apps → Develop apps; read_orders is enough)
feed-ask_address_commerceml = The address 1C would exchange orders with (https://lavka.example/bitrix/admin/1c_exchange.php)
feed-ask_key_commerceml = The login 1C would have there
feed-ask_secret_commerceml = Its password
feed-ask_api = Whose API tells of the goods (woocommerce, insales, prom, shopify; none: a file is read)
feed-no_api = “{ $value }” is no shop whose API tells of goods.
feed-no_api-hint = Write one of { $kinds }, or none.
feed-ask_address_catalogue = The address of the catalogue (https://…), its file or the folder it lies in
feed-ask_key_woocommerce = The consumer key (WooCommerce → Settings → Advanced → REST API; read is enough)
feed-ask_secret_woocommerce = The consumer secret
feed-ask_key_insales = The identifier (InSales → Applications → For developers → Create a new access key)
feed-ask_secret_insales = The password beside it
feed-ask_key_prom = The token (Prom → Settings → API tokens; reading orders is enough)
feed-ask_key_retailcrm = The API key (retailCRM → Settings → Integration → API access keys; orders and references)
feed-ask_key_keycrm = The API key (KeyCRM → Settings → General)
feed-ask_secret = What the other machine proves itself with
feed-ask_address_mail = The mailbox's server (imap.lavka.example)
feed-ask_user = The login
feed-ask_password = The password (providers often want one of its own for programs)
feed-ask_subject = What letters of orders are about, a regular expression (^New order)
feed-ask_profile = The profile with the expressions for number, phone and the rest
feed-ask_login_onec = The login the 1C is to have
feed-ask_password_onec = Its password
feed-answers_told = { $feed } is served: `dozvon feed hook { $feed }` prints the address to give to it.
exchange-keys = Login or password are wrong
exchange-session = Begin again with checkauth: the session is over
exchange-name = No file may be called so
exchange-too_much = Too much in one exchange: 64 MB, 192 MB unpacked, 500 files at most
exchange-no_file = No such file came
exchange-archive = The archive cannot be unpacked
exchange-not_known = This is neither CommerceML goods nor orders
exchange-busy = The database is busy, repeat later
exchange-step = There is no such step of the exchange
feed-not_said = This is not said: { $value }.
feed-not_said-hint = Say it by an option: dozvon feed add --help.
feed-no_kind = “{ $value }” is no kind of feed.
feed-no_kind-hint = Write one of { $kinds }.
feed-no_secret_kept = The key could not be kept: { $value }.
feed-no_secret_kept-hint = Keep it yourself and say where: env:NAME, command:… or file:/path.
feed-add_untested = `--untested` writes it all the same.
feed-no_status = “{ $value }” is no stage of an order.
feed-no_status-hint = Write one of { $codes }.
feed-no_word = No order waits for the word “{ $value }”.
feed-no_word-hint = Not explained are: { $words }.
feed-explained = “{ $word }” means “{ $stage }”: { $count ->
        [one] { $count } order stands
       *[other] { $count } orders stand
    } by that now.
feed-report = { $file }, taken { $time }
feed-report_again = This file was taken { $time } already: it changed nothing.
feed-report_counts = Read { $read }: new { $created }, changed { $updated }, as before { $unchanged }, rejected { $rejected }.
feed-report_rejects = What was rejected lies in { $path }: mend it there and put that file into the folder.
feed-refused = { $first } Others: { $more }.

## Why a feed brings nothing
feed_fault-unreached = Nobody answers there ({ $said }).
feed_fault-unreached-hint = Is the address right, and does the shop open in a browser?
feed_fault-slow = The answer did not come in time ({ $said }).
feed_fault-slow-hint = It is asked again; if this goes on, tell who hosts the shop.
feed_fault-unauthorized = The shop does not take the keys ({ $said }).
feed_fault-unauthorized-hint = Make new ones where the shop gives them, and mind that key and secret are not mixed up.
feed_fault-forbidden = The keys may not read orders ({ $said }).
feed_fault-forbidden-hint = Give them the permission Read; a firewall of the host may stand in the way too.
feed_fault-not_found = There is no shop at that address ({ $said }).
feed_fault-not_found-hint = Write the address of the shop's front page; a WooCommerce must be active there.
feed_fault-moved = The shop leads to another address: { $said }.
feed_fault-moved-hint = Write that one, without what stands behind the name; the keys are not sent elsewhere by themselves.
feed_fault-too_many = The shop asks to be asked less ({ $said }).
feed_fault-too_many-hint = It is left alone for as long as it wants; a longer `poll` helps.
feed_fault-closed = The shop is being worked on ({ $said }).
feed_fault-closed-hint = It is asked again when it says so.
feed_fault-broken = The shop fails ({ $said }).
feed_fault-broken-hint = It is asked again; its own log says why.
feed_fault-not_orders = What came is no list of orders ({ $said }).
feed_fault-not_orders-hint = Is this the address of such a shop? A page of the host or a cache may stand before it.
feed_fault-secret = Its secret cannot be had: { $said }.
feed_fault-secret-hint = Put it where the settings say, or change `key` and `secret`.
feed_fault-unreadable = The folder cannot be read: { $said }.
feed_fault-unreadable-hint = Is it there, and may this login read it?
feed_fault-unwritable = What was taken cannot be put away: { $said }.
feed_fault-unwritable-hint = Give this login the right to write there; nothing is taken twice meanwhile.
feed_fault-profile = How its orders are to be read is not known: { $said }.
feed_fault-profile-hint = Mend the profile or statuses.toml.
feed_fault-stopped = This program stopped at something in it ({ $said }).
feed_fault-stopped-hint = It is tried again; please report it.
feed_fault-mailbox = The mailbox cannot be read: { $said }.
feed_fault-mailbox-hint = Are server, login and password right, and does the provider allow IMAP for programs?
feed_fault-not_goods = What stands there is no catalogue: { $said }
feed_fault-not_goods-hint = It reads YML and tables with headings of an SKU, a name, a price or a stock: try it by dozvon catalogue import.
feed_fault-rows = Not all of the catalogue could be read: { $said }
feed_fault-rows-hint = The rest has come in. Mend these rows in the shop; until then nothing is withdrawn, as the file is not known to be whole.
feed_fault-shrunk = The catalogue leaves out most of what is offered, products: { $said }.
feed_fault-shrunk-hint = It may have been cut off, and they are offered still. If they are gone: dozvon catalogue import FILE --whole.
cli-needs_own_terminal = This command runs until it is ended: start it in a terminal of its own.
cli-printed_more = Only the beginning is shown: this command is better read whole in a terminal.
cli-trouble_built_in = { $what }. The built-in one is used.
cli-trouble_waits = { $what }. What is told by it waits until that is mended.
cli-no_carriers = No carrier is asked about parcels: set poll, login and password or key in its section of the settings.
cli-no_carrier = “{ $value }” is not asked about parcels.
cli-no_carrier-hint = The settings have: { $names }.
carriers-count = parcels: { $count }
carriers-counts = { $carrier }: asked about { $asked }, news of { $news }, orders changed { $changed }
carriers-later = { $carrier }: asked about many parcels at once; its answer is asked for at { $time }.
carriers-unknown = The carrier does not know { $number } yet.
carriers-rehearsal = This database is a rehearsal: no carrier is asked about its parcels.
carriers-rehearsal-hint = Name the shop's own database with --db.
carriers-elsewhere = Another process asks the carriers.
carriers-elsewhere-hint = It has been told to ask at once.
carriers-run_begins = Asking the carriers until it is asked to end (Ctrl+C).
carriers-no_hook = This carrier tells nothing by itself.
carriers-no_hook-hint = It is asked; CDEK can tell too.

## A register of tracking numbers
# parcels print
print-title-packing = Packing list
print-title-handover = Hand-over sheet
print-nothing-packing = No order is ready to be packed.
print-nothing-handover = No parcel with a number is handed over today.
print-of_carrier = { $carrier }: { $count ->
    [one] { $count } parcel
   *[other] { $count } parcels
}
print-no_carrier = carrier not set
print-column-number = Number
print-column-order = Order
print-column-name = Receiver
print-column-town = Town
print-column-cod = Cash on delivery
print-column-weight = Weight, kg
print-blank-handed = Handed over by
print-blank-taken = Taken by, date
print-printed = Printed: { $count }
print-opened = Opened in the browser: { $file }
print-written = No browser was found; open and print { $file }
print-printer_failed = The printer's program failed: { $message }
print-printer_failed-hint = Look at [printer] command in the settings; without it the browser shows a page to be printed.

parcels-back_nothing = Nothing comes back.
parcels-back_refund = refund { $sum }
parcels-going_back = on its way back
parcels-back = back, not in stock yet
cli-no_register = No tracking numbers were found in { $value }: neither a table with their column and whose they are, nor a number a line.
cli-no_register-hint = Export the register with the headings Tracking number, Order, Phone, or write a line for each: the order and its number.
cli-take_number = Enter this number? (yes/no)
register-took = Entered: { $count }
register-exact = Fit exactly: { $count }. To enter them: --take
register-check_digit = The check digit is wrong, probably a slip: { $count }
register-unknown_number = The carrier has no such numbers: { $count }
register-one_more = The order has another number; this would be one more parcel: { $count }
register-unpaid = To be paid before it leaves, and not paid: { $count }
register-other_person = The order is named, and the receiver is somebody else: { $count }
register-phone = Only the phone agrees: { $count }
register-name = Only the name agrees: { $count }
register-elsewhere = Another order has this number: { $count }
register-several = Fit several orders: { $count }
register-unconfirmed = The order is not confirmed: { $count }
register-nothing = No order waits for it: { $count }
register-taken = Entered before: { $count }
register-empty = There are no tracking numbers in this file.

## A statement
cli-no_statement = No statement was found in { $value }: neither 1C's exchange, nor camt.053, nor a table with a sum and what it is for.
cli-no_statement-hint = Export the statement for 1C (kl_to_1c.txt), or as a table with the headings Date, Amount, Purpose.
cli-no_pay_code = There is no code to pay by.
cli-take_line = Enter this payment? (yes/no)
statement-took = Entered: { $count }
statement-exact = Fit exactly: { $count }. To enter them: --take
statement-other_sum = The order is named, the sum is another: { $count }
statement-name_and_sum = Name and sum agree: { $count }
statement-several = Fit several orders: { $count }
statement-nothing = Fit nothing: { $count }
statement-taken = Entered before: { $count }
statement-withheld = { $sum } kept as commission
statement-refused = line { $line }: { $message } { $hint }
statement-empty = No money came, by this file.

## init
init-ask_name = The shop's name, as customers know it
init-ask_country = Country, two letters
init-ask_clock = Its clock: a town or a zone
init-ask_currency = Currency
init-ask_weekdays = Open Monday to Friday ("-": closed)
init-ask_saturday = Saturday
init-ask_sunday = Sunday
init-ask_phone = Phone, as customers read it ("-": none)
init-no_country = "{ $value }" is no country.
init-no_country-hint = Write its two letters: UA, RU, KZ.
init-no_phone = "{ $value }" is no phone of that country.
init-no_phone-hint = Write it with its country's code, or "-".
init-not_said = Not said: { $value }.
init-not_said-hint = Say it by an option: dozvon init --help.
init-done =
    Written: { $file }
    All else works as usual; every key stands on the console's page of settings (v w).
init-same = Nothing is otherwise than usual, so nothing was written: { $file }
init-header =
    Settings of dozvon. What is not here works as usual.
    Every key: the console's page of settings (v w), or `dozvon config show`.
cli-back_to_console = Enter: back to the console

## telephony add
telephony-ask_dial = Dial by (link: the system's telephone; asterisk, zadarma, mango, binotel, command; "-": show the number)
telephony-ask_host = The machine of your Asterisk ("-": none)
telephony-ask_user = User of its manager.conf
telephony-ask_secret = Its secret (kept in a file only you can read)
