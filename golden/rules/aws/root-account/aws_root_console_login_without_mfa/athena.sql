SELECT *
FROM cloudtrail_logs
WHERE lower(eventsource) = 'signin.amazonaws.com'
  AND lower(eventname) = 'consolelogin'
  AND lower(useridentity.type) = 'root'
  AND lower(json_extract_scalar(additionaleventdata, '$.MFAUsed')) = 'no'
  AND lower(json_extract_scalar(responseelements, '$.ConsoleLogin')) = 'success'
