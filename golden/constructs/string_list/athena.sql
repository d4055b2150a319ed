SELECT *
FROM cloudtrail_logs
WHERE lower(eventname) IN ('createuser', 'deleteuser', 'updateuser')
