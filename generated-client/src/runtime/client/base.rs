//! The address that calls are sent to.

/// A base URL without a slash at the end, or what is wrong with it.
pub(super) fn check(url: &str) -> Result<String, &'static str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .ok_or("the base URL must start with http:// or https://")?;
    if rest.contains(['?', '#']) {
        return Err("the base URL must not have a query or a fragment");
    }
    let authority = rest.split('/').next().unwrap_or(rest);
    if authority.contains('@') {
        return Err("the base URL must not have a user or a password");
    }
    if !is_authority(authority) {
        return Err("the base URL must have a valid host");
    }
    let path = &rest[authority.len()..];
    if !path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte))
    {
        return Err("the path of the base URL must be percent-encoded");
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// A host name, an IPv4 address or an IPv6 address in brackets, perhaps with a port.
fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_host = match host.strip_prefix('[') {
        Some(rest) => rest
            .strip_suffix(']')
            .is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok()),
        None => {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
        }
    };
    // The standard library takes "+80" for a number.
    let is_port = |port: &str| !port.starts_with('+') && port.parse::<u16>().is_ok();
    is_host && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn good_addresses_lose_their_last_slash() {
        let cases = [
            ("https://api.dingtalk.com", "https://api.dingtalk.com"),
            ("https://api.dingtalk.com/", "https://api.dingtalk.com"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
            ("http://[::1]", "http://[::1]"),
            ("http://proxy/a%20b/c/", "http://proxy/a%20b/c"),
        ];
        for (url, expected) in cases {
            assert_eq!(check(url).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn bad_addresses_are_refused() {
        let cases = [
            ("", "must start"),
            ("api.dingtalk.com", "must start"),
            ("ftp://a", "must start"),
            ("HTTPS://a", "must start"),
            ("https://", "valid host"),
            ("https:///a", "valid host"),
            ("https://a b", "valid host"),
            ("https://a:b", "valid host"),
            ("https://a:+80", "valid host"),
            ("https://a:99999", "valid host"),
            ("https://[::1", "valid host"),
            ("https://é", "valid host"),
            ("https://u:p@a", "user or a password"),
            ("https://a?x=1", "query"),
            ("https://a#x", "fragment"),
            ("https://a/\u{e9}", "percent-encoded"),
            ("https://a/b c", "percent-encoded"),
            ("https://a\\b", "valid host"),
        ];
        for (url, expected) in cases {
            let problem = check(url).unwrap_err();
            assert!(problem.contains(expected), "{url}: {problem}");
        }
    }
}
