SELECT *
FROM cloudtrail_logs
WHERE lower(json_extract_scalar(additionaleventdata, '$.MFAUsed')) = 'no'
