SELECT *
FROM logs
WHERE regexp_like(address, '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\z')
  AND contains('2001:db8::/33', TRY_CAST(address AS IPADDRESS))
