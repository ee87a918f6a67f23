//! Packages of the operating system.

use anyhow::Result;

use super::Purpose;

/// What a Debian or Ubuntu needs to build the programs that have no window.
#[cfg(target_os = "linux")]
const SERVE: &[&str] = &[
    "build-essential",
    "libdbus-1-dev",
    "libssl-dev",
    "pkg-config",
];

/// What it needs besides to build and run the desktop program.
#[cfg(target_os = "linux")]
const WINDOW: &[&str] = &[
    "dbus",
    "dbus-x11",
    "file",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
];

/// What it needs besides to test: the server's other database, a virtual display, and the driver of the web view.
#[cfg(target_os = "linux")]
const TEST: &[&str] = &["postgresql", "webkit2gtk-driver", "xauth", "xvfb"];

/// Installs what is missing; returns what was done.
#[cfg(target_os = "linux")]
pub(crate) fn install(purpose: Purpose) -> Result<String> {
    use crate::command::{command, run};
    use crate::repository;

    let wanted = wanted(purpose);
    let Some(installed) = installed(&wanted)? else {
        return Ok(format!(
            "this is no Debian; see to the equivalents of: {}",
            wanted.join(" ")
        ));
    };
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|package| !installed.contains(*package))
        .collect();
    if missing.is_empty() {
        return Ok("all there".to_owned());
    }

    let words = privilege(&missing)?;
    let apt_get = |arguments: &[&str]| -> Result<()> {
        let mut all = words.clone();
        all.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        all.extend(arguments);
        run(command(all[0], repository::root())?.args(&all[1..]))
    };
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&missing);
    apt_get(&arguments)?;
    Ok(format!("installed {}", missing.join(" ")))
}

/// Says what is needed: on macOS the compiler, WebKit is part of the system.
#[cfg(target_os = "macos")]
pub(crate) fn install(_purpose: Purpose) -> Result<String> {
    use crate::command::{command, read};
    use crate::repository;
    use anyhow::Context;

    read(command("xcode-select", repository::root())?.arg("--print-path")).context(
        "the command line tools are missing; install them with `xcode-select --install`",
    )?;
    Ok("all there".to_owned())
}

/// Says what is needed: on Windows the linker and headers, which whoever has Rust for MSVC has.
#[cfg(target_os = "windows")]
pub(crate) fn install(_purpose: Purpose) -> Result<String> {
    Ok("see that the Visual Studio build tools (desktop C++), WebView2 and a Perl for SQLCipher's OpenSSL are there"
        .to_owned())
}

#[cfg(target_os = "linux")]
fn wanted(purpose: Purpose) -> Vec<&'static str> {
    let mut wanted = SERVE.to_vec();
    if purpose >= Purpose::Window {
        wanted.extend(WINDOW);
    }
    if purpose >= Purpose::Test {
        wanted.extend(TEST);
        if super::browser::from_debian() {
            wanted.push("chromium");
        }
    }
    wanted
}

/// Which of `packages` are installed, or `None` where there is no dpkg.
#[cfg(target_os = "linux")]
fn installed(packages: &[&str]) -> Result<Option<std::collections::BTreeSet<String>>> {
    use std::io::ErrorKind;
    use std::process::Command;

    let format = "--showformat=${Package} ${db:Status-Status}\n";
    let query = Command::new("dpkg-query")
        .args(["--show", format])
        .args(packages)
        .output();
    match query {
        // Its exit code tells only that some are unknown; the known ones are printed all the same.
        Ok(output) => Ok(Some(installed_in(&String::from_utf8_lossy(&output.stdout)))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(anyhow::Error::new(error).context("asking dpkg-query")),
    }
}

#[cfg(target_os = "linux")]
fn installed_in(listing: &str) -> std::collections::BTreeSet<String> {
    listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .map(str::to_owned)
        .collect()
}

/// What to put before `apt-get`: nothing for root, else sudo.
#[cfg(target_os = "linux")]
fn privilege(missing: &[&str]) -> Result<Vec<&'static str>> {
    use crate::command::{command, read};
    use crate::repository;
    use anyhow::bail;
    use std::process::Command;

    if read(command("id", repository::root())?.arg("-u"))?.trim() == "0" {
        return Ok(Vec::new());
    }
    if Command::new("sudo").arg("--version").output().is_ok() {
        return Ok(vec!["sudo"]);
    }
    bail!(
        "only root may install packages, and there is no sudo; as root run\n    \
         apt-get install --no-install-recommends {}",
        missing.join(" ")
    )
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_and_left_its_settings_is_not_installed() {
        let listing = "file installed\nxvfb config-files\nlibssl-dev installed\n";

        let installed = installed_in(listing);

        assert_eq!(Vec::from_iter(installed), ["file", "libssl-dev"]);
    }

    #[test]
    fn testing_needs_all_that_a_window_needs() {
        let window = wanted(Purpose::Window);
        let test = wanted(Purpose::Test);

        assert!(window.iter().all(|package| test.contains(package)));
        assert!(!window.contains(&"xvfb") && test.contains(&"xvfb"));
    }
}
