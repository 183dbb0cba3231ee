@echo off
rem Starts the trainer without make: the first start makes .venv beside this file, which takes a minute and the network.
setlocal
set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"
set "VENV=%HERE%\.venv"

rem An environment survives neither a move nor another list of what it needs.
if not exist "%VENV%\Scripts\python.exe" goto :find
if not exist "%VENV%\started.txt" goto :find
set "THERE="
set /p THERE=<"%VENV%\where.txt"
if not "%THERE%"=="%HERE%" goto :find
fc /b "%HERE%\pyproject.toml" "%VENV%\started.txt" >nul 2>&1
if errorlevel 1 goto :find
goto :start

:find
set "PYTHON=py -3"
%PYTHON% -c "import sys" >nul 2>&1
if not errorlevel 1 goto :found
set "PYTHON=python"
%PYTHON% -c "import sys" >nul 2>&1
if not errorlevel 1 goto :found
echo The trainer needs Python, and there is none on this computer.
goto :install

:found
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))"
if not errorlevel 1 goto :setup
echo The trainer needs Python 3.11 or newer, and the one on this computer is older.

:install
echo Install it from https://www.python.org/downloads/ and start this again.
goto :failed

:setup
echo Setting up the trainer, once; this takes about a minute ...
%PYTHON% -m venv --clear "%VENV%"
if errorlevel 1 goto :broken
"%VENV%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --editable "%HERE%[browser]"
if errorlevel 1 goto :broken
rem Not by percent signs, since a folder may have an ampersand in its name.
setlocal EnableDelayedExpansion
>"!VENV!\where.txt" echo !HERE!
endlocal
copy /b /y "%HERE%\pyproject.toml" "%VENV%\started.txt" >nul
goto :start

:broken
echo The trainer could not be set up; what went wrong stands above. The first time, it needs the network.

:failed
rem A window that was opened by a double click would be gone before anybody has read this.
pause
exit /b 1

:start
"%VENV%\Scripts\python.exe" -m roleplay %*
exit /b %ERRORLEVEL%
