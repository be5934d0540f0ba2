@echo off
rem The server in a window, without a service: for a first look, or where no service may be installed.
rem Put the path of your folder in the next lines. The file is UTF-8; the first command makes cmd read it so.
chcp 65001 >nul
set PYTHONUTF8=1
set "CAMPAIGN_DATABASE_URL=sqlite:///D:/Dữ liệu/Tiêm chủng/campaign.db"
set "CAMPAIGN_KEY_FILE=C:\ProgramData\Campaign\key\campaign.key"
set "CAMPAIGN_LOG_FILE=D:\Dữ liệu\Tiêm chủng\log\campaign.log"
if not exist "C:\ProgramData\Campaign\key" mkdir "C:\ProgramData\Campaign\key"
cd /d "%~dp0..\.."
.venv\Scripts\python -m campaign.ui.port && .venv\Scripts\python -m streamlit run app.py
pause
