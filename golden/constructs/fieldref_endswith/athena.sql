SELECT *
FROM cloudtrail_logs
WHERE any_match(
    CAST(json_extract(json_query(requestparameters, 'lax $.userName[*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> starts_with(reverse(lower(useridentity.arn)), reverse(lower(json_extract_scalar(x, '$'))))
  )
