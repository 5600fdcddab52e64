//! What is wrong is told by its path; what Antom tolerates is taken.

use serde_json::json;

use super::*;

/// The problems that `read` finds in a body, as the refusal words them.
fn told<T>(body: &Value, read: impl FnOnce(Node<'_>) -> Option<T>) -> String {
    let read = read_body(body.to_string().as_bytes(), read);
    read.err()
        .map_or_else(String::new, |problems| problems.refusal().why)
}

#[test]
fn a_problem_names_its_place_down_to_the_index() {
    let body = json!({"order": {"goods": [{"name": "a"}, {"name": 7}, "x", {"price": {"currency": "SGD"}}]}});
    let why = told(&body, |root| {
        root.field("order")
            .object()
            .field("goods")
            .items(3, |item| {
                let item = item.object();
                item.field("name").required().text(8);
                item.field("price").amount();
            });
        Some(())
    });
    let expected = "order.goods may have 3 items at most, not 4; \
        order.goods[1].name must be a string, not a number; \
        order.goods[2] must be an object, not a string";
    assert_eq!(why, expected);
}

#[test]
fn several_problems_are_told_at_once_and_a_malformed_field_comes_first() {
    let body =
        json!({"a": {"currency": "QQQ", "value": "1"}, "b": {"currency": "sgd", "value": 1.5}});
    let problems = read_body(body.to_string().as_bytes(), |root| {
        let (a, b) = (root.field("a").amount(), root.field("b").amount());
        root.field("c").required().text(8);
        a.zip(b)
    });
    let refusal = problems.expect_err("problems").refusal();
    assert_eq!(refusal.code, ResultCode::ParamIllegal);
    let mut texts = refusal.why.split("; ");
    assert_eq!(
        texts.next(),
        Some("b.currency must be three capital letters such as SGD, not \"sgd\"")
    );
    assert!(
        texts
            .next()
            .is_some_and(|text| text.starts_with("b.value must be") && text.ends_with("not 1.5"))
    );
    assert_eq!(texts.next(), Some("c is required"));
    assert_eq!(texts.next(), None);
    // Alone, the unknown currency has a code of its own.
    let body = json!({"a": {"currency": "QQQ", "value": "1"}});
    let problems = read_body(body.to_string().as_bytes(), |root| root.field("a").amount());
    let refusal = problems.expect_err("a problem").refusal();
    assert_eq!(refusal.code, ResultCode::CurrencyNotSupport);
}

#[test]
fn inside_a_missing_object_nothing_else_is_missing() {
    let read = |root: Node<'_>| {
        let order = root.field("order").required().object();
        order.field("id").required().text(8).map(str::to_owned)
    };
    for body in [json!({}), json!({"order": null}), json!({"order": ""})] {
        assert_eq!(told(&body, read), "order is required");
    }
    assert_eq!(
        told(&json!({"order": 5}), read),
        "order must be an object, not a number"
    );
    for id in [json!({}), json!({"id": null}), json!({"id": ""})] {
        assert_eq!(told(&json!({"order": id}), read), "order.id is required");
    }
    assert_eq!(told(&json!({"order": {"id": "x", "more": 1}}), read), "");
}

#[test]
fn scalars_are_taken_natively_and_as_strings() {
    let boolean = |value: Value| {
        read_body(json!({"f": value}).to_string().as_bytes(), |root| {
            Some(root.field("f").boolean())
        })
    };
    for (value, meant) in [
        (json!(true), Some(true)),
        (json!("true"), Some(true)),
        (json!(false), Some(false)),
        (json!("false"), Some(false)),
        (json!(null), None),
        (json!(""), None),
    ] {
        assert_eq!(boolean(value), Ok(meant));
    }
    for wrong in [json!(1), json!("yes"), json!("TRUE"), json!([])] {
        assert!(boolean(wrong).is_err());
    }
    let integer = |value: Value| {
        read_body(json!({"f": value}).to_string().as_bytes(), |root| {
            Some(root.field("f").integer(-720, 720))
        })
    };
    for (value, meant) in [
        (json!(20), Some(20)),
        (json!("20"), Some(20)),
        (json!("-480"), Some(-480)),
        (json!(null), None),
        (json!(""), None),
    ] {
        assert_eq!(integer(value), Ok(meant));
    }
    for wrong in [
        json!(721),
        json!("721"),
        json!(1.5),
        json!("x"),
        json!(true),
        json!({}),
    ] {
        assert!(integer(wrong).is_err());
    }
}

