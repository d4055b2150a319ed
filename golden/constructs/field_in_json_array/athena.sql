SELECT *
FROM cloudtrail_logs
WHERE any_match(
    CAST(json_extract(json_query(requestparameters, 'lax $.ipPermissions.items.ipRanges.items.cidrIp[*][*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)),
    x -> json_extract_scalar(x, '$') = '0.0.0.0/0'
  )
