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
      AND NOT NOT COALESCE(json_exists(requestparameters, 'lax $.userName[*]?(@.type() != "null")'), FALSE)
    )
  )
  AND errorcode IS NULL
