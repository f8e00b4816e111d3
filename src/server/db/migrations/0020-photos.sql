-- Reason: photos lay on one phone only. They come in pieces over bad lines, apart from the records that
-- name them, and are kept beside the records so that one backup has both.

-- name: SHA-256 of the bytes in hex. whole_at is null while pieces are still to come: until then nobody sees it.
CREATE TABLE photo (
  district int NOT NULL,
  name text COLLATE "C" NOT NULL,
  size int NOT NULL,
  received int NOT NULL DEFAULT 0,
  media text COLLATE "C",
  device text COLLATE "C" NOT NULL,
  begun_at bigint NOT NULL,
  -- When the last piece came.
  piece_at bigint NOT NULL,
  whole_at bigint,
  -- In a verified backup.
  safe boolean NOT NULL DEFAULT false,
  -- Since when no record names it; null: one does, or nobody has looked.
  unnamed_since bigint,
  PRIMARY KEY (district, name)
);
CREATE INDEX photo_unsafe ON photo (whole_at) WHERE NOT safe;

CREATE TABLE photo_piece (
  district int NOT NULL,
  name text COLLATE "C" NOT NULL,
  at int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (district, name, at)
);
-- Already compressed.
ALTER TABLE photo_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Records for which phones have handed it in.
CREATE TABLE photo_record (
  district int NOT NULL,
  name text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, name, record)
);
CREATE INDEX photo_record_record ON photo_record (district, record);
