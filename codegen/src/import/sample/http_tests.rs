use super::{
    Request,
    http::{requests, responses},
    samples,
};

fn one(code: &str) -> Request {
    let mut requests = requests(code, 5);
    assert_eq!(requests.len(), 1, "{code}: {requests:?}");
    requests.remove(0)
}

fn pairs(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

fn repairs(request: &Request) -> Vec<(u32, &str)> {
    request
        .repairs
        .iter()
        .map(|fact| (fact.at.line, fact.value.as_str()))
        .collect()
}

#[test]
fn request_lines_with_headers_and_body() {
    let request = one(
        "\nPOST /v2/rooms/r%201/seats?lang=de HTTP/1.1\r\nHost:api.x.test\r\nX-Key: k\r\nContent-Type:application/json\r\n\r\n{\n\"seat\" : 4\n}\n",
    );
    assert_eq!(request.line, 6);
    assert_eq!(
        (
            request.method.as_str(),
            request.host.as_deref(),
            request.path.as_str()
        ),
        ("POST", None, "/v2/rooms/r%201/seats")
    );
    assert_eq!(pairs(&request.query), [("lang", "de")]);
    assert_eq!(
        pairs(&request.headers),
        [
            ("Host", "api.x.test"),
            ("X-Key", "k"),
            ("Content-Type", "application/json")
        ]
    );
    assert_eq!(request.body.as_ref().map(|body| body.line), Some(11));
    assert_eq!(
        request.text,
        "POST /v2/rooms/r%201/seats?lang=de HTTP/1.1\nHost:api.x.test\nX-Key: k\nContent-Type:application/json\n\n{\n\"seat\" : 4\n}\n"
    );
    assert!(request.repairs.is_empty());
}

#[test]
fn an_empty_line_that_was_lost_is_put_back() {
    let request = one("HTTPPOST /v1/rooms HTTP/1.1\nHost:a.test\n{\n\"n\" : 1\n}\n// other code");
    assert_eq!(
        request.text,
        "POST /v1/rooms HTTP/1.1\nHost:a.test\n\n{\n\"n\" : 1\n}\n"
    );
}

#[test]
fn a_single_line_is_a_request() {
    let request = one("GET https://api.x.test/v1/rooms?from=1&name=%E4%BC%9A+x");
    assert_eq!(request.host.as_deref(), Some("https://api.x.test"));
    assert_eq!(request.path, "/v1/rooms");
    assert_eq!(pairs(&request.query), [("from", "1"), ("name", "会+x")]);
    assert_eq!(
        request.text,
        "GET https://api.x.test/v1/rooms?from=1&name=%E4%BC%9A+x"
    );
    assert_eq!(one("示例：DELETE /v1/rooms/{id}").method, "DELETE");
    let lower = one("put https://api.x.test/a");
    assert_eq!(lower.method, "PUT");
    assert_eq!(repairs(&lower), [(5, "the method `PUT` in capitals")]);
}

#[test]
fn bare_and_wrapped_addresses_are_requests() {
    let request = one("https://api.x.test/v1/rooms?\nfrom=1&\n  to=2\n&page=3\n");
    assert_eq!(request.method, "");
    assert_eq!(
        request.text,
        "https://api.x.test/v1/rooms?from=1&to=2&page=3"
    );
    assert_eq!(
        pairs(&request.query),
        [("from", "1"), ("to", "2"), ("page", "3")]
    );
    let request = one("GET /v1/rooms?from=1&\nto=2 HTTP/1.1\nHost: a.test");
    assert_eq!(
        request.text,
        "GET /v1/rooms?from=1&to=2 HTTP/1.1\nHost: a.test\n"
    );
    let two = requests("https://a.test/x\nhttps://a.test/y", 1);
    assert_eq!(
        two.iter().map(|request| request.line).collect::<Vec<_>>(),
        [1, 2]
    );
}

#[test]
fn forms_are_read() {
    let request = one(
        "POST /token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\nkey=a%20b&secret=s",
    );
    assert_eq!(pairs(&request.form), [("key", "a b"), ("secret", "s")]);
    assert!(request.body.is_none());
    assert_eq!(
        request.text,
        "POST /token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\nkey=a%20b&secret=s\n"
    );
}

#[test]
fn prose_and_code_are_no_requests() {
    for code in [
        "GET /x returns the list of things",
        "TARGET /x",
        "HTTP/1.1 200 OK\nContent-Type: text/plain",
        "int i = 0; // get it",
        "use curl to send it",
        "see https://a.test/x for more",
    ] {
        assert!(requests(code, 1).is_empty(), "{code}");
    }
}

#[test]
fn curl_commands_become_requests() {
    let request = one(
        "$ curl -X PUT 'https://api.x.test/v1/rooms/7?a=1&b=2' \\\n  -H 'Content-Type: application/json' \\\n  -H \"X-Key:k\" \\\n  -d '{\n  \"n\": 1\n}'\n\nmore",
    );
    assert_eq!(
        request.text,
        "PUT https://api.x.test/v1/rooms/7?a=1&b=2\nContent-Type: application/json\nX-Key:k\n\n{\n  \"n\": 1\n}\n"
    );
    assert_eq!(request.host.as_deref(), Some("https://api.x.test"));
    assert_eq!(pairs(&request.query), [("a", "1"), ("b", "2")]);
    assert_eq!(request.line, 5);
    assert_eq!(request.body.as_ref().map(|body| body.line), Some(8));
}

#[test]
fn options_of_curl() {
    let request = one("curl https://a.test/t -d a=1 --data-urlencode 'b=x y' -sS");
    assert_eq!(request.text, "POST https://a.test/t\n\na=1&b=x%20y\n");
    assert_eq!(pairs(&request.form), [("a", "1"), ("b", "x y")]);
    let request = one("curl -G https://a.test/t -d a=1 --data-urlencode 'b=x y'");
    assert_eq!(request.text, "GET https://a.test/t?a=1&b=x%20y");
    let request = one("curl --request=DELETE --url \"https://a.test/t\" -o out.json");
    assert_eq!(request.text, "DELETE https://a.test/t");
    let request = one("curl -sXPOST -H'A: b' api.x.test/t --json \"{\\\"n\\\": 1}\"");
    assert_eq!(
        request.text,
        "POST /t\nHost: api.x.test\nA: b\nContent-Type: application/json\n\n{\"n\": 1}\n"
    );
    let request = one("curl -I https://a.test/t | head");
    assert_eq!(request.method, "HEAD");
    let request = one("cURLcurl https://a.test/t -d @room.json");
    assert_eq!(
        repairs(&request),
        [(5, "the body is in the file `@room.json`")]
    );
}

#[test]
fn curl_that_lost_its_backslashes() {
    let request = one("curl https://a.test/t\n-H 'A: b'\n-d '{\"n\":1}'\n{\"code\":0}");
    assert_eq!(request.text, "POST https://a.test/t\nA: b\n\n{\"n\":1}\n");
    assert_eq!(
        repairs(&request),
        [
            (5, "a line of the command without the sign that it goes on"),
            (6, "a line of the command without the sign that it goes on"),
        ]
    );
}

#[test]
fn answers_have_a_status_or_only_a_body() {
    let found = responses(
        "HTTP/1.1 404 Not Found\nContent-Type:application/json\n\n{\n\"code\" : \"gone\"\n}",
        20,
    );
    let [answer] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((answer.line, answer.status), (20, Some(404)));
    assert_eq!(
        pairs(&answer.headers),
        [("Content-Type", "application/json")]
    );
    assert_eq!(answer.body.as_ref().map(|body| body.line), Some(23));
    assert_eq!(
        answer.text,
        "HTTP/1.1 404 Not Found\nContent-Type:application/json\n\n{\n\"code\" : \"gone\"\n}\n"
    );
    let found = responses("result:\n[{\"a\": 1}]谢谢", 1);
    let [answer] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (answer.line, answer.status, answer.text.as_str()),
        (2, None, "[{\"a\": 1}]")
    );
}

