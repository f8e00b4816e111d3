-- Reason: lists of any kind of record. A row without a unique field is known again by what the person
-- chose as its key, or by all it says, within what one sender sends; and a batch goes on by the form
-- that was published when it began.
ALTER TABLE import_batch ADD COLUMN key_columns json NOT NULL DEFAULT '[]';
ALTER TABLE import_batch ADD COLUMN form text COLLATE "C";

CREATE TABLE import_row (
  district int NOT NULL,
  type text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  -- Of the key and the place, or of the whole row: sha256, 22 characters.
  hash text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, type, source, hash)
);
CREATE INDEX import_row_record ON import_row (district, record);
