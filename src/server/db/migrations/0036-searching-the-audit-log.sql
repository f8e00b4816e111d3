-- Reason: the log is searched by who, what, whom, where and when; a district's chain grows to millions of
-- rows and a page of a hundred must not read them all. Found rows are given newest first.
CREATE INDEX audit_actor ON audit (district, actor, n);
CREATE INDEX audit_act ON audit (district, act, n);
CREATE INDEX audit_subject ON audit (district, subject, n);
CREATE INDEX audit_place ON audit (district, place, n);
CREATE INDEX audit_at ON audit (district, at);
