SELECT *
FROM cloudtrail_logs
WHERE lower(eventsource) = 'signin.amazonaws.com'
  AND lower(eventname) IN ('passwordrecoveryrequested', 'passwordrecoverycompleted')
  AND lower(useridentity.type) = 'root'
