SELECT *
FROM cloudtrail_logs
WHERE eventname IS NOT NULL
