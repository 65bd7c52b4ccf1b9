-- The browser it came from, so that one device under many names counts as one. Gone when the viewer leaves.
alter table interactions.actions add column device_id uuid;
