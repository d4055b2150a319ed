SELECT *
FROM cloudtrail_logs
WHERE lower(eventname) = 'consolelogin'
  AND NOT COALESCE(lower(eventtype) = 'awsserviceevent', FALSE)
