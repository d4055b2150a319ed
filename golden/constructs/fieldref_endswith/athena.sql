SELECT *
FROM cloudtrail_logs
WHERE starts_with(reverse(lower(useridentity.arn)), reverse(lower(json_extract_scalar(requestparameters, '$.userName'))))
