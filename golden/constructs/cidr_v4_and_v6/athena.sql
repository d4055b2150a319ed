SELECT *
FROM logs
WHERE (
    regexp_like(address, '^[0-9.]+\z')
    AND any_match(ARRAY[
      '10.0.0.0/8',
      '192.168.0.0/16'
    ], x -> contains(x, TRY_CAST(address AS IPADDRESS)))
  )
  OR (
    regexp_like(address, '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\z')
    AND contains('fd00::/8', TRY_CAST(address AS IPADDRESS))
  )
