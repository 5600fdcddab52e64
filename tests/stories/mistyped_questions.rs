//! Questions of the admin API that nobody could answer: they are refused, by the name of what is wrong.

use serde_json::Value;

use crate::support::{App, Shop};

/// What is said of a question, and what to write instead.
fn refused(shop: &Shop, method: &str, path: &str) -> String {
    let body = Value::String(String::new());
    let error = shop.admin.refused(400, method, path, &body);
    format!(
        "{} | {}",
        error["message"].as_str().expect("a message"),
        error["hint"].as_str().expect("a hint")
    )
}

#[test]
fn a_name_that_a_call_does_not_know_is_refused() {
    let shop = Shop::open();
    for (method, path, told) in [
        (
            "PUT",
            "/scenario?nmae=mine",
            "there is no \"nmae\" | did you mean name?",
        ),
        (
            "GET",
            "/scenario?name=mine",
            "there is no \"name\" | this call takes no query",
        ),
        (
            "GET",
            "/payments?limt=1",
            "there is no \"limt\" | did you mean limit?",
        ),
        (
            "POST",
            "/reset?force=1",
            "there is no \"force\" | this call takes no query",
        ),
        (
            "DELETE",
            "/forced-results?operation=pay",
            "\"operation\" | it is one of api",
        ),
        (
            "GET",
            "/payments/lt-1/wait?untill=FINAL",
            "did you mean until?",
        ),
        ("GET", "/events?paymentID=lt-1", "did you mean paymentId?"),
    ] {
        let error = refused(&shop, method, path);
        assert!(error.contains(told), "{error}");
    }
    let everywhere = App::shared()
        .admin()
        .call("GET", "/v1/merchants?limit=1", &Value::Null);
    assert_eq!(everywhere.status(), 400);
    // A page may be asked whatever a link adds.
    let page = App::shared()
        .admin()
        .call("GET", "/?utm_source=mail", &Value::Null);
    assert!(page.status() < 400);
}

#[test]
fn a_value_that_no_event_has_is_refused() {
    let shop = Shop::open();
    for (condition, told) in [
        (
            "attempt=x",
            "attempt: \"x\" is no attempt of any event | write the number of an attempt",
        ),
        ("attempt=0", "attempt: \"0\""),
        ("attempt=", "attempt: \"\""),
        (
            "requestId=7",
            "requestId: \"7\" is no requestId of any event | write the id of a kept call, such as req-1",
        ),
        ("requestId=req-0", "requestId: \"req-0\""),
        ("notificationId=x", "such as ntf-1"),
        ("paymentId=", "paymentId: \"\""),
        ("order=", "order: \"\""),
        ("type=", "type: there is no \"\""),
        ("type=API_CAL", "did you mean API_CALL?"),
        (
            "type=API_CALL&type=PAYMENT_CREATED",
            "type: is there twice, and an event has one | write type=A,B",
        ),
        ("since=x", "since: \"x\" is not a whole number"),
        ("count=0", "count: \"0\" is not a whole number"),
        ("timeout=soon", "timeout: \"soon\" is no time"),
        ("body.=x", "there is no \"body.\""),
    ] {
        let error = refused(&shop, "GET", &format!("/events/wait?{condition}"));
        assert!(error.contains(told), "{condition}: {error}");
    }
    shop.pay(&shop.order("lt-1"));
    shop.admin
        .get("/events/wait?requestId=req-*&paymentId=lt-*&paymentId=*-1");
    for (line, told) in [
        ("{\"attempt\": \"x\"}", "attempt: \"x\""),
        ("{\"requestId\": 5}", "requestId: \"5\""),
        ("{\"outcome\": \"ACCEPTET\"}", "did you mean ACCEPTED?"),
    ] {
        let wish: Value = serde_json::from_str(&format!("{{\"events\": [{line}]}}")).expect("JSON");
        let error = shop
            .admin
            .refused(400, "POST", "/expect", &wish)
            .to_string();
        assert!(
            error.contains(&told.replace('"', "\\\"")),
            "{line}: {error}"
        );
    }
}
