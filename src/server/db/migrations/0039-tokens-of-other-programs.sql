-- Reason: other programs (a state's dashboard, a spreadsheet) read counts and registers by themselves. What
-- a token may read is what its maker may, and of that only what is written here.

CREATE TABLE api_token (
  id text COLLATE "C" PRIMARY KEY,
  -- Of the token itself nothing is kept but this.
  hash bytea NOT NULL UNIQUE,
  name text NOT NULL,
  person text COLLATE "C" NOT NULL REFERENCES person,
  place text COLLATE "C" NOT NULL,
  counts boolean NOT NULL,
  types text[] NOT NULL,
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint,
  revoked_by text COLLATE "C",
  last_used_at bigint,
  -- ISO day of the last use that the audit log knows of.
  used_day text COLLATE "C"
);
CREATE INDEX api_token_place ON api_token (place);
