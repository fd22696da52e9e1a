-- The schema of 0050 in one step, as 0001 to 0050 leave it: a new file begins with it. Never edited.
CREATE TABLE meta (
  key   text primary key,
  value text not null
) strict;

CREATE TABLE labels (
  id   integer primary key,
  kind integer not null,
  text text not null,
  unique (kind, text)
) strict;

CREATE TABLE customers (
  id             integer primary key autoincrement,
  name           text not null default '',
  fold           text not null default '',
  sex            integer,
  b2b            integer,
  company        text not null default '',
  tax_id         text not null default '',
  manager        text,
  time_zone      text,
  region         text not null default '',
  note           text not null default '',
  do_not_call    integer not null default 0,
  not_customer   integer not null default 0,
  consent_at     integer,
  consent_off_at integer,
  last_offer_at  integer,
  -- projection
  received_count integer not null default 0,
  merged_into    integer references customers (id),
  voided_by      integer,
  rev            integer not null default 0
, sex_guess integer, bought_total integer not null default 0, bought_currency text, last_bought_at integer) strict;

CREATE VIRTUAL TABLE customer_search using fts5(
  fold, content = 'customers', content_rowid = 'id', tokenize = 'trigram', detail = none
);

CREATE TABLE contacts (
  id          integer primary key autoincrement,
  customer_id integer not null references customers (id),
  kind        integer not null,
  raw         text not null,
  norm        text,
  reversed    text,
  bad_at      integer,
  voided_by   integer
) strict;

CREATE INDEX contacts_norm on contacts (norm) where norm is not null;

CREATE INDEX contacts_customer on contacts (customer_id);

CREATE INDEX contacts_reversed on contacts (reversed, customer_id) where kind = 1;

CREATE TABLE orders (
  id                integer primary key autoincrement,
  number            text not null,
  number_key        text not null,
  customer_id       integer not null references customers (id),
  channel           integer not null references labels (id),
  currency          text not null,
  total             integer not null,
  created_at        integer not null,
  seen_at           integer not null,
  terms             integer not null,
  flags             integer not null default 0,
  promised_from     integer,
  promised_until    integer,
  confirmed_at      integer,
  carrier           integer,
  tracking_number   text,
  number_at         integer,
  dispatch_by       integer,
  estimate_at       integer,
  handed_at         integer,
  arrived_at        integer,
  free_until        integer,
  hold_until        integer,
  received_at       integer,
  returned_at       integer,
  cancelled_at      integer,
  reason            integer,
  closed_at         integer,
  quality_done_at   integer,
  courtesy_done_at  integer,
  late_told_at      integer,
  reopened_at       integer,
  put_off_until     integer,
  shop_changed_at   integer,
  shop_cancelled_at integer,
  duplicate_of      integer references orders (id),
  -- projection
  zone              integer,
  manager           integer,
  marks             integer not null default 0,
  paid              integer not null default 0,
  last_paid_at      integer,
  full_paid_at      integer,
  ready_at          integer,
  attempts          integer not null default 0,
  first_attempt_at  integer,
  last_attempt_at   integer,
  earlier_attempt_at integer,
  tried_at          integer,
  talks             integer not null default 0,
  contacted_at      integer,
  last_talk_at      integer,
  last_note_at      integer,
  stage             integer not null default 1,
  live              integer not null default 1,
  voided_by         integer,
  rev               integer not null default 0
, owed_changed_at integer, agreed_changed_at integer, refunded integer not null default 0, requisites_at integer, apologies integer not null default 0, parcel_refused_at integer, claims_paid_at integer, claims_paid integer, shop integer references labels (id), sent_back integer not null default 0, sent_back_at integer, return_since integer) strict;

CREATE INDEX orders_number on orders (number_key);

CREATE INDEX orders_customer on orders (customer_id, created_at);

CREATE INDEX orders_created on orders (created_at, total);

CREATE INDEX orders_contacted on orders (contacted_at, created_at) where contacted_at is not null;

