-- Reason: erasing a person destroys her key, and what was sealed with it can be read nowhere any more. That only
-- holds when a copy of the wrapped key (in a dead row, the log, a replica) is worth nothing either: so the
-- master key that wraps them is replaced after an erasure, and the old one destroyed.

-- Keys made before name none: they are of the master key there was then.
ALTER TABLE subject_key ADD COLUMN master text COLLATE "C" NOT NULL DEFAULT '';

-- The master keys by name; the bytes lie in KEY_DIR. One is not ended: new keys are wrapped by it. In no backup
-- of the data, like subject_key and key_destruction.
CREATE TABLE master_key (
  name text COLLATE "C" PRIMARY KEY,
  ended boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX master_key_now ON master_key (ended) WHERE NOT ended;

-- Keys were destroyed since the master key was replaced last. Each row goes when that is done.
CREATE TABLE key_destruction (
  id text COLLATE "C" PRIMARY KEY,
  keys int NOT NULL
);

-- Photos and what they show are sealed too: piece by piece, under the key of the photo.
ALTER TABLE photo_piece ADD COLUMN sealed boolean NOT NULL DEFAULT false;

-- Words about a person beside her file: json, so that they can stand sealed.
ALTER TABLE file_opening ALTER COLUMN note TYPE json USING to_json(note);
ALTER TABLE held_change ALTER COLUMN note TYPE json USING to_json(note);
