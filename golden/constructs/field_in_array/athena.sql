SELECT *
FROM cloudtrail_logs
WHERE any_match(resources, x -> lower(x.arn) = 'arn:aws:s3:::secret')
