SELECT *
FROM cloudtrail_logs
WHERE any_match(
    CAST(json_extract(json_query(additionaleventdata, 'lax $.MFAUsed[*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> lower(json_extract_scalar(x, '$')) = 'no'
  )
