SELECT *
FROM cloudtrail_logs
WHERE lower(eventsource) = 'iam.amazonaws.com'
  AND lower(eventname) = 'createaccesskey'
  AND lower(useridentity.type) = 'root'
  AND json_extract_scalar(requestparameters, '$.userName') IS NULL
  AND errorcode IS NULL