#[test]
fn requests_and_answers_side_by_side() {
    let found = samples(
        "GET /v1/rooms HTTP/1.1\nHost: a.test\n\n{\"rooms\": []}\n\nPOST /v1/rooms\n\n{\"n\": 1}\n\nHTTP/1.1 201 Created{\"id\": 2}\nwords",
        1,
    );
    let requests: Vec<_> = found
        .requests
        .iter()
        .map(|request| (request.line, request.body.is_some()))
        .collect();
    assert_eq!(requests, [(1, false), (6, true)]);
    assert_eq!(
        repairs(&found.requests[0]),
        [(4, "the JSON behind the GET is taken for its answer")]
    );
    let answers: Vec<_> = found
        .responses
        .iter()
        .map(|answer| (answer.line, answer.status))
        .collect();
    assert_eq!(answers, [(4, None), (10, Some(201))]);
    assert_eq!(found.rest, [(11, "words".to_owned())]);
}

#[test]
fn hostile_texts_take_time_in_proportion() {
    for piece in [
        "GET /",
        "GET /x?\n",
        "curl \"",
        "curl \"a\n",
        "curl ; ",
        "{\"a\":1}",
        "{\"a\":1}GET /x ",
        "https://a?\n",
        "HTTP/1.1 200 ",
        "X: y\n",
        "curl https://a.b/ '",
        "a=b\n",
        "{\"a\":1}HTTP/1.1 200 OK",
        "\r\n",
        "\0",
        "{\"a\":1}curl a.b ",
    ] {
        let start = std::time::Instant::now();
        drop(samples(&piece.repeat((1 << 18) / piece.len()), 1));
        assert!(start.elapsed().as_secs() < 10, "{piece:?}");
    }
}
