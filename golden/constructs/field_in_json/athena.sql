SELECT *
FROM cloudtrail_logs
WHERE lower(json_extract_scalar(requestparameters, '$.bucketName')) = 'secret'
  AND lower(json_extract_scalar(responseelements, '$.publiclyAccessible')) = 'true'
  AND lower(json_extract_scalar(additionaleventdata, '$.MFAUsed')) = 'no'
