SELECT *
FROM cloudtrail_logs
WHERE lower(eventname) IN ('consolelogin', 'assumerole')
