-- Reason: a State Resource Centre joins what several departments know of one child. Its tables lead with the state,
-- for a child is met in more than one district; nothing of them goes to a phone. What says who she is stands only
-- in columns named sealed, under a key of her own. What can be worked out from these anew (facets, blocks) is not
-- logged, and so in no backup.

-- Keys by which what is known of a person is sealed, wrapped by the master key. In no backup of the data.
CREATE TABLE subject_key (
  id text COLLATE "C" PRIMARY KEY,
  wrapped bytea NOT NULL
);

-- One row of a department's list, as its latest file says it.
CREATE TABLE subject_entry (
  state int NOT NULL,
  id text COLLATE "C" NOT NULL,
  -- Place of the department: 5.dep1
  source text COLLATE "C" NOT NULL,
  category text COLLATE "C" NOT NULL,
  -- Keyed hash of what makes the row known again within its source and category.
  key_hash bytea NOT NULL,
  -- Keyed hash of all it says: the same again changes nothing.
  said_hash bytea NOT NULL,
  -- The batch that said it last, and the number of this version.
  batch text COLLATE "C" NOT NULL,
  version int NOT NULL,
  at bigint NOT NULL,
  -- there; gone: its list was taken back.
  standing text COLLATE "C" NOT NULL DEFAULT 'there',
  -- JSON of the values (shared/subjects/entry.ts).
  sealed bytea NOT NULL,
  PRIMARY KEY (state, id)
);
CREATE UNIQUE INDEX subject_entry_key ON subject_entry (state, source, category, key_hash);
CREATE INDEX subject_entry_batch ON subject_entry (state, batch);

-- What it said before, newest last: for taking a list back, and for who asks what changed.
CREATE TABLE subject_entry_past (
  state int NOT NULL,
  entry text COLLATE "C" NOT NULL,
  version int NOT NULL,
  batch text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  said_hash bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (state, entry, version)
);
CREATE INDEX subject_entry_past_batch ON subject_entry_past (state, batch);

-- One person, known by a token that says nothing about her.
CREATE TABLE subject (
  state int NOT NULL,
  token text COLLATE "C" NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (state, token)
);

-- Which rows are about whom, now. how: alone (nobody has joined it), certain (the rule did), person.
CREATE TABLE subject_link (
  state int NOT NULL,
  entry text COLLATE "C" NOT NULL,
  token text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (state, entry)
);
CREATE INDEX subject_link_token ON subject_link (state, token);

-- Every joining and parting there ever was, in order: any can be turned back.
CREATE TABLE subject_link_past (
  state int NOT NULL,
  n bigint NOT NULL,
  entry text COLLATE "C" NOT NULL,
  from_token text COLLATE "C" NOT NULL,
  to_token text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  reason text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (state, n)
);
CREATE INDEX subject_link_past_entry ON subject_link_past (state, entry);

-- Two rows that could be one person, a before b. standing: open, joined, apart ("not the same", remembered), later.
CREATE TABLE subject_pair (
  state int NOT NULL,
  a text COLLATE "C" NOT NULL,
  b text COLLATE "C" NOT NULL,
  band text COLLATE "C" NOT NULL,
  score real NOT NULL,
  -- [["name","same"], …]
  reasons json NOT NULL,
  standing text COLLATE "C" NOT NULL DEFAULT 'open',
  by text COLLATE "C",
  at bigint NOT NULL,
  why text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (state, a, b)
);
CREATE INDEX subject_pair_b ON subject_pair (state, b);
CREATE INDEX subject_pair_open ON subject_pair (state, score DESC, a, b) WHERE standing = 'open';

-- Where a file of her is kept by those who work for her.
CREATE TABLE subject_file (
  state int NOT NULL,
  token text COLLATE "C" NOT NULL,
  district int NOT NULL,
  record text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (state, token, district, record)
);
CREATE INDEX subject_file_record ON subject_file (district, record);

-- Somebody asks to see what is covered; a second person answers. what: identity, protected.
CREATE TABLE subject_opening (
  state int NOT NULL,
  id text COLLATE "C" NOT NULL,
  token text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL,
  asked_by text COLLATE "C" NOT NULL,
  asked_at bigint NOT NULL,
  reason text COLLATE "C" NOT NULL,
  note text NOT NULL DEFAULT '',
  -- asked, allowed, refused
  standing text COLLATE "C" NOT NULL DEFAULT 'asked',
  answered_by text COLLATE "C",
  answered_at bigint,
  until bigint,
  PRIMARY KEY (state, id)
);
CREATE INDEX subject_opening_token ON subject_opening (state, token);

-- What is counted of a row, without whose it is. Made anew from the sealed rows when it is empty.
CREATE UNLOGGED TABLE subject_facet (
  state int NOT NULL,
  entry text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  category text COLLATE "C" NOT NULL,
  district int NOT NULL,
  sex text COLLATE "C" NOT NULL DEFAULT '',
  -- Year of birth as far as it is known; 0: not.
  birth_year int NOT NULL DEFAULT 0,
  -- ISO day, '' when not said.
  seen_day text COLLATE "C" NOT NULL DEFAULT '',
  needs text[] NOT NULL DEFAULT '{}',
  services text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (state, entry)
);
CREATE INDEX subject_facet_sheet ON subject_facet (state, district, category);

-- Keyed hashes (64 bits) under which a row is looked for when another like it comes.
CREATE UNLOGGED TABLE subject_block (
  state int NOT NULL,
  block bigint NOT NULL,
  entry text COLLATE "C" NOT NULL,
  PRIMARY KEY (state, block, entry)
);
CREATE INDEX subject_block_entry ON subject_block (state, entry);
