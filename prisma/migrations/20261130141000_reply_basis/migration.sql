-- How an answer may be used (CLM-15): one that nobody has agreed on is kept as off the record.
ALTER TABLE "ReplyRequest" ADD COLUMN "basis" "EvidenceBasis";
