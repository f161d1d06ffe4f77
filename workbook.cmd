@echo off
rem Starts the workbook. Builds it first when it is missing or older than its sources.
rem
rem A path may hold brackets and ampersands. So it stands in quotation marks wherever it is used, even
rem where it is only shown; and what stands between brackets holds none.
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%target\workbook.jar"
set "ARCHIVE=%HOME_DIR%target\workbook.jsa"
set "LOG=%HOME_DIR%target\build.log"
rem Options that the user has set for every Java do not reach the workbook. Maven still has MAVEN_OPTS.
set "JAVA_TOOL_OPTIONS="
set "_JAVA_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem The tool's status if something failed. Java itself ends with 1 if it cannot start, or is killed.
set "FAILED=71"
set OPTIONS=-Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -XX:+DisableAttachMechanism -Dworkbook.launcher=cmd -Dworkbook.failed=%FAILED%
set "BUILDS=0"

if exist "%JAR%" goto built
call :build || exit /b 2
:built
if not exist "%ARCHIVE%" call :prepare
:run
"%JAVA%" "-XX:SharedArchiveFile=%ARCHIVE%" %OPTIONS% -jar "%JAR%" %*
set "STATUS=%ERRORLEVEL%"
if "%STATUS%"=="0" exit /b 0
if "%STATUS%"=="2" exit /b 2
if "%STATUS%"=="%FAILED%" exit /b 1
rem Ctrl-C: as the tool ends then, and as Windows ends a program.
if "%STATUS%"=="130" exit /b 130
if "%STATUS%"=="-1073741510" exit /b 130
if "%STATUS%"=="75" goto again
echo The workbook ended with status %STATUS% before it was done. 1>&2
echo If you did not end it, the computer may have run out of 1>&2
echo memory, or the code that it ran may have ended it. 1>&2
exit /b 2

:again
if "%BUILDS%"=="3" goto clock
set /a BUILDS=BUILDS + 1
call :build || exit /b 2
goto run

:clock
echo A build leaves the workbook older than its sources: is this computer's clock right? 1>&2
exit /b 2

:build
"%JAVA%" -version >nul 2>&1
if errorlevel 1 goto no_java
rem A runtime alone has no jdk.compiler; versions before 9 do not know --list-modules at all.
"%JAVA%" --list-modules 2>nul | findstr /b "jdk.compiler@" >nul
if errorlevel 1 goto no_compiler
"%JAVA%" --list-modules 2>nul | findstr /b /r "java.base@9 java.base@1[0-6]" >nul
if not errorlevel 1 goto old_java
if not exist "%HOME_DIR%target" mkdir "%HOME_DIR%target" 2>nul
if not exist "%HOME_DIR%target\" goto read_only
rem The system's Maven where it is recent enough, otherwise the one that the wrapper fetches.
set "MAVEN=%HOME_DIR%mvnw.cmd"
where mvn >nul 2>&1
if errorlevel 1 goto found_maven
call mvn -B -Dstyle.color=never -v 2>nul | findstr /r /c:"Apache Maven 3\.6\.[3-9]" /c:"Apache Maven 3\.[7-9]\." /c:"Apache Maven 3\.[1-9][0-9]" /c:"Apache Maven [4-9]\." >nul
if not errorlevel 1 set "MAVEN=mvn"
:found_maven
pushd "%HOME_DIR%"
if not exist "%JAR%" goto first_build
echo Building the workbook ... 1>&2
call "%MAVEN%" -q -B -Dstyle.color=never -DskipTests package >"%LOG%" 2>&1
if not errorlevel 1 goto is_built
findstr /l /c:"[ERROR]" "%LOG%" 1>&2
goto not_built
:first_build
rem What Maven says shows that it is moving, and why it stops if it does.
echo This is the first build: Maven fetches libraries from the 1>&2
echo internet and compiles the workbook. It takes some minutes. 1>&2
call "%MAVEN%" -B -Dstyle.color=never -DskipTests package 1>&2
if errorlevel 1 goto not_built
:is_built
popd
type nul >"%HOME_DIR%target\built"
rem Has Java keep its classes as it needs them: without that each start takes longer.
:prepare
"%JAVA%" "-XX:ArchiveClassesAtExit=%ARCHIVE%" %OPTIONS% -jar "%JAR%" archive >nul 2>&1
exit /b 0

:not_built
popd
echo The workbook could not be built. 1>&2
echo Is there a network? The first build needs the internet, https://repo.maven.apache.org. 1>&2
echo If a source does not compile, bring it back:  git checkout -- pom.xml src solutions 1>&2
exit /b 2

:no_java
echo The workbook needs a JDK, version 17 or newer, and found no "%JAVA%". 1>&2
goto install
:no_compiler
echo The workbook needs a JDK with a compiler, version 17 or newer; this is only a runtime. 1>&2
goto install
:old_java
echo The workbook needs a JDK, version 17 or newer; this one is older. 1>&2
:install
echo Install it with:  winget install EclipseAdoptium.Temurin.21.JDK 1>&2
exit /b 2

:read_only
echo The workbook must be built first, and this cannot be written: "%HOME_DIR%target" 1>&2
echo Copy the workbook to a folder of your own, or ask its owner to run workbook once. 1>&2
exit /b 2
