-- Reason: a change or a record is one to three kilobytes. PostgreSQL would compress each of them apart
-- on every write; kept whole in the row up to most of a page they cost half the time.
ALTER TABLE change SET (toast_tuple_target = 8160);
ALTER TABLE record SET (toast_tuple_target = 8160);
