-- Reason: a phone whose cursor is beyond what a bucket ever gave shows that the database was put back by
-- other hands; the server then begins another epoch. A phone may cause that once an hour at most.
ALTER TABLE device ADD COLUMN voided_at bigint;
