-- Reason: the first shape. Everything that belongs to a bucket leads with the district, so that the
-- same tables can be spread over several machines by district; nothing unique and no reference
-- crosses districts. Times are milliseconds since 1970 unless they end in _day (ISO day).

-- Control tables: small, the same everywhere.

CREATE TABLE server_meta (
  key text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE person (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  made_at bigint NOT NULL
);

CREATE TABLE role_grant (
  id text COLLATE "C" PRIMARY KEY,
  person text COLLATE "C" NOT NULL REFERENCES person,
  role text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  from_day text COLLATE "C" NOT NULL,
  to_day text COLLATE "C",
  made_by text COLLATE "C",
  made_at bigint NOT NULL
);
CREATE INDEX role_grant_person ON role_grant (person);
CREATE INDEX role_grant_place ON role_grant (place);

CREATE TABLE device (
  id text COLLATE "C" PRIMARY KEY,
  person text COLLATE "C" NOT NULL REFERENCES person,
  public_key json NOT NULL,
  app text NOT NULL,
  enrolled_at bigint NOT NULL,
  last_seen bigint,
  unsent int NOT NULL DEFAULT 0,
  held int NOT NULL DEFAULT 0,
  -- Changes with a counter up to this are in a verified backup.
  safe_counter int NOT NULL DEFAULT 0,
  revoked_at bigint,
  revoked_by text COLLATE "C"
);
CREATE INDEX device_person ON device (person);

CREATE TABLE enrolment_code (
  hash bytea PRIMARY KEY,
  person text COLLATE "C" NOT NULL REFERENCES person,
  made_by text COLLATE "C",
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  device text COLLATE "C"
);
CREATE INDEX enrolment_code_person ON enrolment_code (person);

-- Wrong codes per ten minutes, over all servers.
CREATE TABLE enrolment_failure (
  slot bigint PRIMARY KEY,
  failures int NOT NULL
);

CREATE TABLE session (
  hash bytea PRIMARY KEY,
  device text COLLATE "C" NOT NULL REFERENCES device,
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX session_device ON session (device);

-- Tables of a district. A place above the districts has district 0.

CREATE TABLE place (
  district int NOT NULL,
  code text COLLATE "C" NOT NULL,
  depth smallint NOT NULL,
  hi text COLLATE "C" NOT NULL,
  en text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, code)
);
CREATE INDEX place_depth ON place (district, depth, code);
CREATE INDEX place_hi ON place (district, hi);
CREATE INDEX place_en ON place (district, lower(en));

-- Goes up when places, grants or names at or below a block (or above the blocks) change, so that a
-- phone sees with one small read that its profile is old.
CREATE TABLE place_version (
  district int NOT NULL,
  place text COLLATE "C" NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (district, place)
);

CREATE TABLE bucket (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  shelf text COLLATE "C" NOT NULL,
  generation int NOT NULL DEFAULT 1,
  seq bigint NOT NULL DEFAULT 0,
  checksum bigint NOT NULL DEFAULT 0,
  records int NOT NULL DEFAULT 0,
  PRIMARY KEY (district, id)
) WITH (fillfactor = 50);

-- body: {"grant","deviceTime","form","schema","mends"?,"values","replaces"}
CREATE TABLE change (
  district int NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  counter int NOT NULL,
  author text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (district, bucket, seq)
);
CREATE UNIQUE INDEX change_id ON change (district, id);
CREATE UNIQUE INDEX change_counter ON change (district, device, counter);
CREATE INDEX change_record ON change (district, record);

-- state: {"schema","values","base","heads"?,"rivals"?}; json, not jsonb: the order of keys is kept.
CREATE TABLE record (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  digest bigint NOT NULL,
  state json NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX record_seq ON record (district, bucket, seq);

-- A record that left a bucket; its bucket before stays known to phones that still hold it.
CREATE TABLE departed (
  district int NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (district, bucket, record)
);

CREATE TABLE held_change (
  district int NOT NULL,
  id text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  counter int,
  person text COLLATE "C" NOT NULL,
  bucket text COLLATE "C",
  record text COLLATE "C",
  type text COLLATE "C",
  code text COLLATE "C" NOT NULL,
  paths text[] NOT NULL,
  status text COLLATE "C" NOT NULL DEFAULT 'open',
  -- The change that put it right, or the person who closed it.
  settled_by text COLLATE "C",
  at bigint NOT NULL,
  -- Just as it was handed in: JSON of the change, or whatever came.
  body bytea NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX held_change_open ON held_change (district, status, at);
CREATE INDEX held_change_record ON held_change (district, record);

CREATE TABLE unique_value (
  district int NOT NULL,
  type text COLLATE "C" NOT NULL,
  path text COLLATE "C" NOT NULL,
  value_hash text COLLATE "C" NOT NULL,
  record text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, type, path, value_hash)
);

-- Running sums, kept at the place itself and at every place above it up to the block.
-- indicator: `<programme>.<count>`; day '' for a standing count.
CREATE TABLE indicator_sum (
  district int NOT NULL,
  depth smallint NOT NULL,
  place text COLLATE "C" NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  amount double precision NOT NULL,
  PRIMARY KEY (district, depth, place, indicator, day)
) WITH (fillfactor = 70);

-- Each row's hash covers the hash before it: nothing can be taken out or altered unseen.
CREATE TABLE audit (
  district int NOT NULL,
  n bigint NOT NULL,
  at bigint NOT NULL,
  act text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  detail text NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (district, n)
);
CREATE TABLE audit_head (
  district int PRIMARY KEY,
  n bigint NOT NULL,
  hash bytea NOT NULL
);
