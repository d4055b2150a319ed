SELECT *
FROM cloudtrail_logs
WHERE lower(useragent) LIKE '%/botocore'
