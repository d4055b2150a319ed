SELECT *
FROM cloudtrail_logs
WHERE lower(eventsource) = 'signin.amazonaws.com'
  AND lower(eventname) = 'consolelogin'
  AND lower(useridentity.type) = 'root'
  AND any_match(
    CAST(json_extract(json_query(additionaleventdata, 'lax $.MFAUsed[*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> lower(json_extract_scalar(x, '$')) = 'no'
  )
  AND any_match(
    CAST(json_extract(json_query(responseelements, 'lax $.ConsoleLogin[*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> lower(json_extract_scalar(x, '$')) = 'success'
  )
