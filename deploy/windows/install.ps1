# The server as a Windows service: docs/operations.md, "Windows". Run in PowerShell as administrator, from any folder:
#
#   Set-ExecutionPolicy -Scope Process Bypass
#   .\deploy\windows\install.ps1 -Data 'D:\D...\campaign' -Name tiemchung.internal [-Second 'E:\backup'] [-Nssm C:\nssm\nssm.exe]
#
# With -Nssm a service by NSSM (nssm.cc), else a task of the Task Scheduler that starts with the machine. Either way it
# runs as LOCAL SERVICE: no rights of its own, and no name or password that another machine could be made to ask for.
# This file is ASCII on purpose: Windows PowerShell reads others by the machine's code page.

param(
    [Parameter(Mandatory)] [string] $Data,              # folder of the database, on a disk of this machine
    [string] $Key = 'C:\ProgramData\Campaign\key',      # folder of the audit key, not in $Data
    [string] $Second,                                   # second place for backups: another disk
    [string] $Name = $env:COMPUTERNAME,                 # what people type into their browsers
    [string] $Address = '127.0.0.1',                    # 0.0.0.0 only without a proxy in front
    [int]    $Port = 8501,
    [string] $Nssm                                      # path of nssm.exe
)

$ErrorActionPreference = 'Stop'
$Service = 'Campaign'
$Program = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$Python = Join-Path $Program '.venv\Scripts\python.exe'
$Arguments = '-m streamlit run app.py --server.headless true'

if (-not (Test-Path $Python)) { throw "There is no $Python. Install the program first: docs/operations.md." }
foreach ($Folder in @($Data, $Second)) {
    if ($Folder -like '\\*') { throw "$Folder is on the network. Name a folder on a disk of this machine." }
    if ($Folder -match 'OneDrive|Dropbox|Google ?Drive') { throw "$Folder is copied to the internet. Name another." }
}

# --- folders: the service and administrators, nobody else (S-1-5-19 LOCAL SERVICE, S-1-5-32-544 Administrators)
$Written = @($Data, $Key, $Second) | Where-Object { $_ }
foreach ($Folder in $Written) {
    New-Item -ItemType Directory -Force -Path $Folder | Out-Null
    & icacls $Folder /inheritance:r /grant:r '*S-1-5-19:(OI)(CI)M' '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' /Q
    if ($LASTEXITCODE -ne 0) { throw "The rights of $Folder could not be set." }
}
& icacls $Program /grant '*S-1-5-19:(OI)(CI)RX' /Q
if ($LASTEXITCODE -ne 0) { throw "The rights of $Program could not be set." }

# --- settings: of the machine, so that commands in a new window have the same ones as the service
$Forward = $Data.Replace('\', '/').TrimEnd('/')
$Settings = [ordered]@{
    PYTHONUTF8                     = '1'
    CAMPAIGN_DATABASE_URL          = "sqlite:///$Forward/campaign.db"
    CAMPAIGN_KEY_FILE              = Join-Path $Key 'campaign.key'
    CAMPAIGN_LOG_FILE              = Join-Path $Data 'log\campaign.log'
    CAMPAIGN_BACKUP_SECOND         = $Second
    STREAMLIT_SERVER_ADDRESS       = $Address
    STREAMLIT_SERVER_PORT          = "$Port"
    STREAMLIT_SERVER_ALLOWED_HOSTS = "$Name localhost 127.0.0.1"
    # Without it a server of address 0.0.0.0 asks the internet for its own address when it starts.
    STREAMLIT_BROWSER_SERVER_ADDRESS = $Name
}
foreach ($Setting in $Settings.GetEnumerator()) {
    if ($Setting.Value) {
        [Environment]::SetEnvironmentVariable($Setting.Key, $Setting.Value, 'Machine')
        Set-Item -Path "Env:$($Setting.Key)" -Value $Setting.Value
    }
}

# --- the database, once, in words if anything is wrong with it
Push-Location $Program
try {
    & $Python -m campaign upgrade
    if ($LASTEXITCODE -ne 0) { throw 'The database could not be opened; nothing was installed.' }
}
finally { Pop-Location }

# --- the service
if ($Nssm) {
    & $Nssm install $Service $Python $Arguments
    & $Nssm set $Service AppDirectory $Program
    & $Nssm set $Service ObjectName 'NT AUTHORITY\LocalService' ''
    & $Nssm set $Service Start SERVICE_AUTO_START
    & $Nssm set $Service AppExit Default Restart
    & $Nssm set $Service AppRestartDelay 5000
    & $Nssm set $Service AppStopMethodConsole 60000     # Ctrl+C and a minute: the database is left in order
    & $Nssm set $Service AppStdout (Join-Path $Data 'log\console.log')
    & $Nssm set $Service AppStderr (Join-Path $Data 'log\console.log')
    & $Nssm set $Service AppRotateFiles 1
    & $Nssm set $Service AppRotateBytes 10485760
    New-Item -ItemType Directory -Force -Path (Join-Path $Data 'log') | Out-Null
    Start-Service $Service
}
else {
    $Action = New-ScheduledTaskAction -Execute $Python -Argument $Arguments -WorkingDirectory $Program
    $Trigger = New-ScheduledTaskTrigger -AtStartup
    $Account = New-ScheduledTaskPrincipal -UserId 'NT AUTHORITY\LOCAL SERVICE' -LogonType ServiceAccount
    $Rules = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew `
        -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
        -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable
    Register-ScheduledTask -TaskName $Service -Action $Action -Trigger $Trigger -Principal $Account `
        -Settings $Rules -Force | Out-Null
    Start-ScheduledTask -TaskName $Service
}

# --- only where browsers come without a proxy in between; the proxy has a rule of its own
if ($Address -ne '127.0.0.1') {
    Remove-NetFirewallRule -Name "$Service-In" -ErrorAction SilentlyContinue
    New-NetFirewallRule -Name "$Service-In" -DisplayName "Campaign ($Port)" -Direction Inbound -Protocol TCP `
        -LocalPort $Port -RemoteAddress LocalSubnet -Profile @('Domain', 'Private') -Action Allow | Out-Null
}

Write-Output 'Done. Make the first administrator in a new window:'
Write-Output "  cd '$Program'; .venv\Scripts\python -m campaign user add LOGIN --name 'NAME' --role admin"
