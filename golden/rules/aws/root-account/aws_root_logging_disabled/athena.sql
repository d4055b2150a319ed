SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND (
    (
      lower(eventsource) = 'cloudtrail.amazonaws.com'
      AND lower(eventname) IN (
        'deleteeventdatastore',
        'deletetrail',
        'deregisterorganizationdelegatedadmin',
        'puteventselectors',
        'putinsightselectors',
        'stopeventdatastoreingestion',
        'stoplogging',
        'updateeventdatastore',
        'updatetrail'
      )
    )
    OR (
      lower(eventsource) = 'config.amazonaws.com'
      AND lower(eventname) IN (
        'deleteconfigrule',
        'deleteconfigurationrecorder',
        'deletedeliverychannel',
        'stopconfigurationrecorder'
      )
    )
    OR (
      lower(eventsource) IN ('ec2.amazonaws.com', 'logs.amazonaws.com')
      AND lower(eventname) IN (
        'deleteflowlogs',
        'deleteloggroup',
        'deletelogstream',
        'deletemetricfilter',
        'deletesubscriptionfilter',
        'putretentionpolicy'
      )
    )
    OR (
      lower(eventsource) IN (
        'access-analyzer.amazonaws.com',
        'guardduty.amazonaws.com',
        'securityhub.amazonaws.com'
      )
      AND lower(eventname) IN (
        'createipset',
        'deleteanalyzer',
        'deletedetector',
        'deletemembers',
        'disablesecurityhub',
        'disassociatefromadministratoraccount',
        'disassociatemembers',
        'stopmonitoringmembers',
        'updatedetector'
      )
    )
    OR (lower(eventsource) = 's3.amazonaws.com' AND lower(eventname) = 'putbucketlogging')
  )
