SELECT *
FROM logs
WHERE requestParameters.cidrIp = '0.0.0.0/0'
  AND field = '10.0.0.0/8'
  AND lower(list) IN ('10.0.0.1', 'fe80::/10')
