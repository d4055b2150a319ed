SELECT *
FROM cloudtrail_logs
WHERE lower(useridentity.type) = 'root'
  AND sourceipaddress = '192.0.2.1'
  AND lower(useragent) LIKE '%curl%'
