-- A file of schema 52: made by its migrations, with a few rows in it. Never edited.
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
, owed_changed_at integer, agreed_changed_at integer, refunded integer not null default 0, requisites_at integer, apologies integer not null default 0, parcel_refused_at integer, claims_paid_at integer, claims_paid integer) strict;
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
, goods_id integer references goods (id)) strict;
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
  contents        text, reopened_at integer,
  primary key (order_id, position)
) strict, without rowid;
CREATE TABLE payments (
  id             integer primary key autoincrement,
  order_id       integer not null references orders (id),
  at             integer not null,
  amount         integer not null,
  means          integer not null,
  collected_only integer not null default 0,
  note           text not null default '',
  reference      text,
  voided_by      integer
, due_again integer not null default 0) strict;
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
  returned_by   integer references calls (id),
  -- projection: an incoming call that still owes something, and our returns in vain
  pending       integer not null default 0,
  tries         integer not null default 0,
  first_try_at  integer,
  last_try_at   integer,
  voided_by     integer
) strict;
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
CREATE TABLE notes (
  id          integer primary key autoincrement,
  customer_id integer not null references customers (id),
  order_id    integer references orders (id),
  at          integer not null,
  operator    text not null default '',
  text        text not null,
  voided_by   integer
) strict;
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
  next_try_at integer,
  error       text,
  gateway_id  text,
  sent_at     integer,
  journal_id  integer references journal (id)
, made_at integer not null default 0, recalled_by text, corrects integer references messages (id), letter_id integer references messages (id), edited integer not null default 0, released_by text) strict;
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
  read_count  integer not null default 0,
  created     integer not null default 0,
  updated     integer not null default 0,
  unchanged   integer not null default 0,
  rejected    integer not null default 0,
  -- where its rejects were written, to be mended and imported from there
  rejects     text,
  finished_at integer
) strict;
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
) strict;
CREATE TABLE shifts (
  id       integer primary key autoincrement,
  operator text not null,
  began_at integer not null,
  seen_at  integer not null,
  by_hand  integer not null default 0,
  ended_at integer,
  ending   integer
) strict;
CREATE TABLE shift_pauses (
  id       integer primary key,
  shift_id integer not null references shifts (id),
  began_at integer not null,
  ended_at integer
) strict;
CREATE TABLE shift_consoles (
  session  text primary key,
  shift_id integer not null references shifts (id),
  seen_at  integer not null
) strict, without rowid;
CREATE TABLE ticks (
  kind     integer not null,
  ref      integer not null,
  script   text not null,
  step     integer not null,
  operator text not null,
  at       integer not null,
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
, feed text not null default '') strict;
CREATE TABLE product_keys (
  feed       text not null,
  key        text not null,
  product_id integer not null references products (id),
  primary key (feed, key)
) strict, without rowid;
CREATE TABLE goods (
  id         integer primary key,
  sku        text not null,
  name       text not null,
  product_id integer references products (id),
  unique (sku, name)
) strict;
CREATE TABLE not_same (
  id        integer primary key autoincrement,
  one       integer not null references customers (id),
  other     integer not null references customers (id),
  at        integer not null,
  operator  text not null,
  voided_by integer
) strict;
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
CREATE INDEX contacts_norm on contacts (norm) where norm is not null;
CREATE INDEX contacts_customer on contacts (customer_id);
CREATE INDEX contacts_reversed on contacts (reversed, customer_id) where kind = 1;
CREATE INDEX orders_number on orders (number_key);
CREATE INDEX orders_customer on orders (customer_id, created_at);
CREATE INDEX orders_created on orders (created_at, total);
CREATE INDEX orders_contacted on orders (contacted_at, created_at) where contacted_at is not null;
CREATE INDEX order_sources_order on order_sources (order_id);
CREATE INDEX order_sources_kept on order_sources (order_id) where shop is not null;
CREATE INDEX order_lines_order on order_lines (order_id, position);
CREATE INDEX parcels_number on parcels (tracking_number) where tracking_number is not null;
CREATE INDEX payments_order on payments (order_id, at);
CREATE UNIQUE INDEX calls_external on calls (origin, external_id) where external_id is not null;
CREATE INDEX calls_customer on calls (customer_id, started_at);
CREATE INDEX calls_started on calls (started_at);
CREATE INDEX calls_pending on calls (
  customer_id, id, started_at, last_event_at, ended_at, tries, first_try_at, last_try_at
) where pending = 1;
CREATE INDEX appointments_customer on appointments (customer_id);
CREATE INDEX appointments_pending on appointments (
  customer_id, id, order_id, kind, made_at, at, tries, first_try_at, last_try_at
) where pending = 1;
CREATE INDEX notes_customer on notes (customer_id, at);
CREATE INDEX messages_order on messages (order_id) where order_id is not null;
CREATE INDEX messages_customer on messages (customer_id);
CREATE INDEX journal_order on journal (order_id, id) where order_id is not null;
CREATE INDEX journal_customer on journal (customer_id, id) where customer_id is not null;
CREATE INDEX journal_undoable on journal (operator, id) where undoable = 1;
CREATE INDEX journal_session on journal (session, id) where undoable = 1;
CREATE INDEX journal_undone on journal (operator, id) where kind = 31;
CREATE INDEX journal_group on journal (group_id) where group_id is not null;
CREATE INDEX imports_rejects on imports (rejects) where rejects is not null;
CREATE INDEX rejects_import on rejects (import_id) where mended_at is null;
CREATE INDEX rejects_seen on rejects (seen_id) where mended_at is null;
CREATE INDEX rejects_hash on rejects (hash) where mended_at is null;
CREATE INDEX rejects_number on rejects (number) where mended_at is null;
CREATE UNIQUE INDEX shifts_open on shifts (operator) where ended_at is null;
CREATE INDEX shifts_operator on shifts (operator, began_at);
CREATE INDEX shifts_began on shifts (began_at);
CREATE INDEX shift_pauses_shift on shift_pauses (shift_id, began_at);
CREATE INDEX shift_consoles_shift on shift_consoles (shift_id);
CREATE UNIQUE INDEX products_sku on products (sku_key) where sku_key <> '';
CREATE INDEX products_fold on products (fold);
CREATE INDEX product_keys_product on product_keys (product_id);
CREATE INDEX products_offered on products (stock_milli) where offered = 1;
CREATE INDEX goods_product on goods (product_id) where product_id is not null;
CREATE INDEX order_lines_goods on order_lines (goods_id, order_id);
CREATE INDEX customers_merged on customers (merged_into) where merged_into is not null;
CREATE INDEX not_same_one on not_same (one);
CREATE INDEX not_same_other on not_same (other);
CREATE INDEX orders_confirmed on orders (confirmed_at) where confirmed_at is not null;
CREATE INDEX payments_at on payments (at);
CREATE INDEX messages_open on messages (state, not_before, id) where state in (1, 4, 6, 8);
CREATE INDEX orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at
) where live = 1;
CREATE INDEX cases_open on cases (customer_id, id, order_id, kind, at, settled_at, voided_by)
  where settled_at is null and voided_by is null;
