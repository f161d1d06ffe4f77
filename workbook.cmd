@echo off
rem Starts the workbook. Builds it first, quietly, when it is missing or older than its sources.
setlocal
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%target\workbook.jar"
set "ARCHIVE=%HOME_DIR%target\workbook.jsa"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set OPTIONS=-Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Dworkbook.launcher=cmd

if not exist "%JAR%" (
    call :build || exit /b 2
)
if not exist "%ARCHIVE%" call :prepare
"%JAVA%" "-XX:SharedArchiveFile=%ARCHIVE%" %OPTIONS% -jar "%JAR%" %*
set STATUS=%ERRORLEVEL%
if not "%STATUS%"=="75" exit /b %STATUS%
call :build || exit /b 2
"%JAVA%" "-XX:SharedArchiveFile=%ARCHIVE%" %OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:build
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo The workbook needs a JDK, version 17 or newer, and found no %JAVA%. 1>&2
    echo Install it with:  winget install EclipseAdoptium.Temurin.21.JDK 1>&2
    exit /b 2
)
rem A runtime alone has no jdk.compiler; versions before 9 do not know --list-modules at all.
"%JAVA%" --list-modules 2>nul | findstr /b "jdk.compiler@" >nul
if errorlevel 1 (
    echo The workbook needs a JDK with a compiler, version 17 or newer; this is only a runtime. 1>&2
    echo Install it with:  winget install EclipseAdoptium.Temurin.21.JDK 1>&2
    exit /b 2
)
"%JAVA%" --list-modules 2>nul | findstr /b /r "java.base@9 java.base@1[0-6]" >nul
if not errorlevel 1 (
    echo The workbook needs a JDK, version 17 or newer; this one is older. 1>&2
    echo Install it with:  winget install EclipseAdoptium.Temurin.21.JDK 1>&2
    exit /b 2
)
where mvn >nul 2>&1
if errorlevel 1 (
    echo The workbook needs Maven to build itself, and found no mvn. 1>&2
    echo Install it with:  winget install Apache.Maven   or   scoop install maven 1>&2
    exit /b 2
)
echo Building the workbook ... 1>&2
if not exist "%HOME_DIR%target" mkdir "%HOME_DIR%target"
pushd "%HOME_DIR%"
call mvn -q -B -DskipTests package >"%HOME_DIR%target\build.log" 2>&1
set BUILT=%ERRORLEVEL%
popd
if not "%BUILT%"=="0" (
    findstr /b "[ERROR]" "%HOME_DIR%target\build.log" 1>&2
    echo The workbook could not be built. All that Maven said is in target\build.log. 1>&2
    exit /b 2
)
echo %JAVA%>"%HOME_DIR%target\built"
call :prepare
exit /b 0

rem Has Java keep its classes as it needs them: without that each start takes longer.
:prepare
"%JAVA%" "-XX:ArchiveClassesAtExit=%ARCHIVE%" %OPTIONS% -jar "%JAR%" archive >nul 2>&1
exit /b 0
