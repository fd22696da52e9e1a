-- A gateway says by itself what became of a message, and names it by its own id: looked up among those not yet known of.
create index messages_gateway on messages (gateway_id, via) where ask_at is not null;
