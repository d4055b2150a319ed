SELECT *
FROM cloudtrail_logs
WHERE errorcode IS NULL
