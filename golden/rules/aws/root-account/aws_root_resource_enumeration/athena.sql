SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND lower(eventsource) IN (
    'dynamodb.amazonaws.com',
    'ec2.amazonaws.com',
    'ecs.amazonaws.com',
    'eks.amazonaws.com',
    'iam.amazonaws.com',
    'kms.amazonaws.com',
    'lambda.amazonaws.com',
    'organizations.amazonaws.com',
    'rds.amazonaws.com',
    's3.amazonaws.com',
    'secretsmanager.amazonaws.com',
    'ssm.amazonaws.com'
  )
  AND (
    lower(eventname) LIKE 'describe%'
    OR lower(eventname) LIKE 'list%'
    OR lower(eventname) LIKE 'getaccount%'
  )
  AND NOT COALESCE(lower(eventtype) = 'awsserviceevent', FALSE)
