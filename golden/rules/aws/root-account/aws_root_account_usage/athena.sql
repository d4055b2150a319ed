SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND NOT COALESCE(lower(eventtype) = 'awsserviceevent', FALSE)
  AND NOT COALESCE(
    (
      lower(useridentity.invokedby) LIKE '%.amazonaws.com'
      OR lower(useridentity.invokedby) = 'aws internal'
    )
    AND NOT COALESCE(lower(useridentity.invokedby) = 'signin.amazonaws.com', FALSE),
    FALSE
  )
