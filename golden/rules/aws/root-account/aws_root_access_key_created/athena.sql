SELECT *
FROM cloudtrail_logs
WHERE lower(eventsource) = 'iam.amazonaws.com'
  AND lower(eventname) = 'createaccesskey'
  AND lower(useridentity.type) = 'root'
  AND NOT COALESCE(json_exists(requestparameters, 'lax $.userName[*]?(@.type() != "null")'), FALSE)
  AND errorcode IS NULL
