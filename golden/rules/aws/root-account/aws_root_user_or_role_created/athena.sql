SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND (
    (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN (
        'addroletoinstanceprofile',
        'addusertogroup',
        'creategroup',
        'createinstanceprofile',
        'createloginprofile',
        'createopenidconnectprovider',
        'createrole',
        'createsamlprovider',
        'createuser',
        'updateloginprofile'
      )
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) = 'createaccesskey'
      AND json_extract_scalar(requestparameters, '$.userName') IS NOT NULL
    )
  )
  AND errorcode IS NULL
