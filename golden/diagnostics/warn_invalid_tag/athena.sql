SELECT *
FROM cloudtrail_logs
WHERE lower(eventname) = 'consolelogin'
