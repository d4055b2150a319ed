SELECT *
FROM cloudtrail_logs
WHERE (
    lower(useridentity.type) = 'root'
    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%:root'
  )
  AND (
    (
      lower(eventsource) = 'ec2.amazonaws.com'
      AND lower(eventname) IN (
        'authorizesecuritygroupegress',
        'authorizesecuritygroupingress',
        'createnetworkacl',
        'createnetworkaclentry',
        'createroute',
        'createsecuritygroup',
        'deletenetworkacl',
        'deletenetworkaclentry',
        'deletesecuritygroup',
        'modifysecuritygrouprules',
        'replacenetworkaclassociation',
        'replacenetworkaclentry',
        'replaceroute',
        'revokesecuritygroupegress',
        'revokesecuritygroupingress'
      )
    )
    OR (
      lower(eventsource) IN (
        'network-firewall.amazonaws.com',
        'waf.amazonaws.com',
        'waf-regional.amazonaws.com',
        'wafv2.amazonaws.com'
      )
      AND (
        lower(eventname) LIKE 'delete%'
        OR lower(eventname) LIKE 'disassociate%'
        OR lower(eventname) LIKE 'update%'
      )
    )
    OR (
      lower(eventsource) = 's3.amazonaws.com'
      AND lower(eventname) IN (
        'deleteaccountpublicaccessblock',
        'deletebucketencryption',
        'deletebucketpolicy',
        'deletebucketpublicaccessblock',
        'putaccountpublicaccessblock',
        'putbucketacl',
        'putbucketpolicy',
        'putbucketpublicaccessblock'
      )
    )
    OR (
      lower(eventsource) = 'iam.amazonaws.com'
      AND lower(eventname) IN ('deleteaccountpasswordpolicy', 'updateaccountpasswordpolicy')
    )
    OR (
      lower(eventsource) = 'kms.amazonaws.com'
      AND lower(eventname) IN ('disablekey', 'putkeypolicy', 'schedulekeydeletion')
    )
  )
  AND errorcode IS NULL