#[test]
fn an_amount_counts_the_smallest_unit() {
    let amount = |currency: &str, value: Value| {
        let body = json!({"a": {"currency": currency, "value": value}});
        read_body(body.to_string().as_bytes(), |root| root.field("a").amount())
    };
    let value_of = |currency, value| amount(currency, value).map(|amount| amount.value);
    assert_eq!(value_of("SGD", json!("2590")), Ok(2590));
    assert_eq!(value_of("SGD", json!(2590)), Ok(2590));
    assert_eq!(
        value_of("JPY", json!("9999999999999999")),
        Ok(9_999_999_999_999_999)
    );
    assert_eq!(value_of("IDR", json!("100")), Ok(100));
    let wrong = [
        "0",
        "-1",
        "25.90",
        "1e3",
        " 1",
        "",
        "99999999999999999",
        "1٣",
    ];
    for value in
        wrong
            .map(Value::from)
            .into_iter()
            .chain([json!(0), json!(2.5), json!(true), json!([1])])
    {
        assert!(value_of("SGD", value.clone()).is_err(), "{value}");
    }
    assert!(value_of("IDR", json!("150")).is_err());
    let long = told(
        &json!({"a": {"currency": "SGD", "value": "9".repeat(100_000)}}),
        |root| root.field("a").amount(),
    );
    assert!(long.len() < 300, "a long value is not echoed in full");
}

#[test]
fn texts_urls_and_times_are_checked() {
    let read = |root: Node<'_>| {
        root.field("text").text(3);
        root.field("url").url();
        root.field("time").instant();
        root.field("mode").one_of(&["AUTOMATIC", "MANUAL"])?;
        Some(())
    };
    // Characters count, not bytes.
    let good = json!({"text": "äöü", "url": "http://127.0.0.1:3000/hook?a=b", "time": "2026-11-23T10:09:00+08:00", "mode": "MANUAL"});
    assert_eq!(told(&good, read), "");
    for (field, value, problem) in [
        ("text", "abcd", "text may have 3 characters at most, not 4"),
        ("url", "/hook", "url must be an absolute http or https URL"),
        ("url", "ftp://shop.example", "url must be an absolute"),
        ("url", "http://", "url must be an absolute"),
        ("url", "https:shop.example", "url must be an absolute"),
        (
            "url",
            "https://shop.example/\n",
            "url must be an absolute http or https URL without blanks or control characters",
        ),
        (
            "time",
            "2026-11-23T10:09:00",
            "time must be a time with its offset",
        ),
        (
            "mode",
            "manual",
            "mode must be AUTOMATIC or MANUAL, not \"manual\"",
        ),
    ] {
        let mut body = good.clone();
        body[field] = value.into();
        let why = told(&body, read);
        assert!(why.starts_with(problem), "{why}");
    }
}

#[test]
fn a_body_that_is_no_object_is_told_as_such() {
    let read = |bytes: &[u8]| {
        let read = read_body(bytes, |_| Some(()));
        read.err()
            .map_or_else(String::new, |problems| problems.refusal().why)
    };
    assert_eq!(read(b"{}"), "");
    assert_eq!(read(b"[]"), "the body must be a JSON object, not an array");
    for broken in [
        &b""[..],
        b"{",
        b"{\"a\":\"\xff\"}",
        "[".repeat(1000).as_bytes(),
    ] {
        assert!(read(broken).starts_with("the body is not valid JSON"));
    }
}
