SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND (
    (
      lower(eventsource) = 'signin.amazonaws.com'
      AND lower(eventname) IN ('passwordupdated', 'emailupdated')
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN (
        'createvirtualmfadevice',
        'deactivatemfadevice',
        'deletevirtualmfadevice',
        'enablemfadevice',
        'resyncmfadevice'
      )
    )
  )
  AND errorcode IS NULL