CREATE TABLE order_texts (
  order_id       integer primary key references orders (id),
  customer_name  text not null default '',
  address        text not null default '',
  comment        text not null default '',
  payment_title  text not null default '',
  delivery_title text not null default ''
, region text not null default '', customer_phone text not null default '') strict;

CREATE TABLE order_sources (
  source      text not null,
  external_id text not null,
  order_id    integer not null references orders (id),
  modified_at integer,
  hash        text not null,
  shop        text, asked text, replaced text,
  primary key (source, external_id)
) strict, without rowid;

CREATE INDEX order_sources_order on order_sources (order_id);

CREATE INDEX order_sources_kept on order_sources (order_id) where shop is not null;

CREATE TABLE order_lines (
  id             integer primary key,
  order_id       integer not null references orders (id),
  position       integer not null,
  sku            text not null default '',
  name           text not null,
  parameters     text not null default '',
  quantity_milli integer not null,
  price          integer not null,
  total          integer not null
, goods_id integer references goods (id), returned_milli integer not null default 0) strict;

CREATE INDEX order_lines_order on order_lines (order_id, position);

CREATE TABLE payments (
  id             integer primary key autoincrement,
  order_id       integer not null references orders (id),
  at             integer not null,
  amount         integer not null,
  means          integer not null,
  note           text not null default '',
  reference      text,
  voided_by      integer
, due_again integer not null default 0) strict;

CREATE INDEX payments_order on payments (order_id, at);

CREATE TABLE calls (
  id            integer primary key autoincrement,
  customer_id   integer not null references customers (id),
  phone         text not null default '',
  order_id      integer references orders (id),
  origin        text not null,
  external_id   text,
  line          text,
  incoming      integer not null,
  started_at    integer not null,
  last_event_at integer not null,
  answered_at   integer,
  ended_at      integer,
  outcome       integer,
  missed_reason integer,
  operator      text,
  recording     text,
  pending       integer not null default 0,
  tries         integer not null default 0,
  first_try_at  integer,
  last_try_at   integer,
  voided_by     integer
, extension text, transferred_to text, transfers integer not null default 0, talk_ms integer not null default 0, hold_ms integer not null default 0, line_outcome integer, history integer not null default 0, review_mark integer, review_note text, reviewed_at integer, reviewer text) strict;

CREATE UNIQUE INDEX calls_external on calls (origin, external_id) where external_id is not null;

CREATE INDEX calls_customer on calls (customer_id, started_at);

CREATE INDEX calls_started on calls (started_at);

CREATE INDEX calls_pending on calls (
  customer_id, id, started_at, last_event_at, ended_at, tries, first_try_at, last_try_at
) where pending = 1;

CREATE TABLE appointments (
  id           integer primary key autoincrement,
  customer_id  integer not null references customers (id),
  order_id     integer references orders (id),
  kind         integer not null,
  made_at      integer not null,
  at           integer not null,
  operator     text not null default '',
  done_at      integer,
  -- projection
  pending      integer not null default 1,
  tries        integer not null default 0,
  first_try_at integer,
  last_try_at  integer,
  voided_by    integer
) strict;

CREATE INDEX appointments_customer on appointments (customer_id);

CREATE INDEX appointments_pending on appointments (
  customer_id, id, order_id, kind, made_at, at, tries, first_try_at, last_try_at
) where pending = 1;

CREATE TABLE notes (
  id          integer primary key autoincrement,
  customer_id integer not null references customers (id),
  order_id    integer references orders (id),
  at          integer not null,
  operator    text not null default '',
  text        text not null,
  voided_by   integer
) strict;

CREATE INDEX notes_customer on notes (customer_id, at);

