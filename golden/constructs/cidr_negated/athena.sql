SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND NOT COALESCE(
    regexp_like(address, '^[0-9.]+\z')
    AND any_match(ARRAY[
      '10.0.0.0/8',
      '192.0.2.1/32'
    ], x -> contains(x, TRY_CAST(address AS IPADDRESS))),
    FALSE
  )
