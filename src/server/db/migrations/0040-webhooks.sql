-- Reason: other programs are told when something happened, instead of asking all the time. What is to be
-- told lies here until the receiver has it or a day is over.

CREATE TABLE webhook (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  person text COLLATE "C" NOT NULL REFERENCES person,
  place text COLLATE "C" NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL,
  made_at bigint NOT NULL,
  ended_at bigint,
  ended_by text COLLATE "C"
);
CREATE INDEX webhook_place ON webhook (place);

-- key: what happened; the same is told once however often it is seen.
CREATE TABLE webhook_delivery (
  id text COLLATE "C" PRIMARY KEY,
  webhook text COLLATE "C" NOT NULL REFERENCES webhook,
  key text COLLATE "C" NOT NULL,
  event text COLLATE "C" NOT NULL,
  body text NOT NULL,
  at bigint NOT NULL,
  -- waiting, sent, dead
  status text COLLATE "C" NOT NULL DEFAULT 'waiting',
  attempts int NOT NULL DEFAULT 0,
  -- When it is due; while a server tries it, when another may.
  next_at bigint NOT NULL,
  -- When it is given up.
  until bigint NOT NULL,
  fault text COLLATE "C",
  answered int,
  sent_at bigint,
  UNIQUE (webhook, key)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (status, next_at);
