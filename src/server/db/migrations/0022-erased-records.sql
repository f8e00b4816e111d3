-- Reason: a record that was erased never comes back, whoever still has it: an old phone, a held change, a
-- restored backup. Ids and a reason code stay; nothing that anyone said of the person does.
CREATE TABLE erased (
  district int NOT NULL,
  record text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  by text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, record)
);
