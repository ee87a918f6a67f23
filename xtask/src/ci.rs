//! Whether this is a machine that builds once and is thrown away.

/// Returns whether `CI` says so, as every such service sets it.
pub(crate) fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|ci| !ci.is_empty() && ci != "false")
}
