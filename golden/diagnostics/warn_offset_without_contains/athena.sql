SELECT *
FROM cloudtrail_logs
WHERE any_match(
    CAST(json_extract(json_query(requestparameters, 'lax $.userData[*][*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> lower(json_extract_scalar(x, '$')) IN ('y3vyb', 'n1cm', 'jdxjs')
  )
