//! Links of invitations, which fill the form for joining in.

use url::Url;

/// What a link opens: the program, at its form for joining.
const JOIN: &str = "delegation-desk://join";

/// Reads the address at which members reach the server, as a person types it.
pub(crate) fn address(text: &str) -> Result<Url, String> {
    let expected = || "an address is like https://desk.example.org".to_owned();
    let address = Url::parse(text).map_err(|_| expected())?;
    let reachable = matches!(address.scheme(), "http" | "https") && address.has_host();
    reachable.then_some(address).ok_or_else(expected)
}

/// The link to the form for joining, with this server and code filled in.
pub(crate) fn to_join(server: &Url, code: &str) -> String {
    let server = server.as_str().trim_end_matches('/');
    let query = [("server", server), ("code", code)];
    Url::parse_with_params(JOIN, query)
        .expect("the form's own address is one")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_server_and_code() {
        let server = address("https://desk.example.org:8443/").unwrap();

        let link = to_join(&server, "0123-4567-89AB");

        let expected = "delegation-desk://join?server=https%3A%2F%2Fdesk.example.org%3A8443&code=0123-4567-89AB";
        assert_eq!(link, expected);
    }

    #[test]
    fn what_no_browser_could_open_is_no_address() {
        for text in [
            "desk.example.org",
            "file:///srv/desk",
            "ftp://desk.example.org",
        ] {
            assert!(address(text).is_err(), "{text}");
        }
    }
}