CREATE TABLE messages (
  id          integer primary key autoincrement,
  customer_id integer not null references customers (id),
  order_id    integer references orders (id),
  kind        text not null,
  fact_key    text not null unique,
  channel     integer,
  address     text,
  state       integer not null default 1,
  not_before  integer not null,
  expires_at  integer,
  params      text,
  subject     text,
  body        text,
  message_id  text,
  lease_by    text,
  lease_until integer,
  tries       integer not null default 0,
  error       text,
  gateway_id  text,
  sent_at     integer,
  journal_id  integer references journal (id)
, made_at integer not null default 0, recalled_by text, corrects integer references messages (id), letter_id integer references messages (id), edited integer not null default 0, released_by text, via text, ask_at integer, delivered_at integer, failed_at integer) strict;

CREATE INDEX messages_order on messages (order_id) where order_id is not null;

CREATE INDEX messages_customer on messages (customer_id);

CREATE TABLE journal (
  id          integer primary key autoincrement,
  at          integer not null,
  operator    text not null,
  session     text not null,
  kind        integer not null,
  order_id    integer references orders (id),
  customer_id integer references customers (id),
  group_id    integer,
  undoes      integer references journal (id),
  redoes      integer references journal (id),
  undone_by   integer references journal (id),
  undoable    integer not null,
  changes     text
) strict;

CREATE INDEX journal_order on journal (order_id, id) where order_id is not null;

CREATE INDEX journal_customer on journal (customer_id, id) where customer_id is not null;

CREATE INDEX journal_undoable on journal (operator, id) where undoable = 1;

CREATE INDEX journal_undone on journal (operator, id) where kind = 31;

CREATE INDEX journal_group on journal (group_id) where group_id is not null;

CREATE TABLE changes (
  seq  integer primary key autoincrement,
  kind integer not null,
  ref  integer not null,
  at   integer not null
) strict;

CREATE TABLE claims (
  customer_id integer primary key references customers (id),
  operator    text not null,
  session     text not null,
  taken_at    integer not null,
  renewed_at  integer not null
) strict;

CREATE TABLE skips (
  operator text not null,
  kind     integer not null,
  ref      integer not null,
  until    integer not null,
  reason   integer not null,
  primary key (operator, kind, ref)
) strict, without rowid;

CREATE TABLE leases (
  name   text primary key,
  holder text not null,
  until  integer not null
, operator text not null default '', since integer) strict;

CREATE TABLE imports (
  id          integer primary key autoincrement,
  at          integer not null,
  operator    text not null,
  file        text not null,
  format      integer not null,
  source      text not null,
  created     integer not null default 0,
  rejects     text) strict;

CREATE INDEX imports_rejects on imports (rejects) where rejects is not null;

CREATE TABLE rejects (
  id        integer primary key autoincrement,
  import_id integer not null references imports (id),
  seen_id   integer not null references imports (id),
  source    text not null,
  line      integer not null,
  number    text,
  field     text not null,
  why       text not null,
  -- the header row of a table, and the text as it stood; `hash` is of both
  head      text,
  raw       text not null,
  hash      text not null,
  -- 1 when the text itself can be mended, 0 when only a new export helps
  mendable  integer not null,
  mended_at integer
, settled integer not null default 0) strict;

CREATE INDEX rejects_import on rejects (import_id) where mended_at is null;

CREATE INDEX rejects_seen on rejects (seen_id) where mended_at is null;

CREATE INDEX rejects_hash on rejects (hash) where mended_at is null;

CREATE INDEX rejects_number on rejects (number) where mended_at is null;

CREATE TABLE shifts (
  id       integer primary key autoincrement,
  operator text not null,
  began_at integer not null,
  seen_at  integer not null,
  by_hand  integer not null default 0,
  ended_at integer,
  ending   integer
) strict;

CREATE UNIQUE INDEX shifts_open on shifts (operator) where ended_at is null;

CREATE INDEX shifts_operator on shifts (operator, began_at);

CREATE INDEX shifts_began on shifts (began_at);

CREATE TABLE shift_pauses (
  id       integer primary key,
  shift_id integer not null references shifts (id),
  began_at integer not null,
  ended_at integer
) strict;

CREATE INDEX shift_pauses_shift on shift_pauses (shift_id, began_at);

