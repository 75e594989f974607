DROP INDEX ix_report_woven_until;

CREATE INDEX ix_report_woven_until_article ON report (woven, until, article);

DROP INDEX ix_tally_until_first;

CREATE INDEX ix_tally_until_first ON tally (until, first, last, due, what);

CREATE INDEX ix_party_incident ON party (incident);

UPDATE report SET woven = CASE WHEN EXISTS (SELECT 1 FROM member WHERE member.report = report.seq AND member.until = 2147483647) THEN 0 ELSE 1 END WHERE until <> 2147483647;
