SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND (
    (
      lower(eventsource) = 's3.amazonaws.com'
      AND lower(eventname) IN (
        'copyobject',
        'getobject',
        'getobjecttorrent',
        'getobjectversion',
        'selectobjectcontent',
        'uploadpartcopy'
      )
    )
    OR (
      lower(eventsource) = 'dynamodb.amazonaws.com'
      AND lower(eventname) IN (
        'batchgetitem',
        'executestatement',
        'exporttabletopointintime',
        'getitem',
        'query',
        'scan'
      )
    )
    OR (
      lower(eventsource) IN ('secretsmanager.amazonaws.com', 'ssm.amazonaws.com')
      AND lower(eventname) IN (
        'batchgetsecretvalue',
        'getparameter',
        'getparameters',
        'getparametersbypath',
        'getsecretvalue'
      )
    )
    OR (
      lower(eventsource) IN ('ebs.amazonaws.com', 'ec2.amazonaws.com', 'rds.amazonaws.com')
      AND lower(eventname) IN (
        'copydbsnapshot',
        'copysnapshot',
        'getsnapshotblock',
        'modifydbsnapshotattribute',
        'modifysnapshotattribute',
        'startexporttask'
      )
    )
  )
  AND errorcode IS NULL
