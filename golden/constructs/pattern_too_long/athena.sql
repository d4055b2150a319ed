SELECT *
FROM logs
WHERE regexp_like(lower(field), 'administrator|powershell|mimikatz|bloodhound|sharphound|rubeus|kerberoast|certutil|bitsadmin|rundll32|regsvr32|mshta|wscript|cscript|msbuild|installutil|cmstp|odbcconf|schtasks|wmic|psexec|procdump|comsvcs|ntdsutil|vssadmin|wevtutil|fsutil|netsh|nltest|dsquery|adfind|whoami|systeminfo|ipconfig|tasklist|quser')
