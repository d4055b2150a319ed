SELECT *
FROM cloudtrail_logs
WHERE lower(requestparameters) LIKE '%"publiclyaccessible":true%'
