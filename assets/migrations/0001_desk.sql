-- The whole desk at once: orders, people, money, calls, the journal and what the machinery keeps.
-- Times are UTC milliseconds, amounts whole minor units, coded words the integers of `domain`. Columns under
-- "projection" follow from other rows: `refresh` alone writes them.

create table meta (
  key   text primary key,
  value text not null
) strict;

-- Words that would otherwise stand as text in the index of open work: channels (1), operators (2), time zones (3).
create table labels (
  id   integer primary key,
  kind integer not null,
  text text not null,
  unique (kind, text)
) strict;

create table customers (
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
) strict;

-- Name, company and email folded (lower case, ё as е): three letters anywhere in it find the customer.
create virtual table customer_search using fts5(
  fold, content = 'customers', content_rowid = 'id', tokenize = 'trigram', detail = none
);
create trigger customer_search_add after insert on customers begin
  insert into customer_search (rowid, fold) values (new.id, new.fold);
end;
create trigger customer_search_change after update of fold on customers when old.fold <> new.fold begin
  insert into customer_search (customer_search, rowid, fold) values ('delete', old.id, old.fold);
  insert into customer_search (rowid, fold) values (new.id, new.fold);
end;

-- Phones (kind 1, norm is E.164) and emails (kind 2, norm is lower case). `reversed`: the phone's digits from the
-- last to the first, so that its last digits are a prefix.
create table contacts (
  id          integer primary key autoincrement,
  customer_id integer not null references customers (id),
  kind        integer not null,
  raw         text not null,
  norm        text,
  reversed    text,
  bad_at      integer,
  voided_by   integer
) strict;
create index contacts_norm on contacts (norm) where norm is not null;
create index contacts_customer on contacts (customer_id);
create index contacts_reversed on contacts (reversed, customer_id) where kind = 1;

create table orders (
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
) strict;

-- Everything the rules read of open work stands in this index, so that the queue of a shop with a million orders is
-- one walk over the few thousand that may still owe a task.
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at
) where live = 1;
create index orders_number on orders (number_key);
create index orders_customer on orders (customer_id, created_at);
create index orders_created on orders (created_at, total);
create index orders_contacted on orders (contacted_at, created_at) where contacted_at is not null;
create index orders_tracking on orders (tracking_number) where tracking_number is not null;

create table order_texts (
  order_id       integer primary key references orders (id),
  customer_name  text not null default '',
  address        text not null default '',
  comment        text not null default '',
  payment_title  text not null default '',
  delivery_title text not null default ''
) strict;

-- Which shop's which order an order is. `shop`: the last version the shop told, kept while the order is live.
create table order_sources (
  source      text not null,
  external_id text not null,
  order_id    integer not null references orders (id),
  modified_at integer,
  hash        text not null,
  shop        text,
  primary key (source, external_id)
) strict, without rowid;
create index order_sources_order on order_sources (order_id);
create index order_sources_kept on order_sources (order_id) where shop is not null;

create table order_lines (
  id             integer primary key,
  order_id       integer not null references orders (id),
  position       integer not null,
  sku            text not null default '',
  name           text not null,
  parameters     text not null default '',
  quantity_milli integer not null,
  price          integer not null,
  total          integer not null
) strict;
create index order_lines_order on order_lines (order_id, position);

-- `reference`: the shop's id of the payment, so that one told twice is counted once.
create table payments (
  id             integer primary key autoincrement,
  order_id       integer not null references orders (id),
  at             integer not null,
  amount         integer not null,
  means          integer not null,
  collected_only integer not null default 0,
  note           text not null default '',
  reference      text,
  voided_by      integer
) strict;
create index payments_order on payments (order_id, at);

create table calls (
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
  returned_by   integer references calls (id),
  -- projection: an incoming call that still owes something, and our returns in vain
  pending       integer not null default 0,
  tries         integer not null default 0,
  first_try_at  integer,
  last_try_at   integer,
  voided_by     integer
) strict;
create unique index calls_external on calls (origin, external_id) where external_id is not null;
create index calls_customer on calls (customer_id, started_at);
create index calls_started on calls (started_at);
create index calls_pending on calls (
  customer_id, id, started_at, last_event_at, ended_at, tries, first_try_at, last_try_at
) where pending = 1;

create table appointments (
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
create index appointments_customer on appointments (customer_id);
create index appointments_pending on appointments (
  customer_id, id, order_id, kind, made_at, at, tries, first_try_at, last_try_at
) where pending = 1;

create table notes (
  id          integer primary key autoincrement,
  customer_id integer not null references customers (id),
  order_id    integer references orders (id),
  at          integer not null,
  operator    text not null default '',
  text        text not null,
  voided_by   integer
) strict;
create index notes_customer on notes (customer_id, at);

-- What leaves the desk: kind and parameters; text, address and message id are frozen before the first try. The fact
-- key keeps one fact from being told twice (R35).
create table messages (
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
  next_try_at integer,
  error       text,
  gateway_id  text,
  sent_at     integer,
  journal_id  integer references journal (id)
) strict;
create index messages_order on messages (order_id) where order_id is not null;
create index messages_customer on messages (customer_id);

-- Audit trail, history and undo log in one: who, when, what, with the changes as JSON (none for an imported order).
create table journal (
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
create index journal_order on journal (order_id, id) where order_id is not null;
create index journal_customer on journal (customer_id, id) where customer_id is not null;
-- The undo stack of each operator, and what he took back; 31 is `undo`. An import's million entries stand in neither.
create index journal_undoable on journal (operator, id) where undoable = 1;
create index journal_session on journal (session, id) where undoable = 1;
create index journal_undone on journal (operator, id) where kind = 31;
create index journal_group on journal (group_id) where group_id is not null;

-- What other consoles on this file are to read again; trimmed after a day.
create table changes (
  seq  integer primary key autoincrement,
  kind integer not null,
  ref  integer not null,
  at   integer not null
) strict;

create table claims (
  customer_id integer primary key references customers (id),
  operator    text not null,
  session     text not null,
  taken_at    integer not null,
  renewed_at  integer not null
) strict;

-- A row an operator put behind its lane: kind 1 a customer's, 2 an order's.
create table skips (
  operator text not null,
  kind     integer not null,
  ref      integer not null,
  until    integer not null,
  reason   integer not null,
  primary key (operator, kind, ref)
) strict, without rowid;

create table leases (
  name   text primary key,
  holder text not null,
  until  integer not null
) strict;

create table imports (
  id          integer primary key autoincrement,
  at          integer not null,
  operator    text not null,
  file        text not null,
  format      integer not null,
  source      text not null,
  read_count  integer not null default 0,
  created     integer not null default 0,
  updated     integer not null default 0,
  unchanged   integer not null default 0,
  rejected    integer not null default 0,
  -- where its rejects were written, to be mended and imported from there
  rejects     text,
  finished_at integer
) strict;
create index imports_rejects on imports (rejects) where rejects is not null;

-- Orders that were refused, kept so that they can be mended and tried again. `import_id`: in whose file of rejects they
-- stand; `seen_id`: the import that met them last.
create table rejects (
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
) strict;
create index rejects_import on rejects (import_id) where mended_at is null;
create index rejects_seen on rejects (seen_id) where mended_at is null;
create index rejects_hash on rejects (hash) where mended_at is null;
create index rejects_number on rejects (number) where mended_at is null;
