SELECT *
FROM cloudtrail_logs
WHERE any_match(
    CAST(json_extract(json_query(requestparameters, 'lax $.policyDocument[*]?(@.type() != "null")' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> lower(COALESCE(json_extract_scalar(x, '$'), json_format(x))) LIKE '%"effect":"allow"%'
  )
  AND any_match(
    CAST(json_extract(json_query(requestparameters, 'lax $.policyDocument[*]?(@.type() != "null")' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> lower(COALESCE(json_extract_scalar(x, '$'), json_format(x))) LIKE '%"action":"*"%'
  )