CREATE TABLE shift_consoles (
  session  text primary key,
  shift_id integer not null references shifts (id),
  seen_at  integer not null
) strict, without rowid;

CREATE INDEX shift_consoles_shift on shift_consoles (shift_id);

CREATE TABLE ticks (
  kind     integer not null,
  ref      integer not null,
  script   text not null,
  step     integer not null,
  operator text not null,
  at       integer not null, list integer,
  primary key (kind, ref, script, step)
) strict, without rowid;

CREATE TABLE products (
  id          integer primary key autoincrement,
  sku         text not null default '',
  sku_key     text not null default '',
  name        text not null,
  fold        text not null,
  price       integer,
  currency    text not null,
  stock_milli integer,
  offered     integer not null default 1,
  life_days   integer,
  seen_at     integer not null
, feed text not null default '', first_seen_at integer not null default 0) strict;

CREATE UNIQUE INDEX products_sku on products (sku_key) where sku_key <> '';

CREATE INDEX products_fold on products (fold);

CREATE INDEX products_offered on products (stock_milli) where offered = 1;

CREATE TABLE goods (
  id         integer primary key,
  sku        text not null,
  name       text not null,
  product_id integer references products (id),
  unique (sku, name)
) strict;

CREATE INDEX goods_product on goods (product_id) where product_id is not null;

CREATE INDEX order_lines_goods on order_lines (goods_id, order_id);

CREATE INDEX customers_merged on customers (merged_into) where merged_into is not null;

CREATE TABLE not_same (
  id        integer primary key autoincrement,
  one       integer not null references customers (id),
  other     integer not null references customers (id),
  at        integer not null,
  operator  text not null,
  voided_by integer
) strict;

CREATE INDEX not_same_one on not_same (one);

CREATE INDEX not_same_other on not_same (other);

CREATE INDEX orders_confirmed on orders (confirmed_at) where confirmed_at is not null;

CREATE INDEX payments_at on payments (at);

CREATE TABLE cases (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id),
  order_id integer references orders (id),
  kind integer not null,
  at integer not null,
  operator text not null,
  text text not null,
  settled_at integer,
  outcome integer,
  voided_by integer
) strict;

CREATE INDEX cases_open on cases (customer_id, id, order_id, kind, at, settled_at, voided_by)
  where settled_at is null and voided_by is null;

CREATE INDEX cases_customer on cases (customer_id);

CREATE INDEX cases_order on cases (order_id) where order_id is not null;

CREATE INDEX messages_letter on messages (letter_id) where letter_id is not null;

CREATE TABLE parcels (
  order_id        integer not null references orders (id),
  position        integer not null,
  tracking_number text,
  carrier         integer,
  number_at       integer,
  estimate_at     integer,
  handed_at       integer,
  arrived_at      integer,
  free_until      integer,
  hold_until      integer,
  received_at     integer,
  returned_at     integer,
  refused_at      integer,
  contents        text, reopened_at integer, lost_at integer,
  primary key (order_id, position)
) strict, without rowid;

CREATE INDEX parcels_number on parcels (tracking_number) where tracking_number is not null;

CREATE TABLE demand (
  product_id     integer not null references products (id),
  created_at     integer not null,
  order_id       integer not null references orders (id),
  quantity_milli integer not null,
  share          integer not null default 1,
  primary key (product_id, created_at, order_id)
) strict;

CREATE INDEX demand_order on demand (order_id);

CREATE TABLE order_totals (
  tab      integer not null,
  currency text not null,
  orders   integer not null,
  total    integer not null,
  primary key (tab, currency)
) strict;

CREATE TRIGGER order_totals_add after insert on orders when new.voided_by is null begin
  insert into order_totals (tab, currency, orders, total)
    values (case when new.stage = 1 and new.contacted_at is not null then 0 else new.stage end, new.currency, 1, new.total)
    on conflict (tab, currency) do update set orders = orders + 1, total = total + excluded.total;
end;

