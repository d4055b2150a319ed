SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND lower(eventsource) = 'iam.amazonaws.com'
  AND lower(eventname) IN (
    'attachgrouppolicy',
    'attachrolepolicy',
    'attachuserpolicy',
    'createpolicy',
    'createpolicyversion',
    'deletegrouppolicy',
    'deletepolicy',
    'deletepolicyversion',
    'deleterolepermissionsboundary',
    'deleterolepolicy',
    'deleteuserpermissionsboundary',
    'deleteuserpolicy',
    'detachgrouppolicy',
    'detachrolepolicy',
    'detachuserpolicy',
    'putgrouppolicy',
    'putrolepermissionsboundary',
    'putrolepolicy',
    'putuserpermissionsboundary',
    'putuserpolicy',
    'setdefaultpolicyversion',
    'updateassumerolepolicy'
  )
  AND errorcode IS NULL
