SELECT *
FROM cloudtrail_logs
WHERE lower(eventname) = 'getobject'
  AND NOT COALESCE(any_match(resources, x -> lower(x.arn) LIKE 'arn:aws:s3:::public%'), FALSE)