CREATE TRIGGER order_totals_leave after update of stage, contacted_at, currency, total, voided_by on orders
  when old.voided_by is null and (new.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  update order_totals set orders = orders - 1, total = total - old.total
    where tab = case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end
      and currency = old.currency;
end;

CREATE TRIGGER order_totals_come after update of stage, contacted_at, currency, total, voided_by on orders
  when new.voided_by is null and (old.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  insert into order_totals (tab, currency, orders, total)
    values (case when new.stage = 1 and new.contacted_at is not null then 0 else new.stage end, new.currency, 1, new.total)
    on conflict (tab, currency) do update set orders = orders + 1, total = total + excluded.total;
end;

CREATE TRIGGER order_totals_delete after delete on orders when old.voided_by is null begin
  update order_totals set orders = orders - 1, total = total - old.total
    where tab = case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end
      and currency = old.currency;
end;

CREATE INDEX orders_stage on orders (stage, created_at, total) where voided_by is null;

CREATE INDEX messages_open on messages (state, not_before, id) where state in (1, 4, 6, 8);

CREATE INDEX messages_due on messages (channel, not_before, id) where state = 1;

CREATE INDEX messages_asked on messages (ask_at, id) where ask_at is not null;

CREATE TABLE channels (
  name         text primary key,
  rests_since  integer,
  rests_why    text,
  uid_validity integer,
  uid_next     integer
, failed_at integer, failed_why text, heard_at integer, heard integer, mailbox_read_at integer, mailbox_failed_since integer, mailbox_failed_why text, mailbox_strangers integer not null default 0) strict;

CREATE TABLE own_letters (
  id          integer primary key autoincrement,
  key         text not null unique,
  address     text not null,
  subject     text not null,
  body        text not null,
  state       integer not null,
  made_at     integer not null,
  not_before  integer not null,
  expires_at  integer not null,
  message_id  text not null,
  lease_by    text,
  lease_until integer,
  tries       integer not null default 0,
  error       text,
  sent_at     integer
) strict;

CREATE INDEX own_letters_open on own_letters (not_before, id) where state in (1, 4, 6, 8);

CREATE INDEX messages_via on messages (via, state, sent_at) where via is not null;

CREATE INDEX messages_gateway on messages (gateway_id, via) where ask_at is not null;

CREATE TABLE order_feeds (
  name       text primary key,
  cursor     text,
  revision   integer not null default 0,
  import_id  integer references imports (id),
  tried_at   integer,
  ok_at      integer,
  reached_at integer,
  new_at     integer,
  created    integer not null default 0,
  failed_since integer,
  failed_fault integer,
  failed_said  text,
  failed_times integer not null default 0,
  next_at    integer,
  paused_at  integer,
  paused_by  text,
  asked_at   integer
) strict;

CREATE TABLE order_feed_words (
  source      text not null,
  external_id text not null,
  feed        text not null,
  platform    text not null,
  word        text not null,
  since       integer not null,
  primary key (source, external_id)
) strict;

CREATE INDEX order_feed_words_word on order_feed_words (platform, word, source, external_id);

CREATE TABLE order_feed_files (
  feed   text not null,
  digest text not null,
  at     integer not null, name text, import_id integer references imports (id), why text,
  primary key (feed, digest)
) strict;

CREATE INDEX order_feed_files_open on order_feed_files (feed, at) where why is not null;

CREATE TABLE order_feed_inbox (
  id     integer primary key,
  feed   text not null,
  digest text not null,
  at     integer not null,
  body   text not null,
  why    text,
  unique (feed, digest)
) strict;

CREATE INDEX order_feed_inbox_waiting on order_feed_inbox (feed, id) where why is null;

CREATE INDEX order_feed_inbox_unread on order_feed_inbox (feed, at) where why is not null;

CREATE INDEX calls_unheard on calls (started_at) where recording is not null and reviewed_at is null;

CREATE INDEX ticks_at on ticks (at);

CREATE TABLE offers (
  id         integer primary key,
  at         integer not null,
  operator   text not null,
  segment    text not null,
  text       text not null,
  planned    integer not null,
  made       integer not null default 0,
  touched_at integer not null,
  ended_at   integer
) strict;

CREATE INDEX offers_open on offers (at) where ended_at is null;

CREATE INDEX journal_session on journal (session, coalesce(group_id, id), id) where undoable = 1 and undone_by is null;

CREATE INDEX journal_turns on journal (operator, coalesce(group_id, id), id) where undoable = 1 and undone_by is null;

CREATE TABLE shop_writes (
  id          integer primary key,
  order_id    integer not null references orders (id),
  feed        text not null,
  external_id text not null,
  part        integer not null,
  ref         integer not null default 0,
  value       text not null,
  base        text,
  base_stage  integer,
  tried       text,
  word        text,
  paid_at     integer,
  state       integer not null,
  made_at     integer not null,
  not_before  integer not null,
  tries       integer not null default 0,
  lease_by    text,
  lease_until integer,
  sent_at     integer,
  why         integer,
  said        text,
  unique (order_id, part, ref)
) strict;

CREATE INDEX shop_writes_open on shop_writes (state, not_before, id) where state in (1, 4, 6, 8);

CREATE INDEX shop_writes_feed on shop_writes (feed, not_before, part desc, id) where state in (1, 4);

CREATE TABLE tried (
  source      text not null,
  external_id text not null,
  customer_id integer references customers (id),
  at          integer not null,
  total       integer not null,
  currency    text not null,
  contents    text not null,
  primary key (source, external_id)
) strict, without rowid;

CREATE INDEX tried_at on tried (at);

CREATE INDEX tried_of on tried (customer_id);

CREATE TABLE parcel_news (
  order_id    integer not null references orders (id),
  position    integer not null,
  number      text not null,
  heard_at    integer not null,
  ended       integer not null default 0,
  free_until  integer,
  hold_until  integer,
  pickup_code text,
  cod         integer,
  cod_paid    integer not null default 0,
  cost        integer,
  primary key (order_id, position)
) strict, without rowid;

CREATE TABLE parcel_events (
  order_id integer not null references orders (id),
  position integer not null,
  at       integer not null,
  code     text not null,
  state    integer,
  said     text not null,
  place    text not null,
  primary key (order_id, position, at, code)
) strict, without rowid;

CREATE INDEX rejects_settled on rejects (hash) where settled = 1;

CREATE UNIQUE INDEX payments_statement on payments (reference)
  where substr(reference, 1, 10) = 'statement:' and voided_by is null;

CREATE TABLE script_points (
  list  integer not null,
  place integer not null,
  step  integer not null,
  text  text not null,
  primary key (list, place)
) strict, without rowid;

CREATE INDEX ticks_list on ticks (list) where list is not null;

CREATE TABLE returns (
  id             integer primary key,
  order_id       integer not null references orders (id),
  made_at        integer not null,
  operator       text not null,
  reason         integer not null,
  condition      integer,
  instead        integer not null,
  contents       text not null,
  amount         integer not null,
  carrier        integer,
  tracking_number text,
  number_at      integer,
  back_at        integer,
  exchange_order integer references orders (id),
  voided_by      integer
) strict;

CREATE INDEX returns_of on returns (order_id);

CREATE INDEX returns_made on returns (made_at);

CREATE INDEX returns_followed on returns (tracking_number) where tracking_number is not null;

CREATE INDEX returns_awaited on returns (number_at) where back_at is null and voided_by is null;

CREATE INDEX returns_exchange on returns (exchange_order) where exchange_order is not null;

CREATE INDEX orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at, shop, sent_back, sent_back_at, return_since
) where live = 1;

CREATE TABLE product_keys (
  feed       text not null,
  key        text not null,
  product_id integer not null references products (id),
  primary key (feed, key)
) strict, without rowid;

CREATE INDEX product_keys_product on product_keys (product_id);

CREATE INDEX products_first_seen on products (first_seen_at);
