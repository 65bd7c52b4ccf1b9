-- A reader of rare facts must not walk over the frequent ones behind its cursor.
create index outbox_by_type on kernel.outbox (type, transaction_id, position);
