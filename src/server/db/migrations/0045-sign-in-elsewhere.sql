-- Reason: officers may prove who they are at their department's own sign-in. Whoever the issuer calls so is
-- this person; a name given there opens nothing until an administrator has entered it.

CREATE TABLE person_identity (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL REFERENCES person,
  made_by text COLLATE "C" NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX person_identity_person ON person_identity (issuer, person);