CREATE INDEX cases_customer on cases (customer_id);
CREATE INDEX cases_order on cases (order_id) where order_id is not null;
CREATE INDEX messages_letter on messages (letter_id) where letter_id is not null;
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
CREATE TRIGGER order_totals_leave after update of stage, contacted_at, currency, total, voided_by on orders
  when old.voided_by is null and (new.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  insert into order_totals (tab, currency, orders, total)
    values (case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end, old.currency, -1, -old.total)
    on conflict (tab, currency) do update set orders = orders - 1, total = total + excluded.total;
end;
CREATE TRIGGER order_totals_come after update of stage, contacted_at, currency, total, voided_by on orders
  when new.voided_by is null and (old.voided_by is not null or old.stage <> new.stage or old.currency <> new.currency
    or old.total <> new.total or (old.contacted_at is null) <> (new.contacted_at is null)) begin
  insert into order_totals (tab, currency, orders, total)
    values (case when new.stage = 1 and new.contacted_at is not null then 0 else new.stage end, new.currency, 1, new.total)
    on conflict (tab, currency) do update set orders = orders + 1, total = total + excluded.total;
end;
CREATE TRIGGER order_totals_delete after delete on orders when old.voided_by is null begin
  insert into order_totals (tab, currency, orders, total)
    values (case when old.stage = 1 and old.contacted_at is not null then 0 else old.stage end, old.currency, -1, -old.total)
    on conflict (tab, currency) do update set orders = orders - 1, total = total + excluded.total;
end;
CREATE INDEX orders_stage on orders (stage, created_at, total) where voided_by is null;
insert into labels (id, kind, text) values (1, 1, 'site');
insert into labels (id, kind, text) values (2, 2, 'anna');
insert into labels (id, kind, text) values (3, 3, 'Europe/Moscow');
insert into customers (id, name, fold, manager, rev, sex_guess) values (1, 'Елена Иванова', 'елена иванова', null, 1, 1);
insert into customers (id, name, fold, rev, sex_guess) values (2, 'Пётр Сидоров', 'петр сидоров', 1, 2);
insert into contacts (id, customer_id, kind, raw, norm, reversed) values (1, 1, 1, '8 916 123-45-67', '+79161234567', '76543216197');
insert into contacts (id, customer_id, kind, raw, norm, reversed) values (2, 2, 1, '8 916 765-43-21', '+79167654321', '12345676197');
insert into orders (id, number, number_key, customer_id, channel, currency, total, created_at, seen_at, terms, zone, last_note_at) values (1, '101', '101', 1, 1, 'RUB', 145000, 1773133200000, 1773133200000, 1, 3, 1773133201000);
insert into orders (id, number, number_key, customer_id, channel, currency, total, created_at, seen_at, terms, confirmed_at, zone, paid, last_paid_at, full_paid_at, ready_at, talks, contacted_at, last_talk_at, stage) values (2, '102', '102', 2, 1, 'RUB', 99000, 1772960400000, 1772960400000, 1, 1772960460000, 3, 99000, 1773046800000, 1773046800000, 1773046800000, 1, 1772960460000, 1772960460000, 3);
insert into order_totals (tab, currency, orders, total) values (1, 'RUB', 1, 145000);
insert into order_totals (tab, currency, orders, total) values (3, 'RUB', 1, 99000);
insert into order_texts (order_id, customer_name, address, comment) values (1, 'Елена Иванова', 'Москва, ул. Лесная, 5', 'позвонить');
insert into order_texts (order_id, customer_name, address) values (2, 'Пётр Сидоров', 'Москва, пр. Мира, 1');
insert into order_sources (source, external_id, order_id, hash) values ('shop', '9001', 1, 'x');
insert into goods (id, sku, name) values (1, 'C1', 'Чайник');
insert into goods (id, sku, name) values (2, 'C2', 'Чашка');
insert into order_lines (id, order_id, position, sku, name, quantity_milli, price, total, goods_id) values (1, 1, 0, 'C1', 'Чайник', 1000, 145000, 145000, 1);
insert into order_lines (id, order_id, position, sku, name, quantity_milli, price, total, goods_id) values (2, 2, 0, 'C2', 'Чашка', 1000, 99000, 99000, 2);
insert into payments (id, order_id, at, amount, means) values (1, 2, 1773046800000, 99000, 1);
insert into calls (id, customer_id, phone, order_id, origin, incoming, started_at, last_event_at, answered_at, ended_at, outcome, operator) values (1, 2, '+79167654321', 2, 'desk', 0, 1772960460000, 1772960460000, 1772960460000, 1772960460000, 1, 'anna');
insert into notes (id, customer_id, order_id, at, operator, text) values (1, 1, 1, 1773133201000, 'anna', 'просила вечером');
insert into journal (id, at, operator, session, kind, order_id, customer_id, undoable) values (1, 1772960400000, 'anna', 's', 29, 2, 2, 0);
insert into journal (id, at, operator, session, kind, order_id, customer_id, undoable, changes) values (2, 1772960460000, 'anna', 's', 3, 2, 2, 1, '[{"do":"set","entity":"order","id":2,"field":"confirmed_at","before":null,"after":1772960460000}]');
insert into journal (id, at, operator, session, kind, order_id, customer_id, undoable) values (3, 1773133200000, 'anna', 's', 29, 1, 1, 0);
insert into meta (key, value) values ('installed_at', '1770627600000');
insert into customer_search (rowid, fold) select id, fold from customers;
create index messages_due on messages (channel, not_before, id) where state = 1;
alter table messages add column via text;
alter table messages add column ask_at integer;
alter table messages add column delivered_at integer;
create index messages_asked on messages (ask_at, id) where ask_at is not null;
create table channels (
  name         text primary key,
  rests_since  integer,
  rests_why    text,
  uid_validity integer,
  uid_next     integer
) strict;
alter table payments drop column collected_only;
alter table orders add column shop integer references labels (id);
insert into labels (kind, text) select distinct 4, source from order_sources;
update orders set shop = (
  select l.id from labels l where l.kind = 4
    and l.text = (select min(s.source) from order_sources s where s.order_id = orders.id))
where id in (select order_id from order_sources);
drop index orders_live;
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at, shop
) where live = 1;
create table own_letters (
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
create index own_letters_open on own_letters (not_before, id) where state in (1, 4, 6, 8);
alter table imports drop column read_count;
alter table imports drop column updated;
alter table imports drop column unchanged;
alter table imports drop column rejected;
alter table imports drop column finished_at;
alter table calls drop column returned_by;
alter table messages drop column next_try_at;
alter table calls add column extension text;
alter table calls add column transferred_to text;
alter table calls add column transfers integer not null default 0;
alter table calls add column talk_ms integer not null default 0;
alter table calls add column hold_ms integer not null default 0;
alter table calls add column line_outcome integer;
update calls set extension = '101', talk_ms = 55000 where id = (select min(id) from calls);
alter table channels add column failed_at integer;
alter table channels add column failed_why text;
alter table channels add column heard_at integer;
alter table channels add column heard integer;
create index messages_via on messages (via, state, sent_at) where via is not null;
insert into channels (name, heard_at, heard) values ('sms', 1773133200000, 6);
alter table channels add column mailbox_read_at integer;
alter table channels add column mailbox_failed_since integer;
alter table channels add column mailbox_failed_why text;
alter table channels add column mailbox_strangers integer not null default 0;
alter table messages add column failed_at integer;
insert into channels (name, mailbox_read_at, uid_validity, uid_next) values ('mail', 1773133200000, 7, 12);
create index messages_gateway on messages (gateway_id, via) where ask_at is not null;
alter table calls add column history integer not null default 0;
update calls set history = 1 where id = (select max(id) from calls);
create table order_feeds (
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
create table order_feed_words (
  source      text not null,
  external_id text not null,
  feed        text not null,
  platform    text not null,
  word        text not null,
  since       integer not null,
  primary key (source, external_id)
) strict;
create index order_feed_words_word on order_feed_words (platform, word, source, external_id);
create table order_feed_files (
  feed   text not null,
  digest text not null,
  at     integer not null,
  primary key (feed, digest)
) strict;
insert into order_feeds (name, cursor, ok_at, created) values ('shop', '{"since":1773133200}', 1773133200000, 2);
insert into order_feed_words (source, external_id, feed, platform, word, since) values ('woocommerce', '7', 'shop', 'woocommerce', 'odd', 1773133200000);
insert into order_feed_files (feed, digest, at) values ('inbox', 'ab12', 1773133200000);
alter table order_feed_files add column name text;
alter table order_feed_files add column import_id integer references imports (id);
alter table order_feed_files add column why text;
create index order_feed_files_open on order_feed_files (feed, at) where why is not null;
update order_feed_files set name = 'orders.csv';
create table order_feed_inbox (
  id     integer primary key,
  feed   text not null,
  digest text not null,
  at     integer not null,
  body   text not null,
  why    text,
  unique (feed, digest)
) strict;
create index order_feed_inbox_waiting on order_feed_inbox (feed, id) where why is null;
create index order_feed_inbox_unread on order_feed_inbox (feed, at) where why is not null;
insert into order_feed_inbox (feed, digest, at, body, why) values ('site', 'cd34', 1773133200000, '{}', 'no order');
alter table calls add column review_mark integer;
alter table calls add column review_note text;
alter table calls add column reviewed_at integer;
alter table calls add column reviewer text;
create index calls_unheard on calls (started_at) where recording is not null and reviewed_at is null;
alter table ticks add column text text not null default '';
alter table ticks add column place integer not null default 0;
alter table ticks add column points integer not null default 0;
create index ticks_at on ticks (at);
update calls set review_mark = 4, review_note = 'warm', reviewed_at = 1773133200000, reviewer = 'anna' where id = (select min(id) from calls);
create table offers (
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
create index offers_open on offers (at) where ended_at is null;
drop index journal_session;
create index journal_session on journal (session, coalesce(group_id, id), id) where undoable = 1 and undone_by is null;
create index journal_turns on journal (operator, coalesce(group_id, id), id) where undoable = 1 and undone_by is null;
create table shop_writes (
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
create index shop_writes_open on shop_writes (state, not_before, id) where state in (1, 4, 6, 8);
create index shop_writes_feed on shop_writes (feed, not_before, part desc, id) where state in (1, 4);
insert into shop_writes (order_id, feed, external_id, part, value, base, base_stage, tried, word, state, made_at, not_before, tries, sent_at) select min(id), 'shop', '101', 1, 'processing', 'on-hold', 1, 'processing', 'processing', 5, 1773133200000, 1773133200000, 1, 1773133200000 from orders;
create table tried (
  source      text not null,
  external_id text not null,
  customer_id integer references customers (id),
  at          integer not null,
  total       integer not null,
  currency    text not null,
  contents    text not null,
  primary key (source, external_id)
) strict, without rowid;
create index tried_at on tried (at);
create index tried_of on tried (customer_id);
insert into tried (source, external_id, customer_id, at, total, currency, contents) values ('woocommerce', '77', 1, 1773133200000, 100000, 'RUB', 'Кофеварка');
create table parcel_news (
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
create table parcel_events (
  order_id integer not null references orders (id),
  position integer not null,
  at       integer not null,
  code     text not null,
  state    integer,
  said     text not null,
  place    text not null,
  primary key (order_id, position, at, code)
) strict, without rowid;
alter table parcels add column lost_at integer;
insert into parcel_news (order_id, position, number, heard_at, free_until) values (1, 1, 'RA644000001RU', 1773133200000, 1773738000000);
insert into parcel_events (order_id, position, at, code, state, said, place) values (1, 1, 1773133200000, '6', 4, 'Arrived', 'Tver');
alter table rejects add column settled integer not null default 0;
create index rejects_settled on rejects (hash) where settled = 1;
create unique index payments_statement on payments (reference)
  where substr(reference, 1, 10) = 'statement:' and voided_by is null;
update orders set promised_from = null, promised_until = null
where live = 1 and promised_from is not null and not exists (
  select 1 from messages m left join messages l on l.id = m.letter_id
  where m.order_id = orders.id and m.kind in ('promise', 'promise_broken') and coalesce(l.state, m.state) in (4, 5, 7, 8));
create table script_points (
  list  integer not null,
  place integer not null,
  step  integer not null,
  text  text not null,
  primary key (list, place)
) strict, without rowid;
alter table ticks add column list integer;
alter table ticks drop column text;
alter table ticks drop column place;
alter table ticks drop column points;
create index ticks_list on ticks (list) where list is not null;
insert into ticks (kind, ref, script, step, operator, at, list) values (2, 1, 'first_contact', 11, 'anna', 1773133200000, 1);
insert into script_points (list, place, step, text) values (1, 0, 11, 'Greet them'), (1, 1, 12, 'Say the total');
create table returns (
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
create index returns_of on returns (order_id);
create index returns_made on returns (made_at);
create index returns_followed on returns (tracking_number) where tracking_number is not null;
create index returns_awaited on returns (number_at) where back_at is null and voided_by is null;
create index returns_exchange on returns (exchange_order) where exchange_order is not null;
alter table order_lines add column returned_milli integer not null default 0;
alter table orders add column sent_back integer not null default 0;
alter table orders add column sent_back_at integer;
alter table orders add column return_since integer;
drop index orders_live;
create index orders_live on orders (
  stage, customer_id, id, channel, currency, total, created_at, seen_at, terms, flags, promised_from, promised_until,
  confirmed_at, carrier, number_at, dispatch_by, estimate_at, handed_at, arrived_at, free_until, hold_until,
  received_at, returned_at, cancelled_at, reason, closed_at, quality_done_at, courtesy_done_at, late_told_at,
  reopened_at, put_off_until, shop_changed_at, shop_cancelled_at, duplicate_of, zone, manager, marks, paid,
  last_paid_at, full_paid_at, ready_at, attempts, first_attempt_at, last_attempt_at, tried_at, talks, contacted_at,
  last_talk_at, last_note_at, earlier_attempt_at, owed_changed_at, agreed_changed_at, refunded, requisites_at,
  apologies, parcel_refused_at, claims_paid_at, shop, sent_back, sent_back_at, return_since
) where live = 1;
insert into returns (order_id, made_at, operator, reason, instead, contents, amount) values (1, 1773133200000, 'anna', 1, 1, '[]', 0);
alter table products add column first_seen_at integer not null default 0;
create index products_first_seen on products (first_seen_at);
create table published (
  id integer primary key,           -- the revision, from 1
  at integer not null,
  operator text not null,
  program text not null,            -- its version
  digest text not null,             -- SHA-256 of the text
  keys text not null,               -- what changed by it
  text text not null                -- TOML: the sections that are the shop's, the meanings of status words, its own texts
) strict;
insert into published (id, at, operator, program, digest, keys, text) values (1, 1773133200000, 'anna', '0.1.0', '', 'shop.name', '');
pragma user_version = 52;
pragma application_id = 1146771022;
